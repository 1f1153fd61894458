import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeFolder } from './make-folder.ts';

function makePlace(): string {
  const place = mkdtempSync(join(tmpdir(), 'jingzhong-folder-'));
  onTestFinished(() => rmSync(place, { recursive: true, force: true }));
  return place;
}

test('a folder is made with all above it, once or again', () => {
  const folder = join(makePlace(), 'one', 'two', 'three');
  makeFolder(folder);
  makeFolder(folder);
  expect(statSync(folder).isDirectory()).toBe(true);
});

test('where a file stands, in the place or above it, the system’s word is passed on', () => {
  const file = join(makePlace(), 'file');
  writeFileSync(file, '');
  expect(() => makeFolder(file)).toThrow('EEXIST');
  expect(() => makeFolder(join(file, 'below'))).toThrow('ENOTDIR');
});

test.skipIf(process.platform !== 'linux')(
  'where nothing can be made it says so and does not wait for ever',
  () => {
    expect(() => makeFolder('/proc/x')).toThrow('ENOENT');
    expect(() => makeFolder('/proc/x/y')).toThrow('ENOENT');
  },
);
