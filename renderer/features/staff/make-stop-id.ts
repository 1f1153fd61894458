// The name by which the numbers know a stop.
import type { Tour } from '../../../model/staff-api.ts';

/** A stop of this name keeps its id, so that a second visit there is the same stop in the numbers. */
export function makeStopId(name: string, { itinerary, today }: Tour): string {
  const known = itinerary.stops.find((stop) => stop.name === name);
  if (known) return known.stop_id;
  const letters = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  const hash = [...name].reduce((sum, char) => (sum * 31 + (char.codePointAt(0) ?? 0)) % 0xffffff, 7);
  return `${letters === '' ? 'stop' : letters.slice(0, 40)}-${today.replaceAll('-', '')}-${hash.toString(36)}`;
}
