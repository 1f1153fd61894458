import { expect, test } from 'vitest';
import { createLogClient, type PendingEvent } from './log-client.ts';

type Sent = { event_id: string; visit_id: string; type: string; age_ms: number };

function aClient(answers: (number | Error)[]) {
  const posts: Sent[][] = [];
  const refused: PendingEvent[] = [];
  let nowMs = 0;
  let ids = 0;
  const client = createLogClient({
    async post(events) {
      posts.push(events as Sent[]);
      const answer = answers.shift() ?? 200;
      if (answer instanceof Error) throw answer;
      return { status: answer };
    },
    now: () => nowMs,
    newId: () => `e${(ids += 1)}`,
    async wait(ms) {
      nowMs += ms;
    },
    onRefused: (events) => refused.push(...events),
  });
  return { client, posts, refused };
}

test('sends what one touch causes together, in order', async () => {
  const { client, posts } = aClient([]);
  client.record('v', 'visit.started', {});
  client.record('v', 'panel.opened', {});
  await client.settled();
  expect(posts.map((post) => post.map(({ type }) => type))).toEqual([['visit.started', 'panel.opened']]);
});

test('sends the same events again under the same ids, with their age, until the log has them', async () => {
  const { client, posts } = aClient([503, new Error('no network'), 200]);
  client.record('v', 'visit.started', {});
  await client.settled();
  expect(posts.map((post) => post.map(({ event_id }) => event_id))).toEqual([['e1'], ['e1'], ['e1']]);
  expect(posts.map((post) => post[0]?.age_ms)).toEqual([0, 500, 1_500]);
  expect(client.waitingCount()).toBe(0);
});

test('puts aside what the log will never take, and goes on with the rest', async () => {
  const { client, posts, refused } = aClient([422]);
  client.record('v', 'wrong', {});
  await client.settled();
  client.record('v', 'visit.ended', {});
  await client.settled();
  expect(refused.map(({ type }) => type)).toEqual(['wrong']);
  expect(posts.at(-1)?.map(({ type }) => type)).toEqual(['visit.ended']);
});

test('sends a hundred events at most at once', async () => {
  const { client, posts } = aClient([]);
  for (let n = 0; n < 250; n++) client.record('v', 'visit.beat', {});
  await client.settled();
  expect(posts.map((post) => post.length)).toEqual([100, 100, 50]);
});
