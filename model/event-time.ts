// When something happened, and how sure we are. Order never depends on this: it is `(log, seq)`.
import type { EventStamp } from './log-event.ts';

/** `exact`: corrected from the hub's clock; `estimated`: the kiosk's own; `unknown`: its clock was wrong. */
export type TimeQuality = 'exact' | 'estimated' | 'unknown';
export type Instant = { unixMs: number; quality: TimeQuality };

/** The true Unix time of a boot's beginning, by boot, as acknowledgements bring it. */
export type ClockCorrections = ReadonlyMap<string, { bootedAtMs: number }>;

const dayMs = 24 * 3_600_000;
const tenYearsMs = 10 * 365.25 * dayMs;

/**
 * The moment of an event. A clock is believed when it is not before the date of the edition
 * that was on screen, nor over ten years after it.
 */
export function findInstant(
  stamp: Pick<EventStamp, 'wall_ms' | 'mono_ms' | 'boot_id'>,
  editionDate: string | undefined,
  corrections: ClockCorrections,
): Instant {
  const correction = corrections.get(stamp.boot_id);
  if (correction) return { unixMs: correction.bootedAtMs + stamp.mono_ms, quality: 'exact' };
  // A day's grace: the edition's date is a day somewhere, not a moment.
  const earliest = editionDate === undefined ? Number.NaN : Date.parse(editionDate) - dayMs;
  const isPlausible = stamp.wall_ms >= earliest && stamp.wall_ms <= earliest + dayMs + tenYearsMs;
  return { unixMs: stamp.wall_ms, quality: isPlausible ? 'estimated' : 'unknown' };
}
