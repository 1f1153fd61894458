// Where the exhibition stood: the stops that staff checked in at, and how long each stay was.
import type { Audience } from './aspects.ts';
import type { Instant } from './event-time.ts';
import type { StoredEvent } from './log-event.ts';

export type Stop = { name: string; entry: Audience; address: string };
export type Stops = ReadonlyMap<string, Stop>;

/** What every table says of a row's place. Without a stop the name is empty. */
export type StopPlace = { stopId: string | null; stopName: string; entry: Audience | null };

export type StopStay = {
  stopId: string;
  /** Of the kiosk that stood there. */
  logId: string;
  arrived: Instant & { date: string };
  /** Undefined while it lasts, and where staff went on without checking out. */
  left: (Instant & { date: string }) | undefined;
  /** Last day of the stay; undefined while it lasts. */
  lastDate: string | undefined;
};

export function placeOf(stopId: string | null, { stops }: { stops: Stops }): StopPlace {
  const stop = stopId === null ? undefined : stops.get(stopId);
  return { stopId, stopName: stop?.name ?? '', entry: stop?.entry ?? null };
}

/** By the last check-in at each stop: whoever corrects a name corrects all of its rows. */
export function findStops(events: Iterable<StoredEvent>): Map<string, Stop> {
  const stops = new Map<string, Stop>();
  for (const event of events) {
    if (event.type !== 'stop.arrived') continue;
    const { stop_id, name, entry, address = '' } = event.body;
    stops.set(stop_id, { name, entry, address });
  }
  return stops;
}

/**
 * `events`: `stop.arrived` and `stop.left`, in any order. Within one log the order of its rows
 * decides; whoever arrives somewhere else has left where they were.
 */
export function findStays(
  events: Iterable<StoredEvent>,
  instantOf: (event: StoredEvent) => Instant & { date: string },
): StopStay[] {
  const moves = [...events]
    .filter(({ type }) => type === 'stop.arrived' || type === 'stop.left')
    .sort((a, b) => (a.log_id === b.log_id ? a.seq - b.seq : a.log_id < b.log_id ? -1 : 1));
  const stays: StopStay[] = [];
  const open = new Map<string, StopStay>();
  for (const event of moves) {
    const moment = instantOf(event);
    const current = open.get(event.log_id);
    if (event.type === 'stop.arrived') {
      if (current?.stopId === event.body.stop_id) continue;
      if (current) current.lastDate = moment.date;
      const stay = {
        stopId: event.body.stop_id,
        logId: event.log_id,
        arrived: moment,
        left: undefined,
        lastDate: undefined,
      };
      stays.push(stay);
      open.set(event.log_id, stay);
    } else if (event.type === 'stop.left' && current?.stopId === event.body.stop_id) {
      current.left = moment;
      current.lastDate = moment.date;
      open.delete(event.log_id);
    }
  }
  return stays;
}
