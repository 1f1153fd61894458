import { connect, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { listenOnLoopback, type Loopback } from './listen-on-loopback.ts';
import { makeHttpServer } from './make-http-server.ts';

async function open(): Promise<Loopback> {
  const loopback = await listenOnLoopback(0);
  onTestFinished(() => loopback.close());
  return loopback;
}

const echo = () =>
  makeHttpServer(async (request) => new Response(`${request.method} ${await request.text()}`));

/** Connected, with `text` on its way. */
function send({ url }: Loopback, text: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () =>
      socket.write(text, () => resolve(socket)),
    );
    socket.once('error', reject);
  });
}

function readAll(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    socket.setEncoding('utf8');
    socket.on('data', (part: string) => (answer += part));
    socket.once('close', () => resolve(answer));
    socket.once('error', reject);
  });
}

test('who asks before there is an answer waits, and is answered whole', async () => {
  const loopback = await open();
  const body = 'a'.repeat(200_000);
  const asked = Array.from({ length: 8 }, (_, number) =>
    fetch(loopback.url, { method: 'POST', body: `${number} ${body}` }),
  );
  await send(loopback, 'GET / HTTP/1.1\r\n\r\n');
  loopback.mount(echo());
  const answers = await Promise.all(asked.map(async (answer) => (await answer).text()));
  expect(answers).toEqual(asked.map((_, number) => `POST ${number} ${body}`));
  expect(await (await fetch(loopback.url)).text()).toBe('GET ');
});

test('who asked and went away is forgotten', async () => {
  const loopback = await open();
  const gone = await send(loopback, 'GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  gone.destroy();
  loopback.mount(echo());
  expect((await fetch(loopback.url)).status).toBe(200);
});

test('a port that nothing answers on closes too, with whoever waits at it', async () => {
  const loopback = await listenOnLoopback(0);
  const waiting = readAll(await send(loopback, 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'));
  await new Promise((resolve) => setTimeout(resolve, 50));
  await loopback.close();
  expect(await waiting.catch(() => '')).toBe('');
  await expect(fetch(loopback.url)).rejects.toThrow();
});

test('a head that never ends is cut, also of one that came too early', async () => {
  const loopback = await open();
  const early = readAll(await send(loopback, 'GET / HTTP/1.1\r\nHost: a\r\n'));
  loopback.mount(echo());
  const late = readAll(await send(loopback, 'GET / HTTP/1.1\r\nHost: a\r\n'));
  expect(await early).toMatch(/^HTTP\/1\.1 408 /);
  expect(await late).toMatch(/^HTTP\/1\.1 408 /);
}, 30_000);
