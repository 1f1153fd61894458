import { expect, test, vi } from 'vitest';
import type { Found } from './find-candidates.ts';
import { openPinyin, type PinyinState, type WorkerLink } from './pinyin-client.ts';
import type { FromWorker, ToWorker } from './pinyin-messages.ts';

const nothing: Found = { candidates: [], shown: '', unread: 0 };

function aClient() {
  const sent: ToWorker[] = [];
  const states: PinyinState[] = [];
  const found: string[] = [];
  const worker = { hasEnded: false };
  let say: (message: FromWorker) => void = () => {};
  const link: WorkerLink = {
    send: (message) => sent.push(message),
    listen(onMessage) {
      say = onMessage;
    },
    end() {
      worker.hasEnded = true;
    },
  };
  const client = openPinyin({
    lexicon: [],
    settings: { isHant: false, fuzzy: [] },
    onState: (state) => states.push(state),
    onFound: (letters) => found.push(letters),
    startWorker: () => link,
  });
  const asked = () => sent.flatMap((message) => (message.type === 'find' ? [message.letters] : []));
  const answer = () => {
    const last = sent.findLast((message) => message.type === 'find');
    say({ type: 'found', id: last?.type === 'find' ? last.id : -1, found: nothing, ms: 1 });
  };
  return { client, worker, say: (message: FromWorker) => say(message), states, found, asked, answer };
}

test('keeps the newest letters until the dictionary is open', () => {
  const { client, say, asked, answer, found, states } = aClient();
  client.find('n');
  client.find('ni');
  expect(asked()).toEqual([]);
  say({ type: 'ready' });
  expect(states).toEqual(['ready']);
  expect(asked()).toEqual(['ni']);
  answer();
  expect(found).toEqual(['ni']);
});

test('asks for one thing at a time, and answers the newest letters only', () => {
  const { client, say, asked, answer, found } = aClient();
  say({ type: 'ready' });
  for (const letters of ['n', 'ni', 'nih', 'niha']) client.find(letters);
  expect(asked()).toEqual(['n']);
  answer();
  expect(found).toEqual([]);
  expect(asked()).toEqual(['n', 'niha']);
  answer();
  expect(found).toEqual(['niha']);
});

test('says that a dictionary did not load, and asks it nothing', () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const { client, say, states, asked } = aClient();
  client.find('ni');
  say({ type: 'failed', reason: 'not found' });
  client.find('nih');
  expect(states).toEqual(['failed']);
  expect(client.state()).toBe('failed');
  expect(asked()).toEqual([]);
});

test('says so too where there can be no Worker', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const states: PinyinState[] = [];
  const client = openPinyin({
    lexicon: [],
    settings: { isHant: false, fuzzy: [] },
    onState: (state) => states.push(state),
    onFound: () => {},
    startWorker() {
      throw new Error('refused');
    },
  });
  await Promise.resolve();
  expect(states).toEqual(['failed']);
  client.find('ni');
  client.close();
});

test('closed in mid-candidate, it ends its Worker and hears nothing more', () => {
  const { client, worker, say, answer, found, states } = aClient();
  say({ type: 'ready' });
  client.find('ni');
  client.close();
  answer();
  say({ type: 'failed', reason: 'late' });
  expect(worker.hasEnded).toBe(true);
  expect(found).toEqual([]);
  expect(states).toEqual(['ready']);
});
