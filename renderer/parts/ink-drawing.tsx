// What a finger wrote, drawn again from its strokes: a picture of lines, in the colour of the text.
import { layOutInk, type Ink } from '../../model/ink.ts';
import './ink-drawing.css';

/** `label` names it for a screen reader. */
export function InkDrawing({ ink, label }: { ink: Ink; label: string }) {
  const { viewBox, paths } = layOutInk(ink);
  return (
    <svg className="ink-drawing" viewBox={viewBox} role="img" aria-label={label}>
      {paths.map((path, index) => (
        <path key={index} d={path} />
      ))}
    </svg>
  );
}
