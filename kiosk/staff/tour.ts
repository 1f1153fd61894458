// The tour as the log knows it: where the kiosk stands, which groups are there, what was done at
// this stop; and the plan of stops, which is a file of its own.
import { randomUUID } from 'node:crypto';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { makeCalendar } from '../../model/calendar.ts';
import { findInstant } from '../../model/event-time.ts';
import type { EventBody, StoredEvent } from '../../model/log-event.ts';
import { findMovedSign } from '../../model/moved-sign.ts';
import { itinerarySchema, type CurrentStop, type Tour } from '../../model/staff-api.ts';
import { stampNow, type Clock } from '../clock.ts';
import type { KeptLog, StaffOutcome } from '../log/keep-log.ts';
import type { LogReader } from '../log/read-log.ts';
import { keepJson } from './keep-json.ts';

export type TourOptions = {
  dataDir: string;
  log: KeptLog;
  clock: Clock;
  timeZone(): string;
  tell(line: string): void;
  /** Visits of today, by the counting rule. */
  countToday(reader: LogReader): number;
  listNetworks?(): string[];
};

export type StaffTour = ReturnType<typeof keepTour>;
export type TourOutcome = StaffOutcome | { kind: 'no-stop' } | { kind: 'no-such-group' };

const mostActivities = 50;

export function keepTour({ dataDir, log, clock, timeZone, countToday, tell, ...options }: TourOptions) {
  const { listNetworks = listSystemNetworks } = options;
  const itinerary = keepJson({
    path: join(dataDir, 'staff', 'itinerary.json'),
    schema: itinerarySchema,
    empty: { stops: [] },
    tell,
  });
  const arrival = keepJson({
    path: join(dataDir, 'staff', 'arrival.json'),
    schema: z.strictObject({ networks: z.array(z.string()) }),
    empty: { networks: [] },
    tell,
  });

  /** Undefined while the log is not open. */
  function read(): Tour | undefined {
    const reader = log.reader();
    if (!reader) return undefined;
    const calendar = makeCalendar(timeZone());
    const end = reader.findEnd();
    const of = <T extends StoredEvent['type']>(type: T) =>
      [...reader.eventsOutsideVisits(type, end)].filter(
        (event): event is Extract<StoredEvent, { type: T }> => event.type === type,
      );
    const corrections = reader.readCorrections();
    const findMs: MomentOf = (stamp) => findInstant(stamp, undefined, corrections).unixMs;
    const today = calendar.dayOf(findMs(stampNow(clock)));
    const arrived = of('stop.arrived').findLast(({ body }) => body.stop_id === log.stopId());
    const stop = arrived ? describeStop(arrived, calendar.toIso(findMs(arrived))) : null;
    const started = reader.findLastOutsideVisits('kiosk.started');
    const isSinceArrival = (event: StoredEvent) => !arrived || event.seq > arrived.seq;
    return {
      today,
      stop,
      itinerary: itinerary.read(),
      groups: findOpenGroups(of('group.opened'), of('group.closed'), stop?.stop_id ?? null).map((opened) => ({
        ...opened.body,
        openedAt: calendar.toIso(findMs(opened)),
      })),
      activities: of('activity.recorded')
        .filter(isSinceArrival)
        .toReversed()
        .slice(0, mostActivities)
        .map(({ body: { kind, organisation, headcount, date } }) => ({
          kind,
          organisation,
          headcount,
          date,
        })),
      sessions: arrived ? reader.countSessionsAfter(arrived.log_id, arrived.seq) : 0,
      moved: findMovedSign({
        stop: arrived ? { stop_id: arrived.body.stop_id, arrivedOn: calendar.dayOf(findMs(arrived)) } : null,
        today,
        itinerary: itinerary.read(),
        offMs: started && offBefore(started),
        startedOn: started && calendar.dayOf(findMs(started)),
        networksNow: listNetworks(),
        networksThen: arrival.read().networks,
        visitsWithoutStop: stop ? 0 : countToday(reader),
      }),
    };
  }

  return {
    read,

    /** Every screen asks for it, so that nothing else of the tour is read. */
    stopName(): string | null {
      const stopId = log.stopId();
      return stopId === null ? null : (log.reflections()?.stopNames().get(stopId) ?? null);
    },

    readItinerary: itinerary.read,
    writeItinerary: itinerary.write,

    /** Arriving somewhere else ends the stop before it. */
    async arrive(body: EventBody<'stop.arrived'>): Promise<StaffOutcome> {
      const before = log.stopId();
      if (before !== null && before !== body.stop_id) {
        const left = await log.appendStaff('stop.left', { stop_id: before });
        if (left.kind !== 'written') return left;
      }
      const outcome = await log.appendStaff('stop.arrived', body);
      if (outcome.kind === 'written') arrival.write({ networks: listNetworks() });
      return outcome;
    },

    async leave(): Promise<TourOutcome> {
      const stopId = log.stopId();
      if (stopId === null) return { kind: 'no-stop' };
      return log.appendStaff('stop.left', { stop_id: stopId });
    },

    openGroup: (group: Omit<EventBody<'group.opened'>, 'group_id'>): Promise<StaffOutcome> =>
      log.appendStaff('group.opened', { group_id: randomUUID(), ...group }),

    async closeGroup(body: EventBody<'group.closed'>): Promise<TourOutcome> {
      const isOpen = read()?.groups.some(({ group_id }) => group_id === body.group_id) ?? false;
      return isOpen ? log.appendStaff('group.closed', body) : { kind: 'no-such-group' };
    },

    recordActivity(body: Omit<EventBody<'activity.recorded'>, 'stop_id'>): Promise<StaffOutcome> {
      const stopId = log.stopId();
      return log.appendStaff('activity.recorded', { ...body, ...(stopId !== null && { stop_id: stopId }) });
    },
  };
}

/** Of an event, as truly as is known. */
type MomentOf = (stamp: Pick<StoredEvent, 'wall_ms' | 'mono_ms' | 'boot_id'>) => number;

function describeStop({ body }: StoredEvent & { type: 'stop.arrived' }, arrivedAt: string): CurrentStop {
  const { stop_id, name, entry, address = '' } = body;
  return { stop_id, name, entry, address, arrivedAt };
}

function findOpenGroups(
  opened: readonly (StoredEvent & { type: 'group.opened' })[],
  closed: readonly (StoredEvent & { type: 'group.closed' })[],
  stopId: string | null,
): (StoredEvent & { type: 'group.opened' })[] {
  const ended = new Set(closed.map(({ body }) => body.group_id));
  return opened.filter(({ body, stop_id }) => !ended.has(body.group_id) && stop_id === stopId);
}

/** By the kiosk's own clock alone: it is a hint, and one boot may be corrected before the other. */
function offBefore({ body, wall_ms, mono_ms, boot_id }: StoredEvent & { type: 'kiosk.started' }): number {
  const { last_alive_wall_ms: wallMs, last_alive_mono_ms: monoMs, last_alive_boot_id: bootId } = body;
  if (bootId === boot_id && monoMs !== undefined) return Math.max(0, mono_ms - monoMs);
  return wallMs === undefined ? 0 : Math.max(0, wall_ms - wallMs);
}

/** The networks this machine is in, as `192.168.3.0/24`; only this kiosk's own are looked at. */
function listSystemNetworks(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
    .map(({ address, cidr }) => {
      const bits = Number(cidr?.split('/')[1] ?? 24);
      const parts = address.split('.').map(Number);
      const whole = Math.floor(Math.min(bits, 24) / 8);
      return `${parts.map((part, index) => (index < whole ? part : 0)).join('.')}/${bits}`;
    })
    .toSorted();
}
