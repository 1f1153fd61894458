// What a finger wrote, drawn again.
import type { Ink } from '../../model/ink.ts';
import { inkLines } from '../../model/ink.ts';

export function InkPicture({ ink, label }: { ink: Ink; label: string }) {
  const { width, height, paths } = inkLines(ink);
  return (
    <svg className="ink-picture" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <g fill="none" stroke="currentColor" strokeWidth={90} strokeLinecap="round" strokeLinejoin="round">
        {paths.map((path, index) => (
          <path key={index} d={path} />
        ))}
      </g>
    </svg>
  );
}
