// A day on which nobody came is a gap in the chart, not a day that was left out.
import type { VisitsView } from '../../../model/hub-views.ts';

type Day = VisitsView['days'][number];
const dayMs = 24 * 3_600_000;
/** Clocks that were years off must not make a chart of a hundred thousand days. */
const mostDays = 800;

export function fillDays(days: readonly Day[]): Day[] {
  const [first, last] = [days.at(0), days.at(-1)];
  if (!first || !last) return [];
  const [fromMs, toMs] = [Date.parse(first.key), Date.parse(last.key)];
  if ((toMs - fromMs) / dayMs > mostDays) return [...days];
  const known = new Map(days.map((day) => [day.key, day]));
  const filled: Day[] = [];
  for (let ms = fromMs; ms <= toMs; ms += dayMs) {
    const key = new Date(ms).toISOString().slice(0, 10);
    const people = first.groupPeople === null ? null : 0;
    const none = {
      key,
      visits: 0,
      touches: 0,
      visitsOutsideGroups: 0,
      groupPeople: people,
      peopleReached: people,
    };
    filled.push(known.get(key) ?? none);
  }
  return filled;
}
