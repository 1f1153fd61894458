// Which boards a passer-by sees.
import type { Exhibition, Panel } from '../../../model/exhibition.ts';

/** One board of each aspect hangs on the wall; the walk goes along them and back. */
export function boardsOnTheWall(exhibition: Exhibition): Panel[] {
  const first = exhibition.shortWalk[0];
  const chosen = exhibition.aspects.flatMap(({ panels }, bay) => {
    const id = first !== undefined && panels.includes(first) ? first : panels[bay % panels.length];
    return exhibition.panels.find((panel) => panel.id === id) ?? [];
  });
  // The board that the short walk opens with hangs nearest the door.
  return chosen.toSorted((a, b) => Number(b.id === first) - Number(a.id === first));
}
