import { Decrypter, armor, generateIdentity, identityToRecipient } from 'age-encryption';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeVisit } from './testing/make-visits.ts';
import { startKiosk, type TestKiosk } from './testing/start-kiosk.ts';

const staffKey = 'ab'.repeat(32);
const staff = { Authorization: `Bearer ${staffKey}` };

async function startVisited(parts: Parameters<typeof startKiosk>[0] = {}) {
  const kiosk = await startKiosk({ ...parts, staffKey });
  const visitId = randomUUID();
  await kiosk.post({ events: makeVisit(visitId) });
  const write = async (changes: object = {}) => {
    const id = randomUUID();
    const body = {
      event_id: id,
      visit_id: visitId,
      age_ms: 0,
      consent: 'public',
      audience: 'offices',
      panel: 'envelope',
      form: 'text',
      text: '我要廉洁奉公，清清白白做人',
      ...changes,
    };
    const answer = await kiosk.send('/api/reflections', body);
    return { id, answer, body };
  };
  const decide = (reflection: string, state: string) =>
    kiosk.send('/api/staff/reviews', { reflection, state, by: '李老师' }, staff);
  return { ...kiosk, visitId, write, decide };
}

const readWall = async ({ get }: TestKiosk) =>
  ((await (await get('/api/wall')).json()) as { slips: { id: string; text?: string; here: boolean }[] })
    .slips;

test('nothing hangs on the wall that staff did not approve, and what they withdraw is gone at once', async () => {
  const kiosk = await startVisited();
  const { id, answer } = await kiosk.write();
  expect(answer.status).toBe(200);
  expect(await readWall(kiosk)).toEqual([]);
  expect((await kiosk.decide(id, 'approved')).status).toBe(200);
  expect(await readWall(kiosk)).toMatchObject([{ id, text: '我要廉洁奉公，清清白白做人', here: true }]);
  await kiosk.decide(id, 'withdrawn');
  expect(await readWall(kiosk)).toEqual([]);
  await kiosk.decide(id, 'approved');
  expect(await readWall(kiosk)).toHaveLength(1);
});

test('the same reflection sent again is a success and no second one', async () => {
  const kiosk = await startVisited();
  const { body } = await kiosk.write();
  const again = await kiosk.send('/api/reflections', body);
  expect(await again.json()).toEqual({ appended: 0, repeated: 1 });
  const { reflections } = (await (await kiosk.get('/api/staff/reflections', { headers: staff })).json()) as {
    reflections: unknown[];
  };
  expect(reflections).toHaveLength(1);
});

test('a reflection of an unknown visit, too long, or of no known form is refused and not written', async () => {
  const kiosk = await startVisited();
  for (const changes of [
    { visit_id: randomUUID() },
    { text: '廉'.repeat(801) },
    { text: ' ' },
    { form: 'ink', text: undefined, ink: { aspect: 1, strokes: [[1, 2, 99_999]] } },
    { consent: 'maybe' },
  ]) {
    expect((await kiosk.write(changes)).answer.status).toBe(422);
  }
  const { reflections } = (await (await kiosk.get('/api/staff/reflections', { headers: staff })).json()) as {
    reflections: unknown[];
  };
  expect(reflections).toEqual([]);
});

test('markup, right-to-left text and emoji are kept as they were written', async () => {
  const kiosk = await startVisited();
  const text = `<script>alert(1)</script> '; drop table events; -- مرحبا 👨‍👩‍👧`;
  const { id } = await kiosk.write({ text });
  await kiosk.decide(id, 'approved');
  expect(await readWall(kiosk)).toMatchObject([{ text }]);
});

test('reviewers see first what seems to hold a number or a word of the edition', async () => {
  const kiosk = await startVisited({ screening: ['坏话'] });
  await kiosk.write();
  const { id } = await kiosk.write({ text: '打 138 1234 5678' });
  const { id: word } = await kiosk.write({ text: '一句坏话' });
  const { reflections } = (await (await kiosk.get('/api/staff/reflections', { headers: staff })).json()) as {
    reflections: { id: string; marked: boolean; state: string }[];
  };
  expect(reflections.map(({ id: found, marked }) => [found, marked])).toMatchObject([
    [id, true],
    [word, true],
    [expect.any(String), false],
  ]);
});

test('what is private opens with the organisers’ key, and not one byte of it is on the disk', async () => {
  const identity = await generateIdentity();
  const kiosk = await startVisited({ readerKey: await identityToRecipient(identity) });
  const canary = '只告诉主办方的一句话XYZZY';
  const { id } = await kiosk.write({ consent: 'private', text: canary });
  const { id: short } = await kiosk.write({ consent: 'private', text: '短' });
  const sealed = kiosk.words();
  expect(sealed.get(id)?.length).toBe(sealed.get(short)?.length);
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const opened = await decrypter.decrypt(armor.decode(sealed.get(id) ?? ''), 'text');
  expect(opened.trimEnd()).toBe(canary);
  for (const file of readdirSync(kiosk.dataDir, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const bytes = readFileSync(join(file.parentPath, file.name));
    expect(bytes.includes(Buffer.from('XYZZY'))).toBe(false);
  }
  expect((await kiosk.decide(id, 'approved')).status).toBe(404);
  expect(await readWall(kiosk)).toEqual([]);
});

test('without a key the private stays readable to staff, and never hangs on the wall', async () => {
  const kiosk = await startVisited();
  const { id } = await kiosk.write({ consent: 'private' });
  expect((await kiosk.decide(id, 'approved')).status).toBe(404);
  const { reflections } = (await (await kiosk.get('/api/staff/reflections', { headers: staff })).json()) as {
    reflections: { consent: string; words: string }[];
  };
  expect(reflections).toMatchObject([{ consent: 'private', words: '我要廉洁奉公，清清白白做人' }]);
});

test('without the key of the data folder nobody reviews', async () => {
  const kiosk = await startVisited();
  const { id } = await kiosk.write();
  const decision = { reflection: id, state: 'approved', by: '路人' };
  for (const headers of [{}, { Authorization: 'Bearer x' }, { Authorization: `Bearer ${'cd'.repeat(32)}` }]) {
    expect((await kiosk.get('/api/staff/reflections', { headers })).status).toBe(403);
    expect((await kiosk.send('/api/staff/reviews', decision, headers)).status).toBe(403);
  }
  expect(await readWall(kiosk)).toEqual([]);
});

test('a signed pledge is counted under its own name', async () => {
  const kiosk = await startVisited();
  const signature = { aspect: 2, strokes: [[0, 0, 500, 500]] };
  const sign = (signatures: object[]) => ({
    event_id: randomUUID(),
    visit_id: kiosk.visitId,
    type: 'pledge.signed',
    schema_version: 1,
    age_ms: 0,
    body: { pledge: 'families', signatures },
  });
  expect((await kiosk.post({ events: [sign([signature, signature])] })).status).toBe(200);
  expect((await kiosk.post({ events: [sign([])] })).status).toBe(422);
  expect((await kiosk.post({ events: [sign([signature, signature, signature])] })).status).toBe(422);
  expect(await (await kiosk.get('/api/today')).json()).toMatchObject({ pledges: { families: 1 } });
});
