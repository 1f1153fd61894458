// GET /api/health: what staff, the self-test and the shell ask first.
import { findInstant } from '../../model/event-time.ts';
import { makeCalendar } from '../../model/calendar.ts';
import type { SyncState } from '../../model/staff-api.ts';
import type { Clock } from '../clock.ts';
import type { Edition } from '../edition.ts';
import type { KeptLog } from '../log/keep-log.ts';
import { answerJson } from './answer.ts';

export type HealthFacts = {
  edition: Edition;
  log: KeptLog;
  clock: Clock;
  version: string;
  /** Bytes that may still be written where the log is. */
  freeBytes: number;
  brokenMedia: readonly string[];
  sync: SyncState;
};

export function answerHealth({ edition, log, clock, version, sync, ...facts }: HealthFacts): Response {
  const { ballast, ...logHealth } = log.health();
  const wallMs = clock.wallMs();
  const stamp = { wall_ms: wallMs, mono_ms: clock.monoMs(), boot_id: clock.bootId };
  const { quality } = findInstant(stamp, edition.date, new Map());
  const ok = logHealth.state === 'ready' && facts.brokenMedia.length === 0 && quality !== 'unknown';
  return answerJson({
    ok,
    edition: {
      id: edition.id,
      number: edition.number,
      date: edition.date,
      title: edition.title,
      brokenMedia: facts.brokenMedia,
    },
    log: logHealth,
    sync: { state: sync.state, ...(sync.lastHeardMs !== undefined && { lastHeardMs: sync.lastHeardMs }) },
    clock: { now: makeCalendar(edition.timeZone).toIso(wallMs), timeZone: edition.timeZone, quality },
    disk: { freeBytes: facts.freeBytes, ballast },
    version,
  });
}
