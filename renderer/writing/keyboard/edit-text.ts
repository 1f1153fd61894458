// What a key does to a text: pure, so that carets, limits and odd characters are tested without a
// page. Places are UTF-16 units, as a textarea counts its selection; limits are characters.

export interface Edit {
  text: string;
  /** Where the selection begins and ends; the same where there is only a caret. */
  start: number;
  end: number;
}

/** Graphemes: a family emoji is one, a letter with its accent is one. */
const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/**
 * Takes out what no visitor means to write: control characters, characters of no width and those
 * that turn the writing direction, private and broken ones. Line ends become \n.
 */
export function cleanText(text: string): string {
  return (
    text
      .replaceAll(/\r\n?|\u2028|\u2029/g, '\n')
      .replaceAll('\t', ' ')
      // Joiners stay where they join emoji; alone they are invisible.
      .replaceAll(/(?<!\p{Extended_Pictographic}\uFE0F?)\u200D|\u200D(?!\p{Extended_Pictographic})/gu, '')
      .replaceAll(/(?![\n\u200D])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}]/gu, '')
      .normalize('NFC')
  );
}

export function countCharacters(text: string): number {
  return [...text].length;
}

/** The beginning of `text` that has no more than `most` characters, never half a grapheme. */
export function cutText(text: string, most: number): string {
  if (countCharacters(text) <= most) return text;
  let kept = '';
  let count = 0;
  for (const { segment } of graphemes.segment(text)) {
    count += countCharacters(segment);
    if (count > most) break;
    kept += segment;
  }
  return kept;
}

/** Writes over the selection as much of `insert` as `most` characters in all leave room for. */
export function insertText(edit: Edit, insert: string, most: number): Edit {
  const before = edit.text.slice(0, edit.start);
  const after = edit.text.slice(edit.end);
  const room = most - countCharacters(before) - countCharacters(after);
  const written = cutText(cleanText(insert), Math.max(0, room));
  const caret = before.length + written.length;
  return { text: before + written + after, start: caret, end: caret };
}

/** Takes away the selection, or the grapheme before the caret. */
export function deleteBack(edit: Edit): Edit {
  const from = edit.start === edit.end ? stepFrom(edit.text, edit.start, -1) : edit.start;
  return { text: edit.text.slice(0, from) + edit.text.slice(edit.end), start: from, end: from };
}

/** Moves the caret a grapheme; a selection shrinks to the side that it is moved to. */
export function moveCaret(edit: Edit, step: -1 | 1): Edit {
  const side = step < 0 ? edit.start : edit.end;
  const caret = edit.start === edit.end ? stepFrom(edit.text, side, step) : side;
  return { ...edit, start: caret, end: caret };
}

function stepFrom(text: string, place: number, step: -1 | 1): number {
  let before = 0;
  for (const { index, segment } of graphemes.segment(text)) {
    const after = index + segment.length;
    if (step > 0 && index >= place) return after;
    if (step < 0 && after >= place) return index;
    before = after;
  }
  return step > 0 ? before : 0;
}
