// Chinese numerals as panels print them: 第九十七条, 四十六万元, 三年六个月.
const digits = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const places = ['', '十', '百', '千'];

/** `97` → 九十七, `382` → 三百八十二, `460000` → 四十六万. Whole numbers from 0 below 10^12. */
export function toChineseNumeral(value: number): string {
  if (!Number.isSafeInteger(value) || value < 0 || value >= 1e12) {
    throw new RangeError(`no Chinese numeral for ${value}`);
  }
  if (value === 0) return '零';
  let text = '';
  for (const [unit, name] of [
    [1e8, '亿'],
    [1e4, '万'],
    [1, ''],
  ] as const) {
    const group = Math.floor(value / unit) % 1e4;
    if (group === 0) continue;
    if (text !== '' && group < 1000) text += '零';
    text += fourDigits(group) + name;
  }
  return text.replace(/^一十/, '十');
}

function fourDigits(group: number): string {
  let text = '';
  let gap = false;
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(group / 10 ** place) % 10;
    if (digit === 0) {
      gap = text !== '';
      continue;
    }
    if (gap) text += '零';
    gap = false;
    text += (digits[digit] ?? '') + (places[place] ?? '');
  }
  return text;
}

/** 20,000 → 两万元; colloquial 两 where a sum begins with two. */
export function yuanInChinese(yuan: number): string {
  const text = `${toChineseNumeral(yuan)}元`;
  return text.replace(/^二(?=[千万亿])/, '两');
}

/** 42 → 三年六个月, 8 → 八个月. */
export function monthsInChinese(months: number): string {
  const years = Math.floor(months / 12);
  const rest = months % 12;
  return (years ? `${toChineseNumeral(years)}年` : '') + (rest ? `${toChineseNumeral(rest)}个月` : '');
}

/** 42 → 3 years 6 months. */
export function monthsInEnglish(months: number): string {
  const count = (n: number, unit: string) => (n === 0 ? '' : `${n} ${unit}${n === 1 ? '' : 's'}`);
  return [count(Math.floor(months / 12), 'year'), count(months % 12, 'month')].filter(Boolean).join(' ');
}
