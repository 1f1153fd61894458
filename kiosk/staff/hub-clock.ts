// The kiosk's clock beside the hub's. What the hub tells of a boot, with the time since it began, is the
// hub's time now; it is late by what a batch was on its way, which is little beside what staff can set.
import type { ClockCorrections } from '../../model/event-time.ts';
import type { Clock } from '../clock.ts';

/** Milliseconds by which this clock is ahead of the hub's; null where the hub has told nothing of this boot. */
export function findAheadOfHub(clock: Clock, corrections: ClockCorrections | undefined): number | null {
  const bootedAtMs = corrections?.get(clock.bootId)?.bootedAtMs;
  return bootedAtMs === undefined ? null : Math.round(clock.wallMs() - clock.monoMs() - bootedAtMs);
}
