// What is typed after `npm run hub --`: what it does, and what it says to somebody who typed something else.
// How that ends a process is hub.test.ts's.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test, vi } from 'vitest';
import { readAudit } from '../hub/accounts/audit.ts';
import { AppError } from '../hub/app-error.ts';
import { toUuid } from '../hub/ingest/check-event.ts';
import { findOrMakeHub } from '../hub/store/hub-identity.ts';
import { takeHubLock } from '../hub/store/hub-lock.ts';
import { currentVersion } from '../hub/store/migrate.ts';
import { openStore, storePath } from '../hub/store/open-store.ts';
import { makeFolder } from '../hub/testing/on-both-stores.ts';
import { enrolDirectly, makeTestKiosk } from '../hub/testing/test-kiosk.ts';
import { makeKeyPair } from '../pack/keys.ts';
import { CommandError } from './command.ts';
import { runHubCommand } from './hub/commands.ts';

const unknownId = '00000000-0000-4000-8000-000000000000';
const nowMs = Date.parse('2026-11-25T12:00:00+08:00');

async function run(name: string, words: readonly string[], dataDir: string) {
  const printed: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line));
  const said: string[] = [];
  const place = { dataDir, databaseUrl: undefined, nowMs, say: (line: string) => void said.push(line) };
  try {
    const status = (await runHubCommand(name, words, place)) ?? 0;
    return { status, said, printed };
  } finally {
    log.mockRestore();
  }
}

/** One sentence, of the kind that ends a process with 2, and nothing that a pipe could take for an answer. */
async function expectRefusal(
  [name = '', ...words]: readonly string[],
  dataDir: string,
  sentence: RegExp,
): Promise<void> {
  const error: unknown = await run(name, words, dataDir).then(
    ({ printed }) => new Error(`it was done: ${printed.join(' ')}`),
    (thrown: unknown) => thrown,
  );
  const { message } = error instanceof Error ? error : new Error(String(error));
  expect([name, ...words, message]).toEqual([name, ...words, expect.stringMatching(sentence)]);
  expect(message.trim().split('\n')).toHaveLength(1);
  expect(error instanceof CommandError || error instanceof AppError).toBe(true);
}

async function makeHub() {
  const dataDir = makeFolder();
  const store = await openStore({ dataDir });
  await findOrMakeHub(store, 1);
  onTestFinished(() => store.close());
  return { dataDir, store };
}

function writeKey(dir: string, label = '经开区纪工委') {
  const { privateKey, publicKey } = makeKeyPair(label);
  const file = join(dir, 'organisers.pub.json');
  writeFileSync(file, JSON.stringify(publicKey));
  writeFileSync(join(dir, 'organisers'), privateKey);
  return { file, publicKey };
}

test('a key is trusted once, known again, changed, and taken away, each in the audit log', async () => {
  const { dataDir, store } = await makeHub();
  const { file, publicKey } = writeKey(dataDir);
  const told = `fingerprint: ${publicKey.fingerprint}   (compare it with what the organisers read out)`;
  const trust = async () => (await run('trust', [file], dataDir)).printed;
  expect(await trust()).toEqual(['trusted: 经开区纪工委', told]);
  expect(await trust()).toEqual(['trusted already: 经开区纪工委', told]);
  writeFileSync(file, JSON.stringify({ ...publicKey, label: '纪工委', notAfter: '2099-12-31' }));
  expect(await trust()).toEqual(['trusted: 纪工委', told]);
  const keys = () => store.db.selectFrom('edition_keys').select(['label', 'not_after']).execute();
  expect(await keys()).toEqual([{ label: '纪工委', not_after: '2099-12-31' }]);
  // As it is read out over the telephone: in groups, in whichever case.
  const groups = publicKey.fingerprint.toUpperCase().split(' ');
  const { status, printed } = await run('distrust', groups, dataDir);
  expect([status, printed]).toEqual([0, [expect.stringContaining('Not trusted any more')]]);
  expect(await keys()).toEqual([]);
  await expectRefusal(['distrust', ...groups], dataDir, /^No key of this hub has this fingerprint/);
  const { entries } = await readAudit(store.db, {});
  expect(entries.map(({ act, who }) => [act, who]).toReversed()).toEqual([
    ['edition-key-added', 'hub'],
    ['edition-key-added', 'hub'],
    ['edition-key-removed', 'hub'],
  ]);
});

