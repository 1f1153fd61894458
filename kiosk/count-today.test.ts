import { expect, test } from 'vitest';
import { startKiosk, type TestKiosk } from './testing/start-kiosk.ts';
import { makeVisit } from './testing/make-visits.ts';

const countOf = async (kiosk: TestKiosk) =>
  ((await (await kiosk.get('/api/today')).json()) as { visits: number | null }).visits;
const bootedAt = Date.parse('2026-11-24T01:00:00Z');

test('today follows the hub’s clock as soon as it is told: no visit of a wrong clock is missed', async () => {
  const kiosk = await startKiosk();
  const { clock, log } = kiosk;
  clock.wall = 5_000;
  await kiosk.post({ events: makeVisit() });
  // Staff set the clock; the visit's own time is still unknown.
  clock.wall = bootedAt + clock.mono;
  expect(await countOf(kiosk)).toBe(0);
  log.acknowledge('0'.repeat(32), 0, 0, { [clock.bootId]: { booted_at_ms: bootedAt } });
  expect(await countOf(kiosk)).toBe(1);
  await kiosk.post({ events: makeVisit() });
  expect(await countOf(kiosk)).toBe(2);
});

test('a visit of yesterday is not today’s, whatever day the kiosk believed it was', async () => {
  const kiosk = await startKiosk();
  const { clock, log } = kiosk;
  await kiosk.post({ events: makeVisit() });
  expect(await countOf(kiosk)).toBe(1);
  clock.pass(24 * 3_600_000);
  clock.wall -= 24 * 3_600_000;
  expect(await countOf(kiosk)).toBe(1);
  log.acknowledge('0'.repeat(32), 0, 0, { [clock.bootId]: { booted_at_ms: bootedAt } });
  expect(await countOf(kiosk)).toBe(0);
});
