import fc from 'fast-check';
import { expect, test } from 'vitest';
import { batchEventSchema } from '../../model/sync-batch.ts';
import { arbitraryLog } from '../../model/testing/arbitrary-log.ts';
import { toRows } from '../testing/test-kiosk.ts';
import { checkEvent } from './check-event.ts';

const someId = '2f1c6a52-1111-4000-8000-00000000000a';
const good = {
  seq: 7,
  event_id: someId,
  visit_id: null,
  type: 'kiosk.stopped',
  schema_version: 1,
  wall_ms: 1,
  mono_ms: 0,
  boot_id: 'boot-1',
  stop_id: null,
  edition: 'sample',
  body: { cause: 'closed' },
};

/** Values that are right somewhere, wrong elsewhere, or wrong everywhere. */
const anything = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    true,
    '',
    0,
    1,
    -1,
    1.5,
    2 ** 53,
    Number.MAX_SAFE_INTEGER,
    someId,
    someId.toUpperCase(),
    '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
    'FFFFFFFF-ffff-ffff-ffff-ffffffffffff',
    `${someId} `,
    'x'.repeat(80),
    'x'.repeat(81),
    'x'.repeat(120),
    'x'.repeat(121),
    {},
    [],
  ),
  fc.string({ unit: 'grapheme', maxLength: 100 }).filter((text) => !text.includes('\0')),
  fc.integer(),
  fc.jsonValue(),
);
const field = fc.constantFrom(...Object.keys(good), 'words', 'another');
const changed = fc.array(fc.tuple(field, anything, fc.boolean()), { maxLength: 2 }).map((changes) => {
  const event: Record<string, unknown> = { ...good };
  for (const [name, value, isGone] of changes) {
    if (isGone) delete event[name];
    else event[name] = value;
  }
  return event;
});

test('an event is read by hand exactly where the schema reads it', () => {
  let [read, parked] = [0, 0];
  fc.assert(
    fc.property(fc.oneof(changed, fc.jsonValue()), (value) => {
      const raw: unknown = JSON.parse(JSON.stringify(value));
      const isRead = checkEvent(raw, 7).kind === 'event';
      const parsed = batchEventSchema.safeParse(raw);
      if (isRead) read += 1;
      else parked += 1;
      expect(isRead).toBe(parsed.success && parsed.data.seq === 7);
    }),
    { numRuns: 20_000 },
  );
  expect(Math.min(read, parked)).toBeGreaterThan(500);
});

test('every event that a kiosk can write is read', () => {
  fc.assert(
    fc.property(arbitraryLog, (events) => {
      for (const row of toRows(events)) expect(checkEvent(row, row.seq).kind).toBe('event');
    }),
    { numRuns: 30 },
  );
});

test('what PostgreSQL cannot keep is parked, since it would hold up its log for ever', () => {
  const parked = checkEvent({ ...good, edition: 'a\0b' }, 7);
  expect(parked).toMatchObject({ kind: 'parked', reason: 'edition' });
});

test('an event keeps its hash under another sequence, without its words, and when it is parked', () => {
  const { hash } = checkEvent(good, 7);
  expect(checkEvent({ ...good, seq: 8 }, 8).hash).toEqual(hash);
  expect(checkEvent({ ...good, words: '心得' }, 7).hash).toEqual(hash);
  expect(checkEvent({ ...good, extra: 1 }, 7)).toMatchObject({ kind: 'parked', hash });
  for (const [name, value] of Object.entries({
    body: {},
    wall_ms: 2,
    type: 'x',
    event_id: someId.replace('2f', '3f'),
  })) {
    expect(checkEvent({ ...good, [name]: value }, 7).hash).not.toEqual(hash);
  }
});
