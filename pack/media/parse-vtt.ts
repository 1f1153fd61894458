// Captions as WebVTT, as far as an edition needs them: a header, then cues with a time and a
// text. Styles, regions and notes are passed over.

export interface VttCue {
  startMs: number;
  endMs: number;
  text: string;
  /** From 1: where its time stands. */
  line: number;
}

export interface ParsedVtt {
  cues: VttCue[];
  /** Lines, from 1, that no player would understand. */
  broken: number[];
}

const timing =
  /^((?:\d{2,}:)?\d{2}:\d{2}\.\d{3})[ \t]+-->[ \t]+((?:\d{2,}:)?\d{2}:\d{2}\.\d{3})(?:[ \t].*)?$/;

/** Parses a whole file; line 1 is broken where it is no WebVTT at all. */
export function parseVtt(file: string): ParsedVtt {
  const lines = file.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  if (!/^WEBVTT(?:[ \t].*)?$/.test(lines[0] ?? '')) return { cues: [], broken: [1] };
  const cues: VttCue[] = [];
  const broken: number[] = [];
  for (const block of blocksOf(lines)) {
    const [first] = block;
    if (!first || /^(?:NOTE|STYLE|REGION)(?:\s|$)/.test(first.text)) continue;
    // A cue may carry a name on the line above its time.
    const at = first.text.includes('-->') ? 0 : 1;
    const time = block[at];
    const match = timing.exec(time?.text ?? '');
    if (!time || !match) broken.push(first.line);
    else
      cues.push({
        startMs: toMs(match[1] ?? ''),
        endMs: toMs(match[2] ?? ''),
        text: block
          .slice(at + 1)
          .map(({ text }) => text)
          .join('\n')
          .trim(),
        line: time.line,
      });
  }
  return { cues, broken };
}

/** Runs of lines between empty ones, the header's own left out. */
function blocksOf(lines: string[]): { text: string; line: number }[][] {
  const blocks: { text: string; line: number }[][] = [[]];
  for (const [index, text] of lines.entries()) {
    if (text.trim() === '') blocks.push([]);
    else blocks.at(-1)?.push({ text, line: index + 1 });
  }
  return blocks.slice(1).filter((block) => block.length > 0);
}

function toMs(time: string): number {
  const [seconds = 0, minutes = 0, hours = 0] = time.split(':').map(Number).toReversed();
  return Math.round((hours * 3600 + minutes * 60 + seconds) * 1000);
}
