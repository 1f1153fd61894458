import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openEdition } from './edition.ts';
import { makeEdition } from './testing/make-edition.ts';
import { makeFolder } from './testing/make-folder.ts';

const broken = (reason: string) =>
  expect.objectContaining({ code: 'edition-broken', message: expect.stringContaining(reason) });

function makeBroken(spoil: (dir: string) => void): string {
  const dir = makeEdition(makeFolder(), { media: { 'envelope/flat.webp': 'picture' } });
  spoil(dir);
  return dir;
}

function changeManifest(change: (manifest: Record<string, unknown>) => void): string {
  return makeBroken((dir) => {
    const path = join(dir, 'manifest.json');
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
    change(manifest);
    writeFileSync(path, JSON.stringify(manifest));
  });
}

test('opens with its languages, its zone, its idle limit and its media', () => {
  const edition = openEdition(makeEdition(makeFolder(), { media: { 'envelope/flat.webp': 'picture' } }));
  expect(edition).toMatchObject({
    id: 'sample-2026-11-01-1',
    timeZone: 'Asia/Shanghai',
    idleLimitMs: 60_000,
  });
  expect([...edition.exhibitions.keys()]).toEqual(['zh-Hans', 'zh-Hant', 'en']);
  expect([...edition.media.keys()]).toEqual(['envelope/flat.webp']);
});

test('says what is broken', () => {
  expect(() => openEdition(join(makeFolder(), 'none'))).toThrow(broken('manifest.json is missing'));
  expect(() => openEdition(makeBroken((dir) => writeFileSync(join(dir, 'manifest.json'), '{')))).toThrow(
    broken('manifest.json cannot be read'),
  );
  expect(() => openEdition(makeBroken((dir) => rmSync(join(dir, 'exhibition.en.json'))))).toThrow(
    broken('exhibition.en.json is missing'),
  );
  expect(() =>
    openEdition(makeBroken((dir) => appendFileSync(join(dir, 'exhibition.en.json'), ' '))),
  ).toThrow(broken('exhibition.en.json is not the file'));
  expect(() => openEdition(changeManifest((manifest) => (manifest.timeZone = 'Mars/Olympus')))).toThrow(
    broken('timeZone'),
  );
  expect(() => openEdition(changeManifest((manifest) => (manifest.format = 2)))).toThrow(broken('format'));
});

test.each(['/etc/passwd', '../secret', 'media/../../secret', 'media\\x', 'media/./x'])(
  'refuses a manifest that names %s',
  (path) => {
    const dir = changeManifest((manifest) => {
      manifest.files = [{ path, sizeBytes: 1, sha256: 'a'.repeat(64) }];
    });
    expect(() => openEdition(dir)).toThrow(broken('files'));
  },
);
