// Which keys stand where. A key writes its text unless it is one of the named ones.

export const modes = ['pinyin', 'letters', 'symbols', 'handwriting', 'ink'] as const;
export type Mode = (typeof modes)[number];

export const letterRows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'] as const;

export const digits = [...'1234567890'];

/** Marks of Chinese text; Traditional quotes with corner brackets. */
export function hanMarks(isHant: boolean): string[] {
  const [open, close] = isHant ? ['「', '」'] : ['“', '”'];
  return ['，', '。', '、', '？', '！', '：', '；', open, close, '……'];
}

export const westernMarks = ['.', ',', '?', '!', ':', ';', '‘', '’', '-', '/'];

export const moreMarks = ['《', '》', '（', '）', '——', '·', '%', '@'];

/** What is offered where nothing is being composed: the marks that follow most words. */
export function idleMarks(isHant: boolean): string[] {
  const [open, close] = isHant ? ['「', '」'] : ['“', '”'];
  return ['，', '。', '？', '！', '、', '：', '；', open, close, '……', '《', '》'];
}
