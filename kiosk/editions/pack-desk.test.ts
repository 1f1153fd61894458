// Loading, showing, going back and calling back on a kiosk that goes on meanwhile: always a whole
// edition, never one of a stranger, never an older one by accident, never a case that was withdrawn.
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Exhibition } from '../../model/exhibition.ts';
import { makeKeyPair } from '../../pack/keys.ts';
import { makeSmallPack, packVersion, type SmallPack } from '../../pack/testing/small-pack.ts';
import { openEdition } from '../edition.ts';
import { makeFolder } from '../testing/make-folder.ts';
import { makeClock } from '../testing/make-visits.ts';
import { packChildHere } from '../testing/pack-child-here.ts';
import { holdEdition } from './hold-editions.ts';
import { openEditions } from './open-editions.ts';
import { forkPackChild } from './pack-child-process.ts';
import { openPackDesk, type PackDesk } from './pack-desk.ts';
import { signRecallList } from './recalls.ts';
import { distrustKey, readTrustedKeys, trustKey } from './trusted-keys.ts';

let first: SmallPack;
let second: SmallPack;
beforeAll(async () => {
  first = await makeSmallPack({ edition: { number: 1, date: '2026-11-01' } });
  second = await makeSmallPack({ edition: { number: 2, date: '2026-11-20' }, key: first.key });
}, 60_000);
afterAll(() => {
  first.remove();
  second.remove();
});

let dataDir: string;
let written: { type: string; body: unknown }[];
const clock = makeClock();
beforeEach(() => {
  dataDir = makeFolder();
  written = [];
});

function openDesk(startChild = packChildHere) {
  const holder = holdEdition(openEdition(first.folder));
  const desk = openPackDesk({
    dataDir,
    shippedDir: first.folder,
    version: packVersion,
    clock,
    holder,
    allowsUnsigned: () => false,
    record: async (type, body) => void written.push({ type, body }),
    tell: () => undefined,
    startChild,
  });
  return { desk, holder };
}

const codesOf = (outcome: Awaited<ReturnType<PackDesk['stage']>>) =>
  outcome.kind === 'refused' ? outcome.summary.findings.map(({ code }) => code) : outcome.kind;
const roles = (desk: PackDesk) =>
  desk.list().editions.map(({ role, isShipped, number }) => `${role} ${isShipped ? 'shipped' : number}`);
const slots = () => readdirSync(join(dataDir, 'editions')).filter((name) => name.startsWith('slot-'));

test('a signed edition is loaded, waits, is shown at once, and the shipped one can be gone back to', async () => {
  trustKey(dataDir, first.key.publicKey);
  const { desk, holder } = openDesk(forkPackChild);
  const told: number[] = [];
  const outcome = await desk.stage(second.zip, { onProgress: (done, total) => told.push(done / total) });
  expect(outcome).toMatchObject({ kind: 'staged', slot: { number: 2, signedBy: { label: 'Organisers' } } });
  expect(told.at(-1)).toBe(1);
  expect(holder.staged()?.number).toBe(2);
  expect(holder.current().number).toBe(1);

  await desk.switchToStaged();
  expect(holder.current().number).toBe(2);
  expect(roles(desk)).toEqual(['current 2', 'previous shipped']);
  await desk.back();
  expect(roles(desk)).toEqual(['current shipped', 'previous 2']);
  expect(written.map(({ type, body }) => [type, body])).toMatchObject([
    ['edition.switched', { from: expect.stringContaining('11-01'), to: expect.stringContaining('11-20') }],
    ['edition.switched', { to: expect.stringContaining('11-01'), edition_date: '2026-11-01' }],
  ]);
  await expect(desk.switchToStaged()).rejects.toMatchObject({ code: 'nothing-staged' });
});

test('a kiosk that starts again shows what was shown last, or else the one before it', async () => {
  trustKey(dataDir, first.key.publicKey);
  const { desk } = openDesk();
  await desk.stage(second.folder);
  await desk.switchToStaged();
  const lines: string[] = [];
  const start = (isPinned = false) =>
    openEditions({ dataDir, shippedDir: first.folder, isPinned, tell: (line) => void lines.push(line) });
  expect(start().current().number).toBe(2);
  expect(start(true).current().number).toBe(1);
  expect(lines).toEqual([]);
  rmSync(join(dataDir, 'editions', slots()[0] ?? '', 'exhibition.en.json'));
  expect(start().current().number).toBe(1);
  expect(lines).toEqual([expect.stringContaining('exhibition.en.json is missing')]);
  writeFileSync(join(dataDir, 'editions', 'current.json'), '{');
  expect(start().current().number).toBe(1);
  expect(slots()).toHaveLength(1);
});

