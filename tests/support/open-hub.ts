// A real hub for a journey: `npm run hub`'s own script in a process of its own, and somebody at its
// dashboard who speaks to it as the page does.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Place } from '../../hub/testing/on-both-stores.ts';

const rootDir = join(import.meta.dirname, '..', '..');

export type HubUnderTest = { url: string; stop(signal?: NodeJS.Signals): Promise<void> };

export async function openHub({ dataDir, databaseUrl }: Place, port = 0): Promise<HubUnderTest> {
  const args = [join(rootDir, 'scripts', 'hub.ts'), '--port', String(port), '--data', dataDir];
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    cwd: rootDir,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DATABASE_URL: databaseUrl ?? '' },
  });
  let said = '';
  child.stderr.on('data', (part: Buffer) => (said = `${said}${part.toString()}`.slice(-4_000)));
  const gone = once(child, 'exit');
  let text = '';
  for await (const part of child.stdout) {
    text += String(part);
    const url = /hub ready at (\S+)\n/.exec(text)?.[1];
    if (url === undefined) continue;
    return {
      url,
      async stop(signal = 'SIGTERM') {
        child.kill(signal);
        await gone;
      },
    };
  }
  throw new Error(`the hub ended before it was ready:\n${said}`);
}

export type Person = {
  /** Throws where the answer is none of success. */
  ask<Answer>(method: string, path: string, body?: unknown): Promise<Answer>;
  /** What is a file. */
  fetchBytes(path: string, body: unknown): Promise<Buffer>;
  sendFile<Answer>(path: string, bytes: Buffer<ArrayBuffer>, media: string): Promise<Answer>;
};

const password = 'correct horse 1';

/** Opens a one-time link and fills it in; the account's session is the person's. */
export async function acceptLink(hubUrl: () => string, link: string, login: string): Promise<Person> {
  let cookie = '';

  async function send(
    method: string,
    path: string,
    body?: { bytes: string | Buffer<ArrayBuffer>; media: string },
  ): Promise<Response> {
    const url = new URL(path, hubUrl());
    const answer = await fetch(url, {
      method,
      headers: {
        Origin: url.origin,
        'Sec-Fetch-Site': 'same-origin',
        Cookie: cookie,
        ...(body && { 'Content-Type': body.media }),
      },
      ...(body && { body: body.bytes }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    cookie = answer.headers.get('Set-Cookie')?.split(';')[0] ?? cookie;
    return answer;
  }

  const asJson = (value: unknown) => ({ bytes: JSON.stringify(value), media: 'application/json' });
  const person: Person = {
    async ask<Answer>(method: string, path: string, body?: unknown) {
      const answer = await send(method, path, body === undefined ? undefined : asJson(body));
      return (await answer.json()) as Answer;
    },
    async fetchBytes(path, body) {
      return Buffer.from(await (await send('POST', path, asJson(body))).arrayBuffer());
    },
    async sendFile<Answer>(path: string, bytes: Buffer<ArrayBuffer>, media: string) {
      return (await (await send('POST', path, { bytes, media })).json()) as Answer;
    },
  };
  const token = link.split('/').at(-1);
  await person.ask('POST', '/api/links/accept', { token, login, name: login, password });
  return person;
}
