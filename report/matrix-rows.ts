// The rows of `matrix`, one a cell of the five entries and six ones: what staff recorded beside
// what the kiosk counted, never added up.
import type { MatrixCell } from '../model/count-matrix.ts';
import type { Row } from './table.ts';

export const matrixColumns = [
  'entry',
  'activity',
  'recorded_people',
  'recorded_occasions',
  'kiosk_people',
  'kiosk_occasions',
] as const;

export function* makeMatrixRows(cells: Iterable<MatrixCell>): Generator<Row<(typeof matrixColumns)[number]>> {
  for (const cell of cells) {
    yield {
      entry: cell.entry ?? '',
      activity: cell.activity,
      recorded_people: cell.recordedPeople,
      recorded_occasions: cell.recordedOccasions,
      kiosk_people: cell.kioskPeople,
      kiosk_occasions: cell.kioskOccasions,
    };
  }
}
