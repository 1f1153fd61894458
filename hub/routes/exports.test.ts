import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { exportedKinds, exportFormatsOf } from '../../model/hub-desk.ts';
import { exportKinds, formatsOf } from '../../report/export-log.ts';
import { readAudit } from '../accounts/audit.ts';
import { becomeOrganiser, invite, type Browser } from '../testing/browser.ts';
import { makeFolder, onBothStores } from '../testing/on-both-stores.ts';
import { seedWords } from '../testing/seed-words.ts';
import { startHub } from '../testing/start-hub.ts';

const hostile = '=HYPERLINK("http://evil.test","<script>alert(1)</script>")';
const secret = 'what nobody but the organisers may read';
const written = [
  { consent: 'public', form: 'text', words: hostile },
  { consent: 'private', form: 'text', words: secret },
] as const;

const ask = (browser: Browser, wanted: object) =>
  browser.call('POST', '/api/exports', { language: 'en', ...wanted });
const bytesOf = async (answer: Response) => new Uint8Array(await answer.arrayBuffer());

async function until(isDone: () => boolean): Promise<void> {
  const deadline = performance.now() + 20_000;
  while (!isDone()) {
    if (performance.now() > deadline) throw new Error('it never came');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Files of exports that are made or sent, or that were left behind. */
function leftIn(dataDir: string): string[] {
  const work = join(dataDir, 'work');
  if (!existsSync(work)) return [];
  return readdirSync(work, { recursive: true })
    .map(String)
    .filter((name) => name.includes('export-'));
}

test('the dashboard offers what exports have, as the formats that they have', () => {
  expect(exportedKinds.toSorted()).toEqual(exportKinds.toSorted());
  for (const kind of exportedKinds)
    expect(exportFormatsOf(kind).toSorted()).toEqual(formatsOf(kind).toSorted());
});

test('every kind comes in every format, as a file, noted, and leaves nothing behind', async () => {
  const dataDir = makeFolder();
  const hub = await startHub({ dataDir, databaseUrl: undefined });
  const organiser = await becomeOrganiser(hub);
  await seedWords(hub, written);
  const heads: Record<string, string> = { pdf: '%PDF', xlsx: 'PK', zip: 'PK', csv: '\ufeff', json: '' };
  let files = 0;
  for (const kind of exportedKinds) {
    for (const format of exportFormatsOf(kind)) {
      const filters = { from: '2026-11-01', to: '2026-11-30', stop: '', language: 'en' };
      const answer = await ask(organiser, { kind, format, filters });
      expect([kind, format, answer.status]).toEqual([kind, format, 200]);
      expect(answer.headers.get('Content-Disposition')).toContain(
        `jingzhong-${kind}-2026-11-20-from-2026-11-01-to-2026-11-30-stop-none-language-en.${format}`,
      );
      const bytes = await bytesOf(answer);
      expect(bytes.length).toBe(Number(answer.headers.get('Content-Length')));
      const head = Buffer.from(bytes.subarray(0, 4)).toString('utf8');
      expect([kind, format, head.startsWith(heads[format] ?? '?')]).toEqual([kind, format, true]);
      files += 1;
    }
  }
  const { entries } = await readAudit(hub.store.db, { act: 'figures-exported' });
  expect(entries).toHaveLength(files);
  expect(entries.at(-1)).toMatchObject({
    about: exportedKinds[0],
    details: { format: 'csv', language: 'en', visitorLanguage: 'en', from: '2026-11-01', stop: '' },
  });
  await until(() => leftIn(dataDir).length === 0);
}, 120_000);

/** A process or a thread each, of the lowest priority, on a machine that may be busy. */
const patienceMs = 120_000;

onBothStores((check) => {
  check(
    'words come only to who may review, and private ones only to who may fetch them',
    async (place) => {
      const hub = await startHub(place);
      const organiser = await becomeOrganiser(hub);
      const [reviewer, viewer, technician] = [
        await invite(hub, organiser, 'reviewer', 'reviewer'),
        await invite(hub, organiser, 'viewer', 'viewer'),
        await invite(hub, organiser, 'technician', 'technician'),
      ];
      await seedWords(hub, written);
      for (const [kind, format] of [
        ['reflections', 'csv'],
        ['reflections', 'zip'],
        ['report', 'xlsx'],
        ['report', 'json'],
      ]) {
        expect([kind, format, (await ask(viewer, { kind, format })).status]).toEqual([kind, format, 403]);
        expect((await ask(reviewer, { kind, format })).status).toBe(200);
      }
      expect((await ask(viewer, { kind: 'report', format: 'pdf' })).status).toBe(200);
      expect((await ask(viewer, { kind: 'visits', format: 'csv' })).status).toBe(200);
      expect((await ask(technician, { kind: 'visits', format: 'csv' })).status).toBe(403);
      const readZip = async (browser: Browser) => {
        const entries = unzipSync(await bytesOf(await ask(browser, { kind: 'reflections', format: 'zip' })));
        return Object.entries(entries)
          .map(([name, bytes]) => `${name} ${strFromU8(bytes)}`)
          .join('\n');
      };
      expect(await readZip(reviewer)).not.toContain(secret);
      expect(await readZip(organiser)).toContain(secret);
    },
    patienceMs,
  );

  check(
    'what visitors write is text in every file: no formula, no markup',
    async (place) => {
      const hub = await startHub(place);
      const organiser = await becomeOrganiser(hub);
      await seedWords(hub, written);
      const csv = Buffer.from(
        await bytesOf(await ask(organiser, { kind: 'reflections', format: 'csv' })),
      ).toString();
      expect(csv).toContain(`"'=HYPERLINK(""http://evil.test""`);
      expect(csv).not.toMatch(/(^|,|")=HYPERLINK/m);
      const sheets = unzipSync(await bytesOf(await ask(organiser, { kind: 'reflections', format: 'xlsx' })));
      const xml = Object.values(sheets)
        .map((bytes) => strFromU8(bytes))
        .join('');
      expect(xml).toContain('&lt;script&gt;');
      expect(xml).not.toContain('<script>');
      expect(xml).not.toMatch(/<f[ >]/);
      const pdf = Buffer.from(
        await bytesOf(await ask(organiser, { kind: 'report', format: 'pdf' })),
      ).toString('latin1');
      expect(pdf).not.toMatch(/\/(JavaScript|JS|OpenAction|Launch)\b/);
    },
    patienceMs,
  );
});

test('what is asked for wrongly is refused, and no address leads to a file', async () => {
  const hub = await startHub({ dataDir: makeFolder(), databaseUrl: undefined });
  const organiser = await becomeOrganiser(hub);
  for (const wanted of [
    { kind: 'visits', format: 'pdf' },
    { kind: 'report', format: 'csv' },
    { kind: 'passwords', format: 'csv' },
    { kind: 'visits', format: 'csv', filters: { from: '2026-12-02', to: '2026-12-01' } },
    { kind: 'visits', format: 'csv', filters: { from: '../../etc' } },
    { kind: 'visits', format: 'csv', filters: { path: '/etc/passwd' } },
    { kind: 'visits', format: 'csv', from: '2026-12-01' },
    { kind: 'visits', format: 'csv', path: '/etc/passwd' },
  ]) {
    expect([wanted, (await ask(organiser, wanted)).status]).toEqual([wanted, 422]);
  }
  for (const id of ['1', 'export-0000', '..%2F..%2Fhub.db']) {
    expect((await organiser.call('GET', `/api/exports/${id}`)).status).toBe(404);
  }
});

test('kiosks are answered while an export is made; two are made at once, and who has gone leaves nothing', async () => {
  const dataDir = makeFolder();
  const hub = await startHub({ dataDir, databaseUrl: undefined });
  const organiser = await becomeOrganiser(hub);
  await seedWords(hub, written);
  const wanted = { kind: 'report', format: 'pdf', language: 'zh-Hans' };
  const asking = Array.from({ length: 8 }, () => ask(organiser, wanted));
  await until(() => hub.exports.count() === 2);
  const ninth = await ask(organiser, wanted);
  expect([ninth.status, ninth.headers.get('Retry-After')]).toEqual([503, '30']);
  const began = performance.now();
  expect((await hub.get('/healthz')).status).toBe(200);
  expect(performance.now() - began).toBeLessThan(1_000);
  const answers = await Promise.all(asking);
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  // Half of them are read, the others are given up.
  await Promise.all(
    answers.map((answer, index) => (index % 2 ? answer.arrayBuffer() : answer.body?.cancel())),
  );
  await until(() => leftIn(dataDir).length === 0 && hub.exports.count() === 0);
}, 120_000);

test('what a killed hub left behind is removed at the next start', async () => {
  const dataDir = makeFolder();
  const left = join(dataDir, 'work', '999999999-0a0a0a0a', 'export-x');
  mkdirSync(left, { recursive: true });
  writeFileSync(join(left, 'made.csv'), 'words');
  await startHub({ dataDir, databaseUrl: undefined });
  expect(existsSync(left)).toBe(false);
});
