// A QR code: one path, dark on paper, with the four modules of quiet around it that readers need.
import { encode } from 'uqr';
import './qr-code.css';

const quietModules = 4;

/** `label` names it for a screen reader. As small as the text allows, with the most correction that this size holds. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: 'L', boostEcc: true, border: quietModules });
  return (
    <svg
      className="qr-code"
      style={{ '--modules': size }}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
    >
      <path d={data.map(drawRow).join('')} />
    </svg>
  );
}

/** Neighbouring dark modules as one bar, so that no seam is seen between them. */
function drawRow(row: readonly boolean[], y: number): string {
  let path = '';
  for (let x = 0; x < row.length; x += 1) {
    if (!row[x]) continue;
    const start = x;
    while (row[x + 1]) x += 1;
    path += `M${start} ${y}h${x + 1 - start}v1h${start - x - 1}z`;
  }
  return path;
}
