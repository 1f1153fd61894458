// How much a kiosk needs somebody: by what it says of itself, and by how long it has said nothing.
import { compareText } from '../../../model/compare-text.ts';
import type { NowView } from '../../../model/hub-views.ts';

type Kiosk = NowView['kiosks'][number];

export const standings = ['urgent', 'look', 'well', 'silent', 'revoked'] as const;
export type Standing = (typeof standings)[number];

/** A tour is often offline, and nothing is lost by it; silence matters when it lasts, as on the kiosk itself. */
const longSilenceMs = 14 * 24 * 3_600_000;
/** Further off than this the times of visits are worth a look. */
export const clockToleranceMs = 5 * 60_000;

export function findStanding(kiosk: Kiosk, nowMs: number): Standing {
  if (kiosk.state === 'revoked') return 'revoked';
  const isWrongClock = Math.abs(kiosk.clockSkewMs ?? 0) > clockToleranceMs;
  if (kiosk.clonedMs !== null || kiosk.lights.some(({ state }) => state === 'red')) return 'urgent';
  if (kiosk.lastHeardMs === null || nowMs - kiosk.lastHeardMs > longSilenceMs) return 'silent';
  return isWrongClock || kiosk.lights.length > 0 ? 'look' : 'well';
}

const order: readonly Standing[] = ['urgent', 'silent', 'look', 'well', 'revoked'];

export function byUrgency(nowMs: number) {
  return (a: Kiosk, b: Kiosk): number =>
    order.indexOf(findStanding(a, nowMs)) - order.indexOf(findStanding(b, nowMs)) ||
    compareText(a.name, b.name);
}
