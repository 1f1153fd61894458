// What staff recorded of the six ones (六个一): talks, lectures, outings, each on the day that
// they say it was.
import type { CountContext } from './count-context.ts';
import type { StoredEvent } from './log-event.ts';
import type { ActivityKind } from './staff-events.ts';
import { placeOf, type StopPlace } from './stops.ts';

export type ActivityFacts = StopPlace & {
  date: string;
  kind: ActivityKind;
  organisation: string;
  headcount: number;
};

/**
 * `events`: `activity.recorded`, in order; one that comes twice counts once. Its stop is the one
 * it names, else the one where the kiosk stood when it was recorded.
 */
export function findActivities(
  events: Iterable<StoredEvent>,
  context: Pick<CountContext, 'stops'>,
): ActivityFacts[] {
  const activities = new Map<string, ActivityFacts>();
  for (const event of events) {
    if (event.type !== 'activity.recorded') continue;
    const { kind, stop_id, organisation, headcount, date } = event.body;
    const place = placeOf(stop_id ?? event.stop_id, context);
    activities.set(event.event_id, { date, kind, ...place, organisation, headcount });
  }
  return [...activities.values()];
}
