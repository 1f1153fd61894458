// Pledges signed on the screen, by stop. A couple signs one pledge with two signatures.
import { compareText } from './compare-text.ts';
import type { CountContext } from './count-context.ts';
import { placeOf, type StopPlace } from './stops.ts';
import type { Tally } from './tally.ts';

export type PledgeCount = StopPlace & {
  pledge: string;
  signed: number;
  signatures: number;
};

/** One row a pledge and stop. Of all visitors' sessions, touches too. */
export function tallyPledges(context: Pick<CountContext, 'stops'>): Tally<PledgeCount[]> {
  const pledges = new Map<string, PledgeCount>();
  return {
    add({ kind, stopId, signed }) {
      if (kind === 'staff-test') return;
      for (const { pledge, signatures } of signed) {
        const key = `${pledge} ${stopId ?? ''}`;
        const count = pledges.get(key) ?? {
          pledge,
          ...placeOf(stopId, context),
          signed: 0,
          signatures: 0,
        };
        pledges.set(key, count);
        count.signed += 1;
        count.signatures += signatures;
      }
    },
    result: () =>
      [...pledges.values()].sort(
        (a, b) => compareText(a.pledge, b.pledge) || compareText(a.stopId ?? '', b.stopId ?? ''),
      ),
  };
}
