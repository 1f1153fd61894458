// A zip that nobody vouches for: every way to reach outside the slot, to be two things at once, or to
// grow beyond the disk is refused with a sentence, before anything is unpacked.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeRawZip, type RawEntry } from '../testing/raw-zip.ts';
import { openPack } from '../open-pack.ts';
import type { PackFile } from '../pack-fault.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'jingzhong-zip-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

async function open(bytes: Buffer) {
  const file = join(dir, 'pack.zip');
  writeFileSync(file, bytes);
  const pack = await openPack(file);
  await pack.close();
  return { codes: pack.findings.map(({ code }) => code), names: [...pack.files.keys()], pack };
}

const zipOf = (...entries: RawEntry[]) => open(makeRawZip(entries));

test.each<[string, RawEntry, string]>([
  ['a step up', { name: '../evil' }, 'path-outside'],
  ['a step up in the middle', { name: 'media/../../evil' }, 'path-outside'],
  ['an absolute path', { name: '/etc/passwd' }, 'path-absolute'],
  ['a drive', { name: 'C:evil' }, 'path-absolute'],
  ['a backslash', { name: 'media\\evil' }, 'path-backslash'],
  ['a Windows device', { name: 'media/nul.webp' }, 'path-device'],
  ['a device with a superscript digit', { name: 'COM¹' }, 'path-device'],
  ['a stream of NTFS', { name: 'media/a:b' }, 'path-letters'],
  ['a dot at the end', { name: 'media/a.' }, 'path-letters'],
  ['a line break', { name: 'media/a\nb' }, 'path-letters'],
  ['an empty part', { name: 'media//a' }, 'path-outside'],
  ['a path that is too long', { name: `media/${'a'.repeat(200)}` }, 'path-length'],
  ['decomposed letters', { name: 'media/e\u0301' }, 'path-unicode'],
  ['a symbolic link', { name: 'media/a', unixMode: 0o120777 }, 'not-a-file'],
  ['a device', { name: 'media/a', unixMode: 0o020644 }, 'not-a-file'],
  ['an encrypted file', { name: 'media/a', flags: 1, isDeflated: true }, 'zip-encrypted'],
  ['another name in its own header', { name: 'media/a', localName: 'media/b' }, 'zip-disagrees'],
  ['a name in no known letters', { name: Buffer.from([0x6d, 0xff, 0xfe]) }, 'path-encoding'],
  ['broken UTF-8 that says it is UTF-8', { name: Buffer.from([0xb0, 0xb2]), flags: 0x800 }, 'path-encoding'],
])('refuses %s', async (_what, entry, code) => {
  const { codes, names } = await zipOf({ name: 'manifest.json' }, entry);
  expect(codes).toEqual([code]);
  expect(names).toEqual([]);
});

test.each([
  ['two of one name', 'media/a', 'media/a'],
  ['names that differ in case', 'media/A', 'media/a'],
  ['folders that differ in case', 'Media/a', 'media/b'],
  ['a sharp s and its capitals', 'media/straße', 'media/STRASSE'],
  ['full-width and plain letters', 'media/ａ', 'media/a'],
  ['a file that is also a folder', 'media', 'media/a'],
])('refuses %s', async (_what, one, other) => {
  const { codes } = await zipOf({ name: one, flags: 0x800 }, { name: other, flags: 0x800 });
  expect(codes).toEqual(['path-twice']);
});

test('a bomb is refused by its ratio, by its size, and by entries that share their bytes', async () => {
  const zeros = Buffer.alloc(10 * 1024 ** 2);
  expect((await zipOf({ name: 'a', data: zeros, isDeflated: true })).codes).toEqual(['zip-bomb']);
  const huge = { name: 'a', data: zeros, isDeflated: true, uncompressedSize: 0xfffffff0 };
  expect((await zipOf(huge)).codes).toEqual(['zip-bomb']);
  const shared = await zipOf({ name: 'a' }, { name: 'b', localName: 'a', sharesWith: 0 });
  expect(shared.codes).toEqual(['zip-disagrees']);
  const many = Array.from({ length: 10_001 }, (_, index) => ({ name: `m${index}` }));
  expect((await zipOf(...many)).codes).toEqual(['too-many-files']);
});

test('a file that becomes larger than it said, or is not what its sum says, is not handed out whole', async () => {
  const data = Buffer.from('warning bell '.repeat(100));
  for (const entry of [
    { name: 'a', data, isDeflated: true, uncompressedSize: 100 },
    { name: 'a', data, isDeflated: true, crc: 7 },
  ]) {
    writeFileSync(join(dir, 'pack.zip'), makeRawZip([entry]));
    const pack = await openPack(join(dir, 'pack.zip'));
    await expect(readAll(pack.files.get('a'))).rejects.toMatchObject({
      finding: { code: 'zip-damaged', file: 'a' },
    });
    await pack.close();
  }
});

async function readAll(file: PackFile | undefined): Promise<void> {
  for await (const bytes of file?.open() ?? []) expect(bytes.length).toBeGreaterThan(0);
}

test('names that Chinese Windows wrote are read, with or without the mark of UTF-8', async () => {
  const gbk = Buffer.from([0xd5, 0xb9, 0xb0, 0xe5, 0x2e, 0x74, 0x78, 0x74]);
  expect((await zipOf({ name: gbk })).names).toEqual(['展板.txt']);
  expect((await zipOf({ name: '展板.txt', flags: 0x800 })).names).toEqual(['展板.txt']);
  expect((await zipOf({ name: '展板.txt' })).names).toEqual(['展板.txt']);
});

test('cut off at any byte it is never a pack', async () => {
  const whole = makeRawZip([{ name: 'manifest.json' }, { name: 'media/a', data: Buffer.alloc(300, 7) }]);
  for (let length = 0; length < whole.length; length += 1) {
    const { codes, names } = await open(whole.subarray(0, length));
    expect(names).toEqual([]);
    expect(codes).toEqual(['zip-broken']);
  }
  expect((await open(whole)).codes).toEqual([]);
});

test('what is no zip, and what is not there, is said in both languages', async () => {
  const { pack } = await open(Buffer.from('not a zip'));
  expect(pack.findings[0]?.zh).toContain('压缩包');
  expect(pack.findings[0]?.en).toContain('zip');
  const gone = await openPack(join(dir, 'gone.zip'));
  expect(gone.findings).toMatchObject([{ code: 'pack-missing' }]);
});
