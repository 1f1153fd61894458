// The program of a kiosk that runs from a folder of its own: what jingzhong.sh starts. Screens, edition
// and fonts lie beside it, and nothing is built or fetched.
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { forkPackChild } from '../../kiosk/editions/pack-child-process.ts';
import { findExportParts } from '../../kiosk/exports/find-export-parts.ts';
import { confirmProgram, findProgramPlace } from '../../kiosk/program/program-folder.ts';
import { programManifestSchema } from '../../model/program.ts';
import { CommandError, runCommand } from '../command.ts';
import { findBrowser } from '../shells/find-browser.ts';
import { runServed } from '../shells/run-served.ts';
import { readStartArguments } from '../shells/start-arguments.ts';

const usage = 'Use: ./jingzhong [--shell auto|browser|serve] [--port N] [--data DIR] [--windowed]';
const say = (line: string) => console.error(line);

const programDir = import.meta.dirname;
const versionDir = dirname(programDir);
const { version } = programManifestSchema.parse(
  JSON.parse(readFileSync(join(versionDir, 'manifest.json'), 'utf8')),
);

await runCommand(async (args) => {
  const shells = ['auto', 'browser', 'serve'] as const;
  const { shell, port, data, windowed } = readStartArguments(args, { usage, shells });
  const browser = shell === 'serve' ? undefined : findWindow();
  if (shell === 'browser' && browser === undefined) throw new CommandError(noWindow);
  if (browser === undefined) say('No window is opened: open the address below in any browser.');
  const program = findProgramPlace(versionDir);
  await runServed({
    port,
    dataDir: data === undefined ? join(versionDir, '..', '..', 'data') : resolve(data),
    editionDir: join(versionDir, 'edition'),
    rendererDir: join(versionDir, 'renderer'),
    version,
    startPackChild: () => forkPackChild(join(programDir, 'pack-child.js')),
    exportParts: findExportParts(join(versionDir, 'report-fonts'), join(programDir, 'export-worker.js')),
    program,
    browser,
    windowed,
    canRelaunch: true,
    say,
    onReady: () => confirmProgram(program),
  });
});

const noWindow =
  'No Chromium, Chrome or Edge was found, or there is no screen. Install one, or start with --shell serve.';

function findWindow(): string | undefined {
  const hasScreen = process.env.DISPLAY !== undefined || process.env.WAYLAND_DISPLAY !== undefined;
  return hasScreen ? findBrowser() : undefined;
}
