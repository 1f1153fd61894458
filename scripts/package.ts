// npm run package [-- --linux] [--windows] [--dir]: the kiosk's installers, see docs/packaging.md.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildElectron } from './build-electron.ts';
import { buildRenderer, buildShippedEdition, rootDir } from './build.ts';
import { CommandError, runCommand } from './command.ts';
import { drawIcon } from './draw-icon.ts';
import { packKiosk, type PackedPlatform } from './pack-kiosk.ts';

const usage = 'Use: npm run package -- [--linux] [--windows] [--dir]';
const outDir = join(rootDir, 'dist');
const say = (line: string) => console.error(line);
const platformHere = findPlatformHere();

await runCommand(async (args) => {
  const { platforms, isUnpacked } = readOptions(args);
  const rendererDir = await buildRenderer(say);
  const editionDir = await buildShippedEdition(join(rootDir, 'content'), say);
  const iconFile = await drawIcon(join(rootDir, 'build', 'package', 'icon.ico'));
  await buildElectron(say);
  for (const platform of platforms) {
    say(`Packing for ${platform}; fetching Electron first where it is not kept here, a minute or two …`);
    // A local copy is of this machine's platform.
    const electronDir = platform === platformHere ? process.env.ELECTRON_OVERRIDE_DIST_PATH : undefined;
    const folders = { rendererDir, editionDir, iconFile, outDir, electronDir };
    const made = await packKiosk(platform, folders, { isUnpacked });
    for (const file of made.length > 0 ? made : [outDir]) console.log(`packed: ${file}`);
  }
});

function readOptions(args: string[]): { platforms: PackedPlatform[]; isUnpacked: boolean } {
  const values = parseValues(args);
  const asked = (['linux', 'windows'] as const).filter((platform) => values[platform]);
  if (asked.length > 0) return { platforms: asked, isUnpacked: values.dir };
  if (platformHere) return { platforms: [platformHere], isUnpacked: values.dir };
  throw new CommandError('There is no installer for this system. Ask for --linux or --windows.');
}

function parseValues(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        linux: { type: 'boolean', default: false },
        windows: { type: 'boolean', default: false },
        dir: { type: 'boolean', default: false },
      },
    }).values;
  } catch {
    throw new CommandError(usage);
  }
}

function findPlatformHere(): PackedPlatform | undefined {
  if (process.platform === 'linux') return 'linux';
  return process.platform === 'win32' ? 'windows' : undefined;
}
