// The file of characters that handwriting is compared with: for each its code point, how common
// it is, in which script it is written, and the middle lines of its strokes as a few points each.
// scripts/build-strokes.ts writes it; the Worker reads it whole, once.

/** One stroke as flat coordinates, [x1, y1, x2, y2, …]; y grows downwards. */
export type Stroke = readonly number[];

export interface Template {
  character: string;
  /** The logarithm of how often it is written, 0 (never seen) to 255. */
  frequency: number;
  /** Used in Simplified text, in Traditional text, or (most of them) in both. */
  isSimplified: boolean;
  isTraditional: boolean;
  /** In the order in which they are taught; coordinates 0 to 255. */
  strokes: Stroke[];
}

const mark = 'JZST1';
/** The mark, then 64 characters that say what the file was made from, then the count. */
const countAt = mark.length + 64;
const headBytes = countAt + 4;

/** `builtFrom`: 64 characters, a SHA-256 in hex. */
export function writeTemplates(templates: readonly Template[], builtFrom: string): Uint8Array {
  const bytes: number[] = [];
  for (const { character, frequency, isSimplified, isTraditional, strokes } of templates) {
    const codePoint = character.codePointAt(0) ?? 0;
    bytes.push(codePoint & 255, (codePoint >> 8) & 255, codePoint >> 16);
    bytes.push(frequency, (isSimplified ? 1 : 0) | (isTraditional ? 2 : 0), strokes.length);
    for (const stroke of strokes) {
      bytes.push(stroke.length / 2);
      for (const value of stroke) bytes.push(value);
    }
  }
  const file = new Uint8Array(headBytes + bytes.length);
  file.set(new TextEncoder().encode(mark + builtFrom));
  new DataView(file.buffer).setUint32(countAt, templates.length, true);
  file.set(bytes, headBytes);
  return file;
}

/** What the file was made from; undefined where it is no file of ours. */
export function readBuiltFrom(file: Uint8Array): string | undefined {
  const head = new TextDecoder().decode(file.subarray(0, countAt));
  return head.length === countAt && head.startsWith(mark) ? head.slice(mark.length) : undefined;
}

/** Throws where the file is not whole. */
export function readTemplates(file: Uint8Array): Template[] {
  if (readBuiltFrom(file) === undefined) throw new Error('not a file of stroke templates');
  let at = countAt;
  const next = () => {
    const value = file[at];
    if (value === undefined) throw new Error('the file of stroke templates ends too soon');
    at += 1;
    return value;
  };
  const count = next() + next() * 256 + next() * 65_536 + next() * 16_777_216;
  const templates: Template[] = [];
  while (templates.length < count) {
    const codePoint = next() + next() * 256 + next() * 65_536;
    const frequency = next();
    const flags = next();
    const strokes = Array.from({ length: next() }, () => Array.from({ length: next() * 2 }, next));
    templates.push({
      character: String.fromCodePoint(codePoint),
      frequency,
      isSimplified: (flags & 1) !== 0,
      isTraditional: (flags & 2) !== 0,
      strokes,
    });
  }
  return templates;
}
