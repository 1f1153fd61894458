import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from '../testing/make-folder.ts';
import { findBacklight } from './backlight.ts';

test('a screen whose light the system lends is set in hundredths, and never quite dark', () => {
  const root = makeFolder();
  mkdirSync(join(root, 'intel_backlight'));
  const file = join(root, 'intel_backlight', 'brightness');
  writeFileSync(join(root, 'intel_backlight', 'max_brightness'), '937\n');
  writeFileSync(file, '937\n');
  const set = findBacklight(root);
  set?.(50);
  expect(readFileSync(file, 'utf8')).toBe('469');
  set?.(0);
  expect(readFileSync(file, 'utf8')).toBe('1');
});

test('where there is none nothing pretends to be one', () => {
  expect(findBacklight(join(makeFolder(), 'nothing'))).toBeUndefined();
  const root = makeFolder();
  mkdirSync(join(root, 'broken'));
  expect(findBacklight(root)).toBeUndefined();
});
