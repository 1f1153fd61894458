import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeCalendar, splitByDay } from './calendar.ts';

const hourMs = 3_600_000;

test('names the day and the offset of Shanghai', () => {
  const calendar = makeCalendar('Asia/Shanghai');
  const eveningUtc = Date.parse('2026-11-20T16:30:00Z');
  expect(calendar.dayOf(eveningUtc)).toBe('2026-11-21');
  expect(calendar.toIso(eveningUtc)).toBe('2026-11-21T00:30:00.000+08:00');
  expect(calendar.startOfDay('2026-11-21')).toBe(Date.parse('2026-11-20T16:00:00Z'));
});

test('names offsets behind Greenwich and of half an hour', () => {
  const atMs = Date.parse('2026-01-15T12:00:00Z');
  expect(makeCalendar('America/St_Johns').toIso(atMs)).toBe('2026-01-15T08:30:00.000-03:30');
  expect(makeCalendar('Asia/Kolkata').toIso(atMs)).toBe('2026-01-15T17:30:00.000+05:30');
});

test('cuts the long and the short day of a zone with summer time at its own midnights', () => {
  const calendar = makeCalendar('Europe/Berlin');
  const from = calendar.startOfDay('2026-10-24');
  const to = calendar.startOfDay('2026-10-27');
  expect(splitByDay(from, to, calendar).map(({ date, ms }) => [date, ms / hourMs])).toEqual([
    ['2026-10-24', 24],
    ['2026-10-25', 25],
    ['2026-10-26', 24],
  ]);
});

test('splits any stretch into days whose parts add up to it', () => {
  const stretch = fc.tuple(
    fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Pacific/Auckland', 'Asia/Kathmandu'),
    fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2036, 0) }),
    fc.integer({ min: -hourMs, max: 40 * 24 * hourMs }),
  );
  fc.assert(
    fc.property(stretch, ([zone, fromMs, lengthMs]) => {
      const days = splitByDay(fromMs, fromMs + lengthMs, makeCalendar(zone));
      const dates = days.map(({ date }) => date);
      expect(days.reduce((sum, { ms }) => sum + ms, 0)).toBe(Math.max(0, lengthMs));
      expect(dates).toEqual([...new Set(dates)].sort());
    }),
    { numRuns: 200 },
  );
});

test('has a day for every clock, however wrong', () => {
  const calendar = makeCalendar('Asia/Shanghai');
  for (const wrongMs of [0, -1e15, 8.7e15, 253_402_300_800_000]) {
    expect(calendar.dayOf(wrongMs)).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(calendar.toIso(wrongMs)).toMatch(/^\d{4}-.*\+08:\d\d$/);
  }
});
