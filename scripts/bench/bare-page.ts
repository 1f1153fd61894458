// A page driven over the bare protocol, with nothing of it watched. The usual drivers watch a page's
// network, and Chromium keeps every request for whoever watches it: after thousands of them nobody
// could tell what a page holds from what watching it holds.
import type { CDPSession } from 'playwright-core';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { requireBrowser } from '../shells/find-browser.ts';

export interface BarePage {
  cdp: Pick<CDPSession, 'send'>;
  /** Runs the function in the page, which knows nothing but `given`; resolves with what it returns as JSON. */
  evaluate<Given, Found>(run: (given: Given) => Found | Promise<Found>, given: Given): Promise<Found>;
  close(): Promise<void>;
}

interface BareOptions {
  url: string;
  /** Runs in the page before anything of its own. */
  before(): void;
  viewport: { width: number; height: number };
}

export async function openBarePage({ url, before, viewport }: BareOptions): Promise<BarePage> {
  const profileDir = mkdtempSync(join(tmpdir(), 'jingzhong-bare-'));
  const browser = spawn(
    requireBrowser((line) => console.error(line)),
    [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--headless',
      '--no-first-run',
      '--disable-background-networking',
      // For some thousand visits the engine goes on making machine code of what runs often. After three
      // hundred visits a page held 183 KB more than after a hundred; a snapshot had 161 KB more code in it,
      // and half a kilobyte more of objects. Without optimising compilers nobody need tell one from the other.
      '--js-flags=--no-turbofan --no-maglev',
      '--remote-debugging-port=0',
      `--user-data-dir=${profileDir}`,
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const gone = once(browser, 'exit');
  async function close(): Promise<void> {
    browser.kill('SIGKILL');
    await gone;
    rmSync(profileDir, { recursive: true, force: true, maxRetries: 5 });
  }
  try {
    const socket = await connect(await findPage(await readOrigin(browser.stderr)));
    const cdp = { send: speak(socket) };
    await cdp.send('Page.enable');
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: `(${String(before)})()` });
    await cdp.send('Emulation.setDeviceMetricsOverride', {
      ...viewport,
      deviceScaleFactor: 1,
      mobile: false,
    });
    await cdp.send('Emulation.setTouchEmulationEnabled', { enabled: true });
    await cdp.send('Page.navigate', { url });
    return { cdp, evaluate: (run, given) => evaluate(cdp, run, given), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Where the browser says that it listens; throws where it ends without saying so. */
async function readOrigin(said: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: said })) {
    const port = /DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)\//.exec(line)?.[1];
    if (port === undefined) continue;
    // Read on, or the browser stands still once the pipe is full.
    said.resume();
    return `http://127.0.0.1:${port}`;
  }
  throw new Error('the browser ended before it could be driven');
}

const targetsSchema = z.array(z.object({ type: z.string(), webSocketDebuggerUrl: z.string() }));

async function findPage(origin: string): Promise<string> {
  const targets = targetsSchema.parse(await (await fetch(`${origin}/json/list`)).json());
  const page = targets.find(({ type }) => type === 'page');
  if (!page) throw new Error('the browser has no page');
  return page.webSocketDebuggerUrl;
}

async function connect(address: string): Promise<WebSocket> {
  const socket = new WebSocket(address);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', () => reject(new Error(`cannot drive ${address}`)), { once: true });
  });
  return socket;
}

const answerSchema = z.object({
  id: z.int(),
  result: z.unknown(),
  error: z.object({ message: z.string() }).optional(),
});

function speak(socket: WebSocket): CDPSession['send'] {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let asked = 0;
  socket.addEventListener('message', ({ data }) => {
    const answer = answerSchema.safeParse(JSON.parse(String(data)));
    // What has no number is an event that nobody asked for.
    if (!answer.success) return;
    const { id, result, error } = answer.data;
    if (error) waiting.get(id)?.reject(new Error(error.message));
    else waiting.get(id)?.resolve(result);
    waiting.delete(id);
  });
  socket.addEventListener('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('the browser has gone'));
    waiting.clear();
  });
  const send = (method: string, params: object = {}): Promise<unknown> => {
    asked += 1;
    const answered = Promise.withResolvers<unknown>();
    waiting.set(asked, answered);
    socket.send(JSON.stringify({ id: asked, method, params }));
    return answered.promise;
  };
  // Each answer has the shape that the protocol gives its command.
  return send as CDPSession['send'];
}

async function evaluate<Given, Found>(
  { send }: BarePage['cdp'],
  run: (given: Given) => Found | Promise<Found>,
  given: Given,
): Promise<Found> {
  const { result, exceptionDetails } = await send('Runtime.evaluate', {
    expression: `(${String(run)})(${JSON.stringify(given)})`,
    awaitPromise: true,
    returnByValue: true,
  });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  // What `run` returned, carried over as JSON.
  return result.value as Found;
}
