// The hub's cells as rows of a table: one an entry, in the order in which they came.
import type { TourView } from '../../../model/hub-views.ts';

export type Cell = TourView['matrix'][number];

/** Of the thirty: what is at no entry was never to be filled. */
export const isStillBlank = (cell: Cell) => cell.entry !== '' && isBlank(cell);

export const isBlank = ({ recordedOccasions, kioskOccasions }: Cell) =>
  recordedOccasions + kioskOccasions === 0;

export function toRows(cells: readonly Cell[]): { entry: string; cells: Cell[] }[] {
  return [...Map.groupBy(cells, ({ entry }) => entry)].map(([entry, ofEntry]) => ({ entry, cells: ofEntry }));
}

/** Blank ones of the thirty; what is at no entry is none of them. */
export function countBlank(cells: readonly Cell[]): { blank: number; all: number } {
  const counted = cells.filter(({ entry }) => entry !== '');
  return { blank: counted.filter(isBlank).length, all: counted.length };
}
