// At what time of day visitors come: visits and touches of every hour and stop, by the hour in
// which they began. What happened at an unknown time is in no hour.
import { compareText } from './compare-text.ts';
import type { CountContext } from './count-context.ts';
import { placeOf, type StopPlace } from './stops.ts';
import type { Tally } from './tally.ts';

export type HourFacts = StopPlace & {
  date: string;
  /** 0 to 23, in the exhibition's time zone. Where clocks are put back, two hours share a row. */
  hour: number;
  visits: number;
  touches: number;
};

/** One row for each hour and stop that had a visit or a touch, in order. */
export function tallyHours(context: Pick<CountContext, 'stops'>): Tally<HourFacts[]> {
  const hours = new Map<string, HourFacts>();
  return {
    add({ kind, timeQuality, date, hour, stopId }) {
      if (kind === 'staff-test' || timeQuality === 'unknown') return;
      const key = `${date} ${hour} ${stopId ?? ''}`;
      let facts = hours.get(key);
      if (!facts) {
        facts = { date, hour, ...placeOf(stopId, context), visits: 0, touches: 0 };
        hours.set(key, facts);
      }
      if (kind === 'touch') facts.touches += 1;
      else facts.visits += 1;
    },
    result: () =>
      [...hours.values()].sort(
        (a, b) =>
          compareText(a.date, b.date) || a.hour - b.hour || compareText(a.stopId ?? '', b.stopId ?? ''),
      ),
  };
}
