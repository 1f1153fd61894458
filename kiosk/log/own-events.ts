// What the kiosk and its staff write, outside any visit.
import { randomUUID } from 'node:crypto';
import type { EventBody } from '../../model/log-event.ts';
import type { kioskBodies } from '../../model/kiosk-events.ts';
import type { staffBodies } from '../../model/staff-events.ts';
import type { Clock } from '../clock.ts';
import type { OwnEvent, VisitLog } from './visit-log.ts';

/** What the log must know of the run that writes it; goes into `kiosk.started`. */
export type Run = {
  version: string;
  /** Label of the edition on screen, stamped on every event. */
  edition: string;
  editionDate: string;
  timeZone: string;
  idleLimitMs: number;
};

type OwnType = keyof typeof kioskBodies | keyof typeof staffBodies;

export function makeOwnEvent<T extends OwnType>(
  type: T,
  body: EventBody<T>,
  { run, clock, log }: { run: Pick<Run, 'edition'>; clock: Clock; log: Pick<VisitLog, 'stopId'> },
): OwnEvent {
  return {
    event_id: randomUUID(),
    visit_id: null,
    type,
    schema_version: 1,
    wall_ms: Math.round(clock.wallMs()),
    mono_ms: Math.round(clock.monoMs()),
    boot_id: clock.bootId,
    stop_id: log.stopId(),
    edition: run.edition,
    body,
  };
}

/** With the last sign of life before it, from which counting tells how long the kiosk was off. */
export function describeStart(run: Run, log: VisitLog): EventBody<'kiosk.started'> {
  const lastAlive = log.findLastAlive();
  return {
    version: run.version,
    edition_date: run.editionDate,
    time_zone: run.timeZone,
    idle_limit_ms: run.idleLimitMs,
    ...(lastAlive && {
      last_alive_wall_ms: lastAlive.wallMs,
      last_alive_mono_ms: lastAlive.monoMs,
      last_alive_boot_id: lastAlive.bootId,
    }),
  };
}