test('refuses an unsigned pack, a stranger’s and one of an expired key, and leaves nothing', async () => {
  const { desk } = openDesk();
  rmSync(join(second.folder, 'manifest.sig'));
  expect(codesOf(await desk.stage(second.folder))).toEqual(['unsigned']);
  expect(await desk.stage(second.folder, { allowsUnsigned: true })).toMatchObject({ kind: 'staged' });
  await desk.discard();
  expect(codesOf(await desk.stage(second.zip))).toEqual(['unknown-key']);
  trustKey(dataDir, { ...first.key.publicKey, notAfter: '2026-11-19' });
  expect(codesOf(await desk.stage(second.zip))).toEqual(['key-expired']);
  trustKey(dataDir, { ...first.key.publicKey, notAfter: '2026-11-20' });
  expect(codesOf(await desk.stage(second.zip))).toBe('staged');
  distrustKey(dataDir, first.key.publicKey.fingerprint);
  expect(readTrustedKeys(dataDir)).toEqual([]);
  expect(slots()).toHaveLength(1);
});

test('refuses an older edition unless staff say “go back”', async () => {
  trustKey(dataDir, first.key.publicKey);
  const { desk } = openDesk();
  await desk.stage(second.zip);
  await desk.switchToStaged();
  expect(codesOf(await desk.stage(first.zip))).toEqual(['older-edition']);
  expect(codesOf(await desk.stage(first.zip, { goBack: true }))).toBe('staged');
});

test('keeps two editions and what waits, and drops what a killed load left', async () => {
  trustKey(dataDir, first.key.publicKey);
  const { desk } = openDesk();
  for (let round = 0; round < 3; round += 1) {
    await desk.stage(second.zip);
    await desk.switchToStaged();
  }
  expect(slots()).toHaveLength(2);
  mkdirSync(join(dataDir, 'editions', 'slot-99'));
  writeFileSync(join(dataDir, 'editions', 'current.json.new'), '{');
  openEditions({ dataDir, shippedDir: first.folder, tell: () => undefined });
  expect(slots()).toHaveLength(2);
  expect(existsSync(join(dataDir, 'editions', 'current.json.new'))).toBe(false);
});

test('a stopped load leaves nothing, and only one load runs at a time', async () => {
  trustKey(dataDir, first.key.publicKey);
  const { desk } = openDesk(forkPackChild);
  const stop = new AbortController();
  const loading = desk.stage(second.zip, { signal: stop.signal });
  await expect(desk.stage(second.zip)).rejects.toMatchObject({ code: 'editions-busy' });
  stop.abort();
  expect(await loading).toEqual({ kind: 'stopped' });
  expect(slots()).toEqual([]);
});

const showsCase = (holder: { current(): { exhibitions: ReadonlyMap<string, { bytes: Uint8Array }> } }) => {
  const { bytes } = holder.current().exhibitions.get('en') ?? { bytes: new Uint8Array() };
  const exhibition = JSON.parse(new TextDecoder().decode(bytes)) as Exhibition;
  return exhibition.panels.some(({ cases }) => cases.some(({ id }) => id === 'envelope-cards'));
};

test('a recalled case is gone at once, from what is shown, what waits and what was before', async () => {
  trustKey(dataDir, first.key.publicKey);
  const { desk, holder } = openDesk();
  await desk.stage(second.zip);
  expect(showsCase(holder)).toBe(true);
  await desk.recall('envelope-cards');
  expect(showsCase(holder)).toBe(false);
  await desk.switchToStaged();
  expect(showsCase(holder)).toBe(false);
  await desk.back();
  expect(showsCase(holder)).toBe(false);
  expect(written[0]).toEqual({
    type: 'case.recalled',
    body: { case: 'envelope-cards', title: '期末的购物卡', list_version: 1 },
  });
  const started = openEditions({ dataDir, shippedDir: first.folder, tell: () => undefined });
  expect(showsCase(started)).toBe(false);
});

test('the organisers’ list holds by its version: an older stick cannot bring a case back', async () => {
  trustKey(dataDir, first.key.publicKey);
  const { desk, holder } = openDesk();
  const file = join(dataDir, 'list.json');
  const take = (version: number, ids: string[], key = first.key.privateKey) => {
    const cases = ids.map((id) => ({ id, recalledOn: '2026-11-20' }));
    writeFileSync(file, JSON.stringify(signRecallList({ format: 1, version, cases }, key)));
    return desk.takeRecallList(file);
  };
  expect(await take(3, ['envelope-cards'])).toMatchObject({ kind: 'taken', added: ['envelope-cards'] });
  expect(showsCase(holder)).toBe(false);
  expect(await take(2, [])).toMatchObject({ kind: 'older', here: 3 });
  expect(await take(3, [])).toMatchObject({ kind: 'older', here: 3 });
  expect(showsCase(holder)).toBe(false);
  expect(await take(9, [], makeKeyPair('Mallory').privateKey)).toMatchObject({ kind: 'untrusted' });
  writeFileSync(file, '{"format":1}');
  expect(await desk.takeRecallList(file)).toEqual({ kind: 'unreadable' });
  // Only the organisers, with a higher version, can.
  expect(await take(4, [])).toMatchObject({ kind: 'taken', added: [] });
  expect(showsCase(holder)).toBe(true);
});
