import { expect, test } from 'vitest';
import { startRecogniser, type WorkerLike } from './recogniser-client.ts';
import type { RecogniseRequest, WorkerMessage } from './worker-messages.ts';

function aWorker() {
  const asked: RecogniseRequest[] = [];
  let hear: (event: MessageEvent<WorkerMessage>) => void = () => undefined;
  let fail: () => void = () => undefined;
  let isEnded = false;
  const worker: WorkerLike = {
    postMessage: (request) => void asked.push(request),
    terminate: () => {
      isEnded = true;
    },
    addEventListener(type: string, listener: (event: never) => void) {
      if (type === 'message') hear = listener as typeof hear;
      else if (type === 'error') fail = listener as () => void;
    },
  };
  return {
    worker,
    asked,
    say: (data: WorkerMessage) => hear({ data } as MessageEvent<WorkerMessage>),
    fail: () => fail(),
    isEnded: () => isEnded,
  };
}

const strokes = [[0, 0, 10, 0]];
const options = { count: 5, script: 'simplified' } as const;

test('each question gets its own answer, in whatever order they come', async () => {
  const { worker, asked, say } = aWorker();
  const client = startRecogniser(worker);
  const first = client.recognise(strokes, options);
  const second = client.recognise(strokes, options);
  expect(asked).toMatchObject([{ strokes, count: 5, script: 'simplified' }, { count: 5 }]);
  say({ kind: 'recognised', id: asked[1]?.id ?? 0, characters: ['二'] });
  say({ kind: 'recognised', id: asked[0]?.id ?? 0, characters: ['一'] });
  await expect(first).resolves.toEqual({ kind: 'recognised', characters: ['一'] });
  await expect(second).resolves.toEqual({ kind: 'recognised', characters: ['二'] });
});

test('where the characters cannot be loaded it is not ready, and says that it failed', async () => {
  const { worker, asked, say } = aWorker();
  const client = startRecogniser(worker);
  const answer = client.recognise(strokes, options);
  say({ kind: 'loaded', isReady: false });
  await expect(client.ready).resolves.toBe(false);
  say({ kind: 'failed', id: asked[0]?.id ?? 0 });
  await expect(answer).resolves.toEqual({ kind: 'failed' });
});

test('where the Worker breaks, nobody waits for ever', async () => {
  const { worker, fail } = aWorker();
  const client = startRecogniser(worker);
  const answer = client.recognise(strokes, options);
  fail();
  await expect(client.ready).resolves.toBe(false);
  await expect(answer).resolves.toEqual({ kind: 'failed' });
  await expect(client.recognise(strokes, options)).resolves.toEqual({ kind: 'failed' });
});

test('a client that is stopped ends its Worker', async () => {
  const { worker, isEnded } = aWorker();
  const client = startRecogniser(worker);
  const answer = client.recognise(strokes, options);
  client.stop();
  expect(isEnded()).toBe(true);
  await expect(answer).resolves.toEqual({ kind: 'failed' });
});
