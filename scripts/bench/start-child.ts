// Programs that a bench runs beside itself, in processes of their own, each of which prints one line for it.
import { spawn, type ChildProcess } from 'node:child_process';
import { openSync } from 'node:fs';
import { rootDir } from '../build.ts';

/** `log`: a file for what it says on standard error; without one that comes out with our own. */
export function startChild(
  args: string[],
  { env, log }: { env?: Record<string, string>; log?: string } = {},
): ChildProcess {
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    cwd: rootDir,
    stdio: ['ignore', 'pipe', log === undefined ? 'inherit' : openSync(log, 'w')],
    env: { ...process.env, ...env },
  });
}

/** As scripts/run.mjs starts it, at any free port. */
export function startHub(dataDir: string, options: Parameters<typeof startChild>[1]): ChildProcess {
  return startChild(['--max-semi-space-size=8', 'scripts/hub.ts', '--port', '0', '--data', dataDir], options);
}

/** The first line that a child prints; throws where it ends without one. */
export async function readLine({ stdout }: ChildProcess): Promise<string> {
  let text = '';
  stdout?.setEncoding('utf8');
  for await (const part of stdout ?? []) {
    text += String(part);
    if (text.includes('\n')) return text.split('\n')[0] ?? '';
  }
  throw new Error('the process ended without a word');
}
