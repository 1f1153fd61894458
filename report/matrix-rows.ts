// The rows of `matrix`, one a cell of the five entries and six ones: what staff recorded beside
// what the kiosk counted, never added up.
import type { Counts } from './count-log.ts';
import type { Row } from './table.ts';

export const matrixColumns = [
  'entry',
  'activity',
  'recorded_people',
  'recorded_occasions',
  'kiosk_people',
  'kiosk_occasions',
] as const;

export function* makeMatrixRows({
  matrix,
  withHeadcounts,
}: Counts): Generator<Row<(typeof matrixColumns)[number]>> {
  for (const cell of matrix) {
    const isCounted = withHeadcounts || cell.activity !== 'panels';
    yield {
      entry: cell.entry ?? '',
      activity: cell.activity,
      recorded_people: withHeadcounts ? cell.recordedPeople : '',
      recorded_occasions: withHeadcounts ? cell.recordedOccasions : '',
      kiosk_people: isCounted ? cell.kioskPeople : '',
      kiosk_occasions: isCounted ? cell.kioskOccasions : '',
    };
  }
}
