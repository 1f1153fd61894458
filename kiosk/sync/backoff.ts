// When to try again. Full jitter, so that ten thousand kiosks whose hub was away do not come back
// in the same second; no limit of attempts, since a tour may be offline for weeks.

const baseMs = 2_000;
const capMs = 15 * 60_000;
const firstSpreadMs = 120_000;

/**
 * `failures`: in a row, from 1. `random`: 0 up to 1. `notBeforeMs`: what the hub asked for; a hub that says
 * when knows what it can take, and who has waited long must not wait ever longer for it.
 */
export function findRetryMs(failures: number, random: number, notBeforeMs = 0): number {
  const mostMs = notBeforeMs > 0 ? notBeforeMs : capMs;
  const ceiling = Math.min(mostMs, baseMs * 2 ** Math.min(failures - 1, 20));
  return Math.round(notBeforeMs + random * ceiling);
}

/** After a start: a hall of kiosks is switched on by one switch. */
export function findFirstMs(random: number): number {
  return Math.round(random * firstSpreadMs);
}

/** `Retry-After` in seconds; dates would need a clock that is right. Held to what is sensible. */
export function readRetryAfterMs(header: string | null): number | undefined {
  if (header === null || !/^\d{1,6}$/.test(header.trim())) return undefined;
  return Math.min(Number(header) * 1_000, 4 * capMs);
}
