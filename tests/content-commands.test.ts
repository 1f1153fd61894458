// What editors and staff type: from a new edition to one that a running kiosk shows, and back.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLogReader } from '../kiosk/log/open-reader.ts';
import { serveKiosk, type ServedKiosk } from '../kiosk/serve.ts';
import { makeSmallPack, type SmallPack } from '../pack/testing/small-pack.ts';
import { makeSmallEdition, makeSmallScreens } from './support/small-edition.ts';

const rootDir = join(import.meta.dirname, '..');
let dir: string;
let dataDir: string;
let pack: SmallPack;
let kiosk: ServedKiosk;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'jingzhong-commands-'));
  dataDir = join(dir, 'data');
  mkdirSync(dataDir);
  pack = await makeSmallPack({ edition: { number: 7, date: '2099-01-01' } });
  writeFileSync(join(dir, 'org.pub.json'), JSON.stringify(pack.key.publicKey));
  writeFileSync(join(dir, 'org.key'), pack.key.privateKey);
  kiosk = await serveKiosk({
    port: 0,
    dataDir,
    editionDir: makeSmallEdition(join(dir, 'edition')),
    rendererDir: makeSmallScreens(join(dir, 'renderer')),
    version: '0.1.0',
    tell: () => undefined,
  });
});

afterAll(async () => {
  await kiosk.stop();
  pack.remove();
  rmSync(dir, { recursive: true, force: true });
});

/** As npm calls it, from `dir`. */
async function content(...args: string[]): Promise<{ code: unknown; out: string; err: string }> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(rootDir, 'scripts', 'content.ts'), ...args],
    {
      cwd: rootDir,
      env: { ...process.env, JINGZHONG_CALLED_FROM: dir },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text));
  const [code]: unknown[] = await once(child, 'close');
  return { code, ...said };
}

test.each([
  [[], 'VERB'],
  [['chekc'], 'VERB'],
  [['check'], 'check PATH'],
  [['check', 'a', 'b'], 'check PATH'],
  [['check', 'nowhere'], 'is not there'],
  [['pack', 'a'], 'pack DIR --out FILE.zip'],
  [['load', 'a.zip'], 'load PATH --data DIR'],
  [['list', '--data', 'nowhere'], 'no data folder'],
  [['load', 'nowhere.zip', '--data', 'data'], 'is not there'],
  [['keygen', 'org.key'], 'not written over'],
  [['back', '--data', 'data', '--json'], 'back --data DIR'],
])('%j is answered with one sentence that says what to do', async (args, sentence) => {
  const { code, err } = await content(...args);
  expect(code).toBe(2);
  expect(err).toContain(sentence);
  expect(err.trim().split('\n')).toHaveLength(1);
});

test('a new edition is clean, and a wrong line in it is found with its place', async () => {
  expect(await content('new', 'my-show')).toMatchObject({ code: 0 });
  expect(await content('check', 'my-show')).toMatchObject({ code: 0, out: 'clean: 21 panels, 52 cases\n' });
  const file = join(dir, 'my-show', 'panels', 'envelope.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('aspect: ', 'aspekt: '));
  const { code, out } = await content('check', 'my-show', '--json');
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    kind: 'source',
    findings: expect.arrayContaining([
      expect.objectContaining({ code: 'schema', file: 'panels/envelope.yaml', severity: 'error' }),
    ]),
  });
  expect(await content('new', 'my-show')).toMatchObject({ code: 2 });
});

test('a signed pack goes onto the running kiosk, a case off it, and the edition back again', async () => {
  const editionId = async () => {
    const answer = await fetch(new URL('/api/exhibition?lang=en', kiosk.url));
    return (await answer.text()).match(/"edition":\{"id":"([^"]+)"/)?.[1];
  };
  const before = await editionId();
  expect((await content('check', pack.zip)).code).toBe(0);
  const refused = await content('load', pack.zip, '--data', 'data');
  expect(refused).toMatchObject({ code: 1, out: expect.stringContaining('[unknown-key]') });
  expect((await content('trust', 'org.pub.json', '--data', 'data')).out).toContain(
    pack.key.publicKey.fingerprint,
  );
  expect(await content('load', pack.zip, '--data', 'data')).toMatchObject({ code: 0 });
  expect(await editionId()).toBe(pack.manifest.id);

  const shows = async () => (await fetch(new URL('/api/exhibition?lang=en', kiosk.url))).text();
  expect(await shows()).toContain('"id":"envelope-tea"');
  expect(
    (await content('recall', 'envelope-tea', '--data', 'data', '--key', 'org.key', '--out', 'list.json'))
      .code,
  ).toBe(0);
  expect(await shows()).not.toContain('"id":"envelope-tea"');

  expect((await content('back', '--data', 'data')).code).toBe(0);
  expect(await editionId()).toBe(before);
  const listed = JSON.parse((await content('list', '--data', 'data', '--json')).out) as unknown;
  expect(listed).toMatchObject({ recalled: ['envelope-tea'] });
  const log = openLogReader(dataDir);
  const types = log.database
    .prepare("select type from events where type like '%.%ed' order by seq")
    .pluck()
    .all();
  log.close();
  expect(types).toEqual(['kiosk.started', 'edition.switched', 'case.recalled', 'edition.switched']);
});
