import { expect, test } from 'vitest';
import { findMovedSign, type WhereaboutsFacts } from './moved-sign.ts';

const hourMs = 3_600_000;
const atTheLibrary: WhereaboutsFacts = {
  stop: { stop_id: 'library', arrivedOn: '2026-11-20' },
  today: '2026-11-21',
  itinerary: { stops: [] },
  offMs: 14 * hourMs,
  startedOn: '2026-11-21',
  networksNow: [],
  networksThen: [],
  visitsWithoutStop: 0,
};
const stop = (stop_id: string, from: string, to: string) => ({
  stop_id,
  name: stop_id,
  entry: 'schools' as const,
  address: '',
  from,
  to,
});

test('a night with the plug pulled is no journey', () => {
  expect(findMovedSign(atTheLibrary)).toBeNull();
});

test.each<[string, Partial<WhereaboutsFacts>]>([
  ['another-stop-is-planned', { itinerary: { stops: [stop('school', '2026-11-21', '2026-11-23')] } }],
  ['another-network', { networksNow: ['10.2.0.0/24'], networksThen: ['192.168.3.0/24'] }],
  ['long-off', { offMs: 60 * hourMs }],
  ['visits-without-stop', { stop: null, visitsWithoutStop: 1 }],
])('%s', (sign, change) => {
  expect(findMovedSign({ ...atTheLibrary, ...change })).toBe(sign);
});

test('two stops that share a day, and a network that comes and goes, say nothing', () => {
  const itinerary = {
    stops: [stop('library', '2026-11-20', '2026-11-21'), stop('school', '2026-11-21', '2026-11-23')],
  };
  const networks = { networksNow: [], networksThen: ['192.168.3.0/24'] };
  expect(findMovedSign({ ...atTheLibrary, itinerary, ...networks })).toBeNull();
});
