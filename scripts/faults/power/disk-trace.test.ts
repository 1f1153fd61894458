import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from '../../../kiosk/testing/make-folder.ts';
import { makeChance } from '../campaign.ts';
import { LossyFolder, readTrace } from './disk-trace.ts';

const inode = 7n;
const opened = { kind: 'opened', inode, isNew: true, path: '/d/log/a' } as const;
const written = (offset: number, text: string) =>
  ({ kind: 'written', inode, offset, bytes: Buffer.from(text) }) as const;
const synced = { kind: 'synced', inode } as const;
const folderSynced = { kind: 'folder-synced', path: '/d/log' } as const;

function cutMany(disk: LossyFolder): Set<string> {
  const left = new Set<string>();
  for (let seed = 0; seed < 40; seed += 1) {
    const dir = makeFolder();
    disk.cutPower(dir, makeChance(seed));
    left.add(
      readdirSync(dir)
        .map((name) => readFileSync(join(dir, name), 'utf8'))
        .join('|') || `${readdirSync(dir).length} files`,
    );
  }
  return left;
}

test('what was synced is always there, what was not is there or not', () => {
  const disk = new LossyFolder();
  for (const operation of [opened, folderSynced, written(0, 'old'), synced, written(0, 'new')])
    disk.apply(operation);
  expect(cutMany(disk)).toEqual(new Set(['old', 'new']));
  disk.apply(synced);
  expect(cutMany(disk)).toEqual(new Set(['new']));
});

test('a new file has its name only once its folder was synced', () => {
  const disk = new LossyFolder();
  for (const operation of [opened, written(0, 'text'), synced]) disk.apply(operation);
  expect(cutMany(disk)).toEqual(new Set(['text', '0 files']));
  disk.apply(folderSynced);
  expect(cutMany(disk)).toEqual(new Set(['text']));
});

test('a file grows and shrinks by what was synced', () => {
  const disk = new LossyFolder();
  for (const operation of [
    opened,
    folderSynced,
    written(0, 'long text'),
    synced,
    { kind: 'truncated', inode, size: 4 } as const,
  ])
    disk.apply(operation);
  expect(cutMany(disk)).toEqual(new Set(['long text', 'long']));
});

test('an inode that comes again is another file', () => {
  const disk = new LossyFolder();
  for (const operation of [
    opened,
    written(0, 'first'),
    synced,
    folderSynced,
    { kind: 'unlinked', path: '/d/log/a' } as const,
    { ...opened, path: '/d/log/b' },
    written(0, 'second'),
    synced,
    folderSynced,
  ])
    disk.apply(operation);
  expect(cutMany(disk)).toEqual(new Set(['second']));
});

test('a trace cut off in a record is read up to it', () => {
  const record = (code: number, text: string) => {
    const head = Buffer.alloc(24);
    head.writeUInt32LE(code, 0);
    head.writeUInt32LE(text.length, 4);
    head.writeBigUInt64LE(inode, 8);
    return Buffer.concat([head, Buffer.from(text)]);
  };
  const trace = Buffer.concat([record(1, '/d/log/a'), record(2, 'text'), record(3, '')]);
  expect(readTrace(trace).map(({ kind }) => kind)).toEqual(['opened', 'written', 'synced']);
  expect(readTrace(trace.subarray(0, -26)).map(({ kind }) => kind)).toEqual(['opened']);
});