test('a key file that is none, a private one, or not there changes nothing and says what to give', async () => {
  const { dataDir, store } = await makeHub();
  const { file, publicKey } = writeKey(dataDir);
  const write = (name: string, text: string) => {
    writeFileSync(join(dataDir, name), text);
    return join(dataDir, name);
  };
  const give = 'Give the \\.pub\\.json that npm run content -- keygen wrote\\.$';
  const wrong = { ...publicKey, fingerprint: makeKeyPair('another').publicKey.fingerprint };
  for (const [words, sentence] of [
    [[], /^Say which public key: FILE\.pub\.json/],
    [[join(dataDir, 'nowhere.pub.json')], new RegExp(`cannot be read \\(ENOENT\\)\\. ${give}`)],
    [[dataDir], new RegExp(`cannot be read \\(EISDIR\\)\\. ${give}`)],
    [[join(dataDir, 'organisers')], new RegExp(`is a private key, .*\\. ${give}`)],
    [[write('a.json', '{"label":"x"}')], new RegExp(`is no public key\\. ${give}`)],
    [[write('b.json', '\u0000\u0001')], new RegExp(`is no public key\\. ${give}`)],
    [[write('c.json', JSON.stringify(wrong))], new RegExp(`is no public key\\. ${give}`)],
    [[file, file], /^That is more than “trust” takes: npm run hub -- trust FILE\.pub\.json$/],
  ] as const) {
    await expectRefusal(['trust', ...words], dataDir, sentence);
  }
  await expectRefusal(['trust', file], makeFolder(), /^There is no hub's store at .*--data DIR/);
  expect(await store.db.selectFrom('edition_keys').select('label').execute()).toEqual([]);
  expect((await readAudit(store.db, {})).entries).toEqual([]);
});

test('every other word: what is missing, too much or unknown is one sentence that says what to do', async () => {
  const { dataDir, store } = await makeHub();
  await enrolDirectly(store, makeTestKiosk());
  const file = join(dataDir, 'one.db');
  expect((await run('backup', [file], dataDir)).printed).toEqual([file]);
  for (const [argv, sentence] of [
    [['frobnicate'], /^There is no “frobnicate”\. Use: npm run hub/],
    [['toString'], /^There is no “toString”\. Use: npm run hub/],
    [['build', 'it'], /^That is more than “build” takes/],
    [['enrol'], /^Say what the kiosk is to be called/],
    [['enrol', 'x'.repeat(121)], /^Say what the kiosk is to be called/],
    [['distrust'], /^Give the fingerprint of the key/],
    [['distrust', 'not hexadecimal'], /^No key of this hub has this fingerprint\. .*lists them/],
    [['rebuild', 'it'], /^That is more than “rebuild” takes/],
    [['erase'], /^Give the reflection’s id/],
    [['erase', unknownId], /^No kiosk has told of a reflection 00000000/],
    [['retain'], /^Give a number of days, such as 365/],
    [['retain', '0'], /^Give a number of days/],
    [['retain', '1.5'], /^Give a number of days/],
    [['retain', '30', '60'], /^That is more than “retain” takes: npm run hub -- retain DAYS$/],
    [['doctor', 'please'], /^That is more than “doctor” takes/],
    [['seed-demo'], /^This hub has kiosks already/],
    [['backup', join(file, 'two.db')], /^The backup .* could not be made .*Choose a place with room/],
    [['backup', storePath(dataDir)], /is the hub's own store\. Give another file/],
    [['restore'], /^Say which backup to restore/],
    [['restore', join(dataDir, 'nowhere.db')], /^The backup .*nowhere\.db could not be restored \(ENOENT\)/],
    [['restore', storePath(dataDir)], /is the hub's own store\. Give another file/],
  ] as const) {
    await expectRefusal(argv, dataDir, sentence);
  }
  for (const name of ['doctor', 'rebuild', 'backup'])
    await expectRefusal([name], makeFolder(), /^There is no hub's store at/);
  const lock = takeHubLock(dataDir);
  for (const argv of [['rebuild'], ['restore', file], ['seed-demo']])
    await expectRefusal(argv, dataDir, /^Another hub is already running/);
  lock.release();
  expect(await store.db.selectFrom('kiosks').select('state').execute()).toEqual([{ state: 'active' }]);
});

test('doctor says by its exit code that something is bad, and what is well in a line each', async () => {
  const { dataDir } = await makeHub();
  const before = await run('doctor', [], dataDir);
  expect([before.status, before.said]).toEqual([1, []]);
  expect(before.printed).toContainEqual(expect.stringMatching(/^✗ backup: /));
  expect((await run('backup', [], dataDir)).status).toBe(0);
  expect(readdirSync(join(dataDir, 'backups'))).toHaveLength(1);
  const after = await run('doctor', [], dataDir);
  expect(after.printed).not.toContainEqual(expect.stringMatching(/^✗ (backup|store)/));
  expect(after.printed).toContainEqual(expect.stringMatching(/^✓ backup: /));
});

test('what a person wrote is erased by its id, and the hub still knows that there was something', async () => {
  const { dataDir, store } = await makeHub();
  const of = { kiosk_no: await enrolDirectly(store, makeTestKiosk()), event_id: Buffer.alloc(16, 7) };
  const asked = { consent: 'public', form: 'text', audience: '', panel: '', marked: 0 } as const;
  const at = { log_no: 1, seq: 1, written_ms: 1, day: '2026-11-20', stop_id: '', sha256: '' };
  const undecided = {
    state: 'pending',
    visit_id: null,
    decided_by: null,
    decided_ms: null,
    hub_decided: 0,
  } as const;
  await store.db
    .insertInto('words')
    .values({ ...of, words: '家风' })
    .execute();
  await store.db
    .insertInto('reflections')
    .values({ ...of, ...at, ...asked, ...undecided })
    .execute();
  const { printed } = await run('erase', [toUuid(of.event_id)], dataDir);
  expect(printed).toEqual([expect.stringContaining('gone from this hub')]);
  expect(await store.db.selectFrom('words').select('words').execute()).toEqual([]);
  expect(await store.db.selectFrom('reflections').select('state').execute()).toEqual([
    { state: 'withdrawn' },
  ]);
});

test('what is no backup of a hub never takes the place of its store', async () => {
  const { dataDir, store } = await makeHub();
  await enrolDirectly(store, makeTestKiosk());
  const whole = join(dataDir, 'whole.db');
  await run('backup', [whole], dataDir);
  await store.close();
  const path = (name: string) => join(dataDir, name);
  writeFileSync(path('words.db'), 'no database at all'.repeat(1_000));
  writeFileSync(path('empty.db'), '');
  new Database(path('another.db')).exec('create table visits (visit_id text)').close();
  const damaged = readFileSync(whole);
  damaged.fill(0xff, 4_096 * 2, 4_096 * 12);
  writeFileSync(path('damaged.db'), damaged);
  copyFileSync(whole, path('newer.db'));
  const newer = new Database(path('newer.db'));
  newer.prepare('insert into schema_version values (?, ?, ?)').run(currentVersion + 1, 'later', 1);
  newer.close();
  mkdirSync(path('folder.db'));
  const before = readFileSync(storePath(dataDir));
  for (const [name, sentence] of [
    ['words.db', /could not be restored \(file is not a database\)\. Check the file/],
    ['empty.db', /could not be restored \(it is no backup of a hub\)/],
    ['another.db', /could not be restored \(it is no backup of a hub\)/],
    ['damaged.db', /could not be restored \(.*(damaged|malformed)/],
    ['newer.db', /was written by a newer version of this program/],
    ['folder.db', /could not be restored \(/],
  ] as const) {
    await expectRefusal(['restore', path(name)], dataDir, sentence);
    expect(readFileSync(storePath(dataDir)).equals(before)).toBe(true);
  }
  const left = readdirSync(dataDir).filter((name) => name.includes('.new') || name.includes('before'));
  expect(left).toEqual([]);
  const restored = await run('restore', [whole], dataDir);
  expect(restored.printed).toEqual([expect.stringContaining('Restored')]);
  expect(restored.said).toEqual([expect.stringMatching(/^What was there before is .*hub\.db-before-/)]);
});
