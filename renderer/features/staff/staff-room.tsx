// Behind the exhibition: what staff see after holding the corner.
import type { Exhibition } from '../../../model/exhibition.ts';

export function StaffRoom({ exhibition, onLeave }: { exhibition: Exhibition; onLeave(): void }) {
  return (
    <button type="button" onClick={onLeave}>
      {exhibition.title}
    </button>
  );
}
