// The rows of `pledges`: how often each was signed, at which stop. Who signed is recorded nowhere.
import type { PledgeCount } from '../model/count-pledges.ts';
import { placeCells } from './place-cells.ts';
import type { Row } from './table.ts';

export const pledgeColumns = ['pledge_id', 'stop_id', 'stop_name', 'entry', 'signed', 'signatures'] as const;

export function* makePledgeRows(
  pledges: Iterable<PledgeCount>,
): Generator<Row<(typeof pledgeColumns)[number]>> {
  for (const { pledge, signed, signatures, ...place } of pledges) {
    yield { pledge_id: pledge, ...placeCells(place), signed, signatures };
  }
}
