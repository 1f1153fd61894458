import { expect, test } from 'vitest';
import { itinerarySchema } from '../../../model/staff-api.ts';
import { makeStopId } from './make-stop-id.ts';

test('a stop’s id is one that kiosks take, and no other stop’s', () => {
  const taken: string[] = [];
  for (const name of ['第一中学', 'Harbour Office No. 2', '!!', '第一中学', 'Ünïversity']) {
    taken.push(makeStopId(name, '2026-12-01', taken));
  }
  expect(taken).toEqual([
    'stop-2026-12-01',
    'harbour-office-no-2-2026-12-01',
    'stop-2026-12-01-2',
    'stop-2026-12-01-3',
    'u-ni-versity-2026-12-01',
  ]);
  const stops = taken.map((stop_id) => ({
    stop_id,
    name: 'x',
    entry: 'schools',
    from: '2026-12-01',
    to: '2026-12-01',
  }));
  expect(itinerarySchema.safeParse({ stops }).success).toBe(true);
});
