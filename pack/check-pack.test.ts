// A pack is what its source says, down to the byte, and says so with the editors' own files and lines.
import {
  appendFileSync,
  cpSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { PackManifest } from '../model/pack.ts';
import { checkPack } from './check-pack.ts';
import { makeSmallPack, packVersion, type SmallPack } from './testing/small-pack.ts';
import { describeFile } from './build-edition.ts';
import { writeManifest, zipPackFolder } from './write-pack.ts';

let pack: SmallPack;
let folder: string;

beforeAll(async () => {
  pack = await makeSmallPack();
});
afterAll(() => pack.remove());
beforeEach(() => {
  folder = join(pack.dir, 'spoiled');
  cpSync(pack.folder, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const check = (path: string) => checkPack(path, { version: packVersion, onProgress: () => undefined });

async function findings(path = folder) {
  return (await check(path)).findings.map(({ code, file, line }) => ({ code, file, line }));
}

/** What a liar would do: change the files, and the manifest with them. */
function relist(change?: (manifest: PackManifest) => void): void {
  const manifest = structuredClone(pack.manifest);
  manifest.files = manifest.files.map(({ path, source }) => describeFile(folder, path, source));
  change?.(manifest);
  writeManifest(folder, manifest, pack.key.privateKey);
}

test('folder and zip are the same pack, clean and signed', async () => {
  for (const path of [pack.folder, pack.zip]) {
    const report = await check(path);
    expect(report.findings).toEqual([]);
    expect(report.head?.signature?.publicKey).toBe(pack.key.publicKey.publicKey);
    expect(report).toMatchObject({ panels: 21, cases: 52 });
  }
});

test('the same content makes the same bytes, whenever it is packed', async () => {
  const again = await makeSmallPack({ key: pack.key });
  expect(readFileSync(again.zip).equals(readFileSync(pack.zip))).toBe(true);
  again.remove();
});

test('what the check finds in an editor’s folder it finds in the pack, in the same file and line', async () => {
  const file = join(folder, 'source/cases/envelope/envelope-cards.yaml');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace('standing: public-official', 'standing: private-person'));
  relist();
  const [first] = await findings();
  expect(first).toMatchObject({ file: 'source/cases/envelope/envelope-cards.yaml' });
  expect(first?.line).toBeGreaterThan(1);
});

test('a manifest that lies is found out', async () => {
  appendFileSync(join(folder, 'exhibition.en.json'), ' ');
  expect(await findings()).toContainEqual({ code: 'wrong-size', file: 'exhibition.en.json', line: 0 });
  const json = readFileSync(join(folder, 'exhibition.en.json'), 'utf8');
  writeFileSync(join(folder, 'exhibition.en.json'), json.slice(0, -1).replace('a', 'b'));
  expect(await findings()).toContainEqual({ code: 'wrong-hash', file: 'exhibition.en.json', line: 0 });
  relist();
  expect(await findings()).toEqual([{ code: 'built-differs', file: 'exhibition.en.json', line: 0 }]);
});

test('a manifest with another date, or another reader’s key, than its source is found out', async () => {
  relist((manifest) => (manifest.edition.date = '2099-01-01'));
  expect(await findings()).toContainEqual({ code: 'built-differs', file: 'manifest.json', line: 0 });
  relist((manifest) => (manifest.readerKey = 'age1mallory'));
  expect(await findings()).toContainEqual({ code: 'built-differs', file: 'manifest.json', line: 0 });
});

test('a file too many, one too few and a link are found; what systems leave behind is not', async () => {
  writeFileSync(join(folder, '.DS_Store'), 'x');
  writeFileSync(join(folder, '._manifest.json'), 'x');
  expect(await findings()).toEqual([]);
  writeFileSync(join(folder, 'media/extra.webp'), 'x');
  renameSync(join(folder, 'screening.json'), join(folder, 'media/screening.json'));
  symlinkSync('/etc/passwd', join(folder, 'media/link'));
  const codes = (await findings()).map(({ code }) => code);
  expect(codes).toEqual(expect.arrayContaining(['not-listed', 'file-gone', 'not-a-file']));
});

test('a changed manifest no longer fits its signature', async () => {
  appendFileSync(join(folder, 'manifest.json'), '\n');
  expect(await findings()).toContainEqual({ code: 'bad-signature', file: 'manifest.sig', line: 0 });
});

test('media of another kind than its name, or a picture too large to decode, is refused', async () => {
  writeFileSync(join(folder, 'media/envelope/flat.webp'), '<html>');
  const header = Buffer.from('52494646ffffffff574542505650385800000000', 'hex');
  const size = Buffer.from([0, 0, 0, 0, 0x20, 0x4e, 0, 1, 0, 0]);
  writeFileSync(join(folder, 'media/bridge/flat.webp'), Buffer.concat([header, size, Buffer.alloc(40)]));
  relist();
  expect(await findings()).toEqual([
    { code: 'picture-pixels', file: 'media/bridge/flat.webp', line: 0 },
    { code: 'media-broken', file: 'media/envelope/flat.webp', line: 0 },
  ]);
});

test('a pack of a later format says that the program must be updated', async () => {
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ format: 2 }));
  expect(await findings()).toEqual([{ code: 'format-newer', file: 'manifest.json', line: 0 }]);
});

test('a folder that was zipped whole says where manifest.json must be', async () => {
  const outer = join(pack.dir, 'outer');
  cpSync(pack.folder, join(outer, 'pack'), { recursive: true });
  expect(await findings(outer)).toEqual([{ code: 'no-manifest', file: 'manifest.json', line: 0 }]);
});

test('a zip that was changed at one byte is refused or unchanged in what it shows', async () => {
  const whole = readFileSync(pack.zip);
  const spoiled = join(pack.dir, 'spoiled.zip');
  for (let at = 0; at < whole.length; at += Math.ceil(whole.length / 6)) {
    const bytes = Buffer.from(whole);
    bytes[at] = (bytes[at] ?? 0) ^ 0x40;
    writeFileSync(spoiled, bytes);
    expect((await check(spoiled)).findings.length).toBeGreaterThan(0);
  }
});

test('an unsigned zip has no signature to be trusted', async () => {
  writeManifest(folder, pack.manifest);
  const zip = join(pack.dir, 'unsigned.zip');
  await zipPackFolder(folder, pack.manifest, { outFile: zip, isSigned: false, onProgress: () => undefined });
  const report = await check(zip);
  expect(report.findings).toEqual([]);
  expect(report.head?.signature).toBeUndefined();
});
