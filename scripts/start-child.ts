// Programs that a bench or a fault campaign runs beside itself, in processes of their own, which end with it;
// each prints one line for it.
import { spawn, type ChildProcess } from 'node:child_process';
import { openSync } from 'node:fs';
import { rootDir } from './build.ts';

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill();
});

/** `log`: a file for what it says on standard error; without one that comes out with our own. */
export function startChild(
  args: string[],
  { env, log }: { env?: Record<string, string>; log?: string } = {},
): ChildProcess {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    cwd: rootDir,
    stdio: ['ignore', 'pipe', log === undefined ? 'inherit' : openSync(log, 'w')],
    env: { ...process.env, ...env },
  });
  running.add(child);
  return child;
}

type Options = Parameters<typeof startChild>[1];

/** As scripts/run.mjs starts a kiosk and a hub. */
export const likeProgram = ['--max-semi-space-size=8'];

/** At any free port. */
export function startHub(dataDir: string, options: Options): ChildProcess {
  return startChild([...likeProgram, 'scripts/hub.ts', '--port', '0', '--data', dataDir], options);
}

/** Without a window, at any free port. */
export function startKiosk(dataDir: string, options: Options): ChildProcess {
  const program = [...likeProgram, 'scripts/start.ts', '--shell', 'serve'];
  return startChild([...program, '--port', '0', '--data', dataDir], options);
}

/** The first line that a child prints; throws where it ends without one. */
export const readLine = (child: ChildProcess): Promise<string> => find(child, /^(.*)\n/);

/** Where a hub or a kiosk says that it is ready. */
export const readUrl = (child: ChildProcess): Promise<string> => find(child, / ready at (\S+)\n/);

async function find({ stdout }: ChildProcess, words: RegExp): Promise<string> {
  let text = '';
  stdout?.setEncoding('utf8');
  // Its output stays open: what it says later must not end it.
  for await (const part of stdout?.iterator({ destroyOnReturn: false }) ?? []) {
    text += String(part);
    const found = words.exec(text)?.[1];
    if (found === undefined) continue;
    stdout?.resume();
    return found;
  }
  throw new Error('the process ended without a word');
}
