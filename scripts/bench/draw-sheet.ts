// A sheet of what the bench wrote, to look at: would you call this hurried but legible?
import type { Stroke } from '../../renderer/writing/strokes/template-file.ts';

const columns = 16;
const cell = 120;
const labelHeight = 26;
const inkSide = 92;

export function drawSheet(writings: readonly { character: string; strokes: readonly Stroke[] }[]): string {
  const rows = Math.ceil(writings.length / columns);
  const drawn = writings.map(({ character, strokes }, index) => {
    const left = (index % columns) * cell + 14;
    const top = Math.floor(index / columns) * (cell + labelHeight) + 14;
    const label = `<text x="${left + inkSide}" y="${top + inkSide + 26}">${character}</text>`;
    return `${fit(strokes, left, top)}${label}`;
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${columns * cell} ${rows * (cell + labelHeight)}">` +
    '<style>svg{background:#fff}path{fill:none;stroke:#222;stroke-width:3.4;stroke-linecap:round;stroke-linejoin:round}' +
    `text{fill:#a33;font:18px sans-serif;text-anchor:end}</style>${drawn.join('')}</svg>`
  );
}

function fit(strokes: readonly Stroke[], left: number, top: number): string {
  const xs = strokes.flatMap((stroke) => stroke.filter((_, at) => at % 2 === 0));
  const ys = strokes.flatMap((stroke) => stroke.filter((_, at) => at % 2 === 1));
  const leftmost = Math.min(...xs);
  const topmost = Math.min(...ys);
  const scale = inkSide / Math.max(1, Math.max(...xs) - leftmost, Math.max(...ys) - topmost);
  return strokes
    .map((stroke) => {
      const places = stroke.map((value, at) =>
        (at % 2 === 0 ? left + (value - leftmost) * scale : top + (value - topmost) * scale).toFixed(1),
      );
      return `<path d="M${places.join(' ')}"/>`;
    })
    .join('');
}
