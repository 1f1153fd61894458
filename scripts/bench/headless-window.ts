// The browser shell's own window without a screen: a small program in the browser's place that
// adds what a machine without one needs, and a way to ask the page what it has painted.
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { portrait, requireBrowser, wait } from './bench-browser.ts';

/** Writes the program into a folder and returns its path; everything it is given it passes on. */
export function writeHeadlessBrowser(dir: string): string {
  const path = join(dir, 'headless-browser');
  const flags = [
    '--headless',
    '--remote-debugging-port=0',
    `--window-size=${portrait.width},${portrait.height}`,
  ];
  writeFileSync(path, `#!/bin/sh\nexec ${requireBrowser()} ${flags.join(' ')} "$@"\n`);
  chmodSync(path, 0o755);
  return path;
}

const pagesSchema = z.array(
  z.object({ type: z.string(), url: z.string(), webSocketDebuggerUrl: z.string() }),
);

const replySchema = z.object({
  result: z.object({
    result: z.object({ value: z.unknown().optional() }),
    exceptionDetails: z.unknown().optional(),
  }),
});

/** Evaluates an expression (or its promise) in the one page of a window with this profile. */
export async function askPage(profileDir: string, expression: string): Promise<unknown> {
  const address = await findPage(profileDir);
  const socket = new WebSocket(address);
  try {
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve, { once: true });
      socket.addEventListener('error', reject, { once: true });
    });
    const params = { expression, awaitPromise: true, returnByValue: true };
    const answer = new Promise<string>((resolve) => {
      socket.addEventListener('message', ({ data }) => resolve(String(data)), { once: true });
    });
    socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params }));
    const { result } = replySchema.parse(JSON.parse(await answer));
    if (result.exceptionDetails) throw new Error(JSON.stringify(result.exceptionDetails));
    return result.result.value;
  } finally {
    socket.close();
  }
}

async function findPage(profileDir: string): Promise<string> {
  const file = join(profileDir, 'DevToolsActivePort');
  for (let tries = 0; tries < 200; tries += 1) {
    if (existsSync(file)) {
      const [port = ''] = readFileSync(file, 'utf8').split('\n');
      const response = await fetch(`http://127.0.0.1:${port}/json/list`);
      const page = pagesSchema.parse(await response.json()).find(({ type, url }) => isOurs(type, url));
      if (page) return page.webSocketDebuggerUrl;
    }
    await wait(100);
  }
  throw new Error('the browser window did not open');
}

function isOurs(type: string, url: string): boolean {
  return type === 'page' && (url.startsWith('http://127.0.0.1') || url.startsWith('file:'));
}
