import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from '../testing/make-folder.ts';
import { requestReset, resetIfRequested } from './factory-reset.ts';

const nowMs = Date.parse('2026-11-25T12:00:00Z');

function makeData(): string {
  const dir = makeFolder();
  for (const name of ['log', 'staff', 'editions']) mkdirSync(join(dir, name));
  writeFileSync(join(dir, 'log', 'visits.db'), 'a year of visits');
  writeFileSync(join(dir, 'staff', 'pins.json'), '{}');
  writeFileSync(join(dir, 'kiosk-id'), 'kiosk-0a1b2c3d');
  return dir;
}

test('nothing happens without the request', () => {
  const dir = makeData();
  expect(resetIfRequested(dir)).toBeUndefined();
  expect(existsSync(join(dir, 'log', 'visits.db'))).toBe(true);
});

test('everything makes room, and the log is kept whole', () => {
  const dir = makeData();
  requestReset(dir, nowMs);
  const kept = resetIfRequested(dir) ?? '';
  expect(readFileSync(join(kept, 'log', 'visits.db'), 'utf8')).toBe('a year of visits');
  expect(readdirSync(dir)).toEqual(['before-reset-2026-11-25T12-00-00-000Z']);
  expect(resetIfRequested(dir)).toBeUndefined();
});

test('cut off by the power, the next start goes on with it', () => {
  const dir = makeData();
  requestReset(dir, nowMs);
  const kept = join(dir, 'before-reset-2026-11-25T12-00-00-000Z');
  mkdirSync(kept);
  mkdirSync(join(kept, 'log-part'));
  resetIfRequested(dir);
  expect(readdirSync(kept).toSorted()).toEqual(['editions', 'kiosk-id', 'log', 'log-part', 'staff']);
});

test('a request that names another place moves nothing', () => {
  const dir = makeData();
  writeFileSync(join(dir, 'reset-requested'), '../../elsewhere');
  expect(resetIfRequested(dir)).toBeUndefined();
  expect(existsSync(join(dir, 'log', 'visits.db'))).toBe(true);
});
