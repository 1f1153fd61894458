import { expect, test } from 'vitest';
import { makeFormat } from './make-format.ts';

const en = makeFormat('en', 'Europe/London');
const zh = makeFormat('zh-Hans', 'Asia/Shanghai');

test('a day of the tour is the same day wherever one reads', () => {
  const far = makeFormat('en', 'Pacific/Honolulu');
  expect(far.day('2026-11-20')).toBe(en.day('2026-11-20'));
  expect(en.day('2026-11-20')).toContain('20 Nov 2026');
  expect(zh.day('2026-11-20')).toContain('2026年11月20日');
});

test('a kiosk’s own time is told only where the reader’s is another', () => {
  const ms = Date.parse('2026-11-20T10:00:00+08:00');
  expect(en.elsewhere(ms, 'Asia/Shanghai')).toContain('10:00');
  expect(zh.elsewhere(ms, 'Asia/Shanghai')).toBeUndefined();
  expect(zh.elsewhere(ms, 'Nowhere/Unknown')).toBeUndefined();
});

test('no whole has no share', () => {
  expect(en.share(1, 0)).toBeUndefined();
  expect(en.share(1, 4)).toBe('25%');
});

test('what was long ago is told in days, what was just now in minutes', () => {
  const now = Date.parse('2026-11-20T10:00:00Z');
  expect(en.ago(now - 3 * 60_000, now)).toBe('3 minutes ago');
  expect(en.ago(now - 50 * 3_600_000, now)).toBe('2 days ago');
  expect(en.ago(now + 5_000, now)).toBe('this minute');
});

test('a nearly full disk is not said to have nothing left', () => {
  expect(zh.bytes(50 * 1024 ** 2)).toBe('50 MB');
  expect(zh.bytes(48 * 1024 ** 3)).toBe('48 GB');
});

test('a stay is told from its first day to its last, in the reader’s order', () => {
  const [from, to] = [Date.parse('2026-10-29T04:00:00Z'), Date.parse('2026-11-08T04:00:00Z')];
  expect(zh.days(from, to)).toMatch(/^2026\D10\D29\D+2026\D11\D8$/);
  expect(en.days(from, to).replaceAll(/\s/g, ' ')).toBe('29 Oct – 8 Nov 2026');
});
