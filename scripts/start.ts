// npm start: builds what is stale, opens the log and the edition, and shows the exhibition in
// the shell that this machine can have. See docs/staff.md for the options.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { forkPackChild } from '../kiosk/editions/pack-child-process.ts';
import { findSourceParts } from '../kiosk/exports/find-export-parts.ts';
import { buildRenderer, buildServed, buildShippedEdition, rootDir } from './build.ts';
import { CommandError, runCommand } from './command.ts';
import { readVersion } from './read-version.ts';
import { chooseShell, type ShellName } from './shells/choose-shell.ts';
import { requireBrowser } from './shells/find-browser.ts';
import { findElectron, openElectronShell } from './shells/electron-shell.ts';
import { readStartArguments } from './shells/start-arguments.ts';
import { untilStopped } from './shells/until-stopped.ts';

const usage =
  'Use: npm start -- [--shell auto|electron|browser|serve] [--port N] [--data DIR] [--content PATH] [--windowed]';
const say = (line: string) => console.error(line);

await runCommand(async (args) => {
  const options = readOptions(args);
  const rendererDir = await buildRenderer(say);
  const editionDir = await findEdition(options.contentPath);
  const shell = chooseShell(options.shell, rootDir, say);
  if (shell === 'electron') return runElectron(options, editionDir, rendererDir);
  const { port, dataDir, isPinned, windowed } = options;
  const browser = shell === 'browser' ? requireBrowser(say) : undefined;
  const places = { port, dataDir, editionDir, isPinned, rendererDir, version: readVersion() };
  const { runServed } = await loadServed();
  await runServed({
    ...places,
    startPackChild: forkPackChild,
    exportParts: findSourceParts(),
    browser,
    windowed,
    // Who only asked for the address may not be run.mjs, which starts a kiosk anew.
    canRelaunch: browser !== undefined,
    say,
  });
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
  const shells = ['auto', 'electron', 'browser', 'serve'] as const;
  const { data, content, ...values } = readStartArguments(args, { usage, shells, takesContent: true });
  const from = process.env.JINGZHONG_CALLED_FROM ?? process.cwd();
  return {
    ...values,
    dataDir: data === undefined ? join(rootDir, 'data') : resolve(from, data),
    isPinned: content !== undefined,
    contentPath: content === undefined ? join(rootDir, 'content') : resolve(from, content),
  };
}

/** A built edition (it has a manifest) is shown as it is; a content folder is checked and built. */
async function findEdition(path: string): Promise<string> {
  if (existsSync(join(path, 'manifest.json'))) return path;
  if (existsSync(join(path, 'exhibition.yaml'))) return buildShippedEdition(path, say);
  throw new CommandError(
    `${path} is neither a content folder (with exhibition.yaml) nor a built edition (with manifest.json). Give one with --content PATH.`,
  );
}

/** In few files instead of three hundred: the bell stands there sooner. */
async function loadServed(): Promise<typeof import('./shells/run-served.ts')> {
  const bundle = await buildServed(say);
  return import(pathToFileURL(bundle).href);
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
