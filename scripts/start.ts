// npm start: builds what is stale, opens the log and the edition, and shows the exhibition in
// the shell that this machine can have. See docs/staff.md for the options.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { listenOnLoopback, type Loopback } from '../kiosk/listen-on-loopback.ts';
import type { ShellPowers } from '../kiosk/staff/open-staff.ts';
import type { ServedKiosk, ServeKioskOptions } from '../kiosk/serve.ts';
import { buildRenderer, buildShippedEdition, rootDir } from './build.ts';
import { CommandError, runCommand } from './command.ts';
import { readVersion } from './read-version.ts';
import { openBrowserShell } from './shells/browser-shell.ts';
import { chooseShell, type ShellName } from './shells/choose-shell.ts';
import { requireBrowser } from './shells/find-browser.ts';
import { findElectron, openElectronShell } from './shells/electron-shell.ts';

const usage =
  'Use: npm start -- [--shell auto|electron|browser|serve] [--port N] [--data DIR] [--content PATH] [--windowed]';
/** scripts/run.mjs starts a command anew that ends with this. */
const againCode = 75;
const say = (line: string) => console.error(line);

await runCommand(async (args) => {
  const options = readOptions(args);
  const rendererDir = await buildRenderer(say);
  const editionDir = await findEdition(options.contentPath);
  const shell = chooseShell(options.shell, rootDir, say);
  if (shell === 'electron') return runElectron(options, editionDir, rendererDir);
  await runServed(shell, options, editionDir, rendererDir);
});

interface StartOptions {
  shell: ShellName | 'auto';
  port: number;
  dataDir: string;
  contentPath: string;
  /** A content folder was asked for: it is shown whatever was loaded onto the data folder. */
  isPinned: boolean;
  windowed: boolean;
}

function readOptions(args: string[]): StartOptions {
  const values = parseValues(args);
  const shell = (['auto', 'electron', 'browser', 'serve'] as const).find((name) => name === values.shell);
  const port = Number(values.port);
  if (!shell || !/^\d{1,5}$/.test(values.port) || port > 65_535) throw new CommandError(usage);
  const from = process.env.JINGZHONG_CALLED_FROM ?? process.cwd();
  return {
    shell,
    port,
    dataDir: values.data === undefined ? join(rootDir, 'data') : resolve(from, values.data),
    isPinned: values.content !== undefined,
    contentPath: values.content === undefined ? join(rootDir, 'content') : resolve(from, values.content),
    windowed: values.windowed,
  };
}

function parseValues(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        shell: { type: 'string', default: 'auto' },
        port: { type: 'string', default: '4710' },
        data: { type: 'string' },
        content: { type: 'string' },
        windowed: { type: 'boolean', default: false },
      },
    }).values;
  } catch {
    throw new CommandError(usage);
  }
}

/** A built edition (it has a manifest) is shown as it is; a content folder is checked and built. */
async function findEdition(path: string): Promise<string> {
  if (existsSync(join(path, 'manifest.json'))) return path;
  if (existsSync(join(path, 'exhibition.yaml'))) return buildShippedEdition(path, say);
  throw new CommandError(
    `${path} is neither a content folder (with exhibition.yaml) nor a built edition (with manifest.json). Give one with --content PATH.`,
  );
}

async function runServed(
  shellName: 'browser' | 'serve',
  { port, dataDir, windowed, isPinned }: StartOptions,
  editionDir: string,
  rendererDir: string,
): Promise<void> {
  const browser = shellName === 'browser' ? requireBrowser(say) : undefined;
  const loopback = await listenOnLoopback(port);
  // The window takes longer to open than the log does, so it is opened first; what it asks for
  // too early waits.
  const closeShell = browser
    ? openBrowserShell({ browser, url: loopback.url, dataDir, windowed, say })
    : async () => {};
  const again = new AbortController();
  const shell: ShellPowers = browser
    ? { canPrint: true, relaunch: () => again.abort() }
    : { canPrint: false };
  const places = { port, dataDir, editionDir, isPinned, rendererDir, shell };
  const kiosk = await openKiosk(loopback, places).catch(async (error: unknown) => {
    await closeShell();
    throw error;
  });
  // Who reads the line below may stop us at once.
  const stopped = Promise.race([untilStopped(), aborted(again.signal)]);
  console.log(`kiosk ready at ${kiosk.url}`);
  await stopped;
  await closeShell();
  await kiosk.stop();
  process.exit(again.signal.aborted ? againCode : 0);
}

async function openKiosk(
  loopback: Loopback,
  places: Pick<ServeKioskOptions, 'port' | 'dataDir' | 'editionDir' | 'isPinned' | 'rendererDir' | 'shell'>,
): Promise<ServedKiosk> {
  const { serveKiosk } = await import('../kiosk/serve.ts');
  return serveKiosk({ ...places, loopback, version: readVersion(), tell: say });
}

async function runElectron(options: StartOptions, editionDir: string, rendererDir: string): Promise<number> {
  const electron = findElectron(rootDir);
  if (!electron)
    throw new CommandError('The Electron program is not here. Start with --shell browser or --shell serve.');
  const { buildElectron } = await import('./build-electron.ts');
  const mainFile = await buildElectron(say);
  const { dataDir, port, windowed } = options;
  const shell = openElectronShell(electron, mainFile, [
    '--data',
    dataDir,
    options.isPinned ? '--edition' : '--shipped',
    editionDir,
    '--renderer',
    rendererDir,
    '--port',
    String(port),
    ...(windowed ? ['--windowed'] : []),
  ]);
  void untilStopped().then(shell.close);
  return shell.closed;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}
