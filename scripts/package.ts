// npm run package [-- --linux] [--windows] [--dir]: the kiosk's installers; --folder: a kiosk in a folder
// of its own; --update --key FILE [--out FILE]: a signed update for such folders. See docs/packaging.md.
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildElectron } from './build-electron.ts';
import { buildRenderer, buildShippedEdition, rootDir } from './build.ts';
import { CommandError, runCommand } from './command.ts';
import { drawIcon } from './draw-icon.ts';
import { readPrivateKey } from './content/pack-content.ts';
import { packKiosk, type PackedPlatform } from './pack-kiosk.ts';
import { programPlatform } from './program/build-program.ts';
import { makeFolder, makeUpdate, type Signing } from './program/make-folder.ts';
import { readVersion } from './read-version.ts';

const usage =
  'Use: npm run package -- [--linux] [--windows] [--dir], or --folder, or --update --key FILE [--out FILE.zip]';
const outDir = join(rootDir, 'dist');
const say = (line: string) => console.error(line);
const platformHere = findPlatformHere();

await runCommand(async (args) => {
  const values = parseValues(args);
  const { folder, update } = values;
  if (folder || update) requireAlone(values);
  const signing = update ? readSigning(values) : undefined;
  const installers = folder || update ? undefined : readPlatforms(values);
  const rendererDir = await buildRenderer(say);
  const editionDir = await buildShippedEdition(join(rootDir, 'content'), say);
  if (!installers) {
    const parts = { version: readVersion(), editionDir, rendererDir, say };
    const made = signing ? await makeUpdate(parts, signing) : await makeFolder(parts, outDir);
    console.log(`packed: ${made}`);
    return;
  }
  const { platforms, isUnpacked } = installers;
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

type Values = ReturnType<typeof parseValues>;

/** A folder and an update are made for themselves. */
function requireAlone({ folder, update, linux, windows, dir }: Values): void {
  if (linux || windows || dir || (folder && update)) throw new CommandError(usage);
}

function readSigning({ key, out }: Values): Signing {
  if (key === undefined)
    throw new CommandError(`An update is always signed: name the organisers' key. ${usage}`);
  const from = process.env.JINGZHONG_CALLED_FROM ?? process.cwd();
  const name = `jingzhong-program-${readVersion()}-${programPlatform}.zip`;
  const outFile = out === undefined ? join(outDir, name) : resolve(from, out);
  return { privateKey: readPrivateKey(resolve(from, key)), outFile };
}

function readPlatforms(values: Values): { platforms: PackedPlatform[]; isUnpacked: boolean } {
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
        folder: { type: 'boolean', default: false },
        update: { type: 'boolean', default: false },
        key: { type: 'string' },
        out: { type: 'string' },
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
