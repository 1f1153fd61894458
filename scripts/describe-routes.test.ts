// The page of routes is what the schemas make, names every route of the kiosk and no other, and the
// kiosk's own answers are of the shapes that it tells.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { openPackDesk } from '../kiosk/editions/pack-desk.ts';
import { makeEdition } from '../kiosk/testing/make-edition.ts';
import { makeFolder } from '../kiosk/testing/make-folder.ts';
import { makeVisit } from '../kiosk/testing/make-visits.ts';
import { startKiosk, type StartOptions, type TestKiosk } from '../kiosk/testing/start-kiosk.ts';
import { exhibitionSchema } from '../model/exhibition.ts';
import { refusalAnswerSchema } from '../model/kiosk-answers.ts';
import { kioskRoutes } from '../model/kiosk-routes.ts';
import { planEdition } from '../pack/plan-edition.ts';
import { readSource } from '../pack/read-source.ts';
import { rootDir } from './build.ts';
import { describeRoutes } from './describe-routes.ts';

const staffKey = 'f'.repeat(64);
const auth = { Authorization: `Bearer ${staffKey}` };

function start(options: StartOptions = {}): Promise<TestKiosk> {
  const packDesk = openPackDesk({
    dataDir: makeFolder(),
    shippedDir: makeEdition(makeFolder()),
    version: '0.1.0',
    clock: { wallMs: () => 0 },
    allowsUnsigned: () => false,
    record: async () => undefined,
    tell: () => undefined,
  });
  return startKiosk({ staffKey, ...options, deps: { packDesk } });
}

test('docs/routes.md is what the schemas make (npm run routes)', () => {
  expect(readFileSync(join(rootDir, 'docs', 'routes.md'), 'utf8')).toBe(describeRoutes());
});

test('each address that the kiosk’s sources name is among the routes', () => {
  const sources = import.meta.glob<string>(['../kiosk/handler.ts', '../kiosk/routes/*.ts', '!**/*.test.ts'], {
    query: '?raw',
    import: 'default',
    eager: true,
  });
  const named = Object.values(sources).flatMap((text) =>
    [...text.matchAll(/'(\/(?:api|media|preview)\/[a-z/*-]*)'/g)].map(([, path = '']) => path),
  );
  // Whatever lies under them and is named nowhere else is refused.
  const refused = new Set(['/api/*', '/api/staff/*', '/preview/*', '/media/', '/preview/media/']);
  const known = new Set(kioskRoutes.map(({ path }) => path));
  expect(new Set(named).size).toBeGreaterThan(30);
  expect([...new Set(named)].filter((path) => !known.has(path) && !refused.has(path))).toEqual([]);
});

test('each route is there, and takes the methods that it is told to take', async () => {
  const kiosk = await start();
  const paths = [...new Set(kioskRoutes.map(({ path }) => path))];
  for (const path of paths) {
    const methods = kioskRoutes.filter((route) => route.path === path).map(({ method }) => method);
    const answer = await kiosk.get(path.replace('*', 'x'), { method: 'PATCH', headers: auth });
    expect(answer.status, path).toBe(405);
    const allowed = (answer.headers.get('Allow') ?? '').split(', ').filter((each) => each !== 'HEAD');
    expect(allowed.toSorted(), path).toEqual(methods.toSorted());
    expect(refusalAnswerSchema.safeParse(await answer.json()).success).toBe(true);
  }
});

const reads = kioskRoutes.filter(
  ({ method, answer, query }) => method === 'GET' && answer !== undefined && query === undefined,
);

test.each(reads.map((route) => [route.path, route] as const))(
  '%s answers in its shape',
  async (path, route) => {
    const kiosk = await start();
    const visit = makeVisit();
    await kiosk.post({ events: visit });
    const reflection = {
      event_id: '22222222-2222-4222-8222-222222222222',
      visit_id: visit[0]?.visit_id,
      age_ms: 0,
      consent: 'public',
      form: 'text',
      text: '心里一直放不下',
    };
    await kiosk.send('/api/reflections', reflection);
    const decision = { reflection: reflection.event_id, state: 'approved', by: '李老师' };
    await kiosk.send('/api/staff/reviews', decision, auth);
    const library = { stop_id: 'library', name: '市图书馆', entry: 'villages', address: '人民大道 1 号' };
    await kiosk.send('/api/staff/tour/arrive', library, auth);
    await kiosk.send('/api/staff/tour/groups', { organisation: '甲', entry: 'offices', headcount: 45 }, auth);
    const response = await kiosk.get(path, { headers: auth });
    expect(response.status).toBe(200);
    const value: unknown = await response.json();
    expect(route.answer?.safeParse(value).error?.issues ?? []).toEqual([]);
  },
);

test('what is sent and what is written answers in its shape', async () => {
  const kiosk = await start();
  const answers = [
    ['/api/log', { events: makeVisit() }],
    ['/api/staff/self-test', { results: { touch: 'passed' } }],
    ['/api/staff/tour/leave', {}],
    ['/api/staff/recovery', {}],
    ['/api/staff/set-up', { staffPin: '111111', technicianPin: '222222' }],
    ['/api/staff/enter', { pin: '222222' }],
  ] as const;
  for (const [path, body] of answers) {
    const route = kioskRoutes.find((each) => each.path === path && each.method === 'POST');
    const response = await kiosk.send(path, body, auth);
    const schema = response.ok ? route?.answer : refusalAnswerSchema;
    expect(schema?.safeParse(await response.json()).error?.issues ?? [], path).toEqual([]);
  }
});

let texts: string[];
beforeAll(() => {
  texts = planEdition(readSource(join(rootDir, 'content')))
    .texts.filter(({ path }) => path.startsWith('exhibition.'))
    .map(({ text }) => text);
});

test('the shipped exhibition is of its shape in every language', () => {
  expect(texts).toHaveLength(3);
  for (const text of texts)
    expect(exhibitionSchema.safeParse(JSON.parse(text)).error?.issues ?? []).toEqual([]);
});
