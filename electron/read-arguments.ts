// The shell's command line. Chromium reads its own switches (--no-sandbox, --ozone-platform=…)
// from the same line, and always with `=`, so an option that is not ours is left to it and a
// word that belongs to no option is a mistake.
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Sentences } from '../model/app-error.ts';

export type ShellOptions = {
  dataDir: string;
  /** Shown where no other edition was loaded onto the data folder. */
  editionDir: string;
  /** `--edition`: shown whatever was loaded. */
  isPinned: boolean;
  rendererDir: string;
  /** Where the same kiosk is also served on this machine; undefined: nowhere. */
  port: number | undefined;
  displayIndex: number | undefined;
  isWindowed: boolean;
};

export type ReadArguments =
  { kind: 'options'; options: ShellOptions } | { kind: 'wrong'; sentences: Sentences };

/** `resourcesDir`: where an installed kiosk has its edition and screens. */
export function readArguments(
  args: readonly string[],
  { appDataDir, resourcesDir }: { appDataDir: string; resourcesDir: string },
): ReadArguments {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      data: { type: 'string' },
      edition: { type: 'string' },
      shipped: { type: 'string' },
      renderer: { type: 'string' },
      port: { type: 'string' },
      display: { type: 'string' },
      windowed: { type: 'boolean' },
    },
    strict: false,
    allowPositionals: true,
  });
  const [stray] = positionals;
  if (stray !== undefined) return strayWord(stray);
  for (const name of ['data', 'edition', 'shipped', 'renderer'] as const) {
    if (values[name] !== undefined && !isFolderName(values[name])) return folderMissing(name);
  }
  const port = readWhole(values.port, 65_535);
  const displayIndex = readWhole(values.display, 63);
  if (port === 'wrong') return numberWrong('port', 65_535);
  if (displayIndex === 'wrong') return numberWrong('display', 63);
  const folder = (value: unknown, otherwise: string) =>
    typeof value === 'string' ? resolve(value) : otherwise;
  const options = {
    dataDir: folder(values.data, join(appDataDir, 'jingzhong')),
    editionDir: folder(values.edition ?? values.shipped, join(resourcesDir, 'edition')),
    isPinned: values.edition !== undefined,
    rendererDir: folder(values.renderer, join(resourcesDir, 'renderer')),
    port,
    displayIndex,
    isWindowed: values.windowed !== undefined && values.windowed !== false,
  };
  return { kind: 'options', options };
}

/** What Electron puts before the arguments: itself, and unpackaged the file that it runs. */
export function dropProgram(argv: readonly string[], isPackaged: boolean): string[] {
  if (isPackaged) return argv.slice(1);
  const file = argv.findIndex((word, index) => index > 0 && !word.startsWith('-'));
  return [...argv.slice(1, file), ...argv.slice(file + 1)];
}

/** `--data --windowed` is read as a folder named --windowed. */
function isFolderName(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && !value.startsWith('-');
}

function readWhole(value: unknown, most: number): number | undefined | 'wrong' {
  if (value === undefined) return undefined;
  if (typeof value !== 'string' || !/^\d{1,5}$/.test(value) || Number(value) > most) return 'wrong';
  return Number(value);
}

function strayWord(word: string): ReadArguments {
  return wrong(
    `“${word}” belongs to no option. The options are --data, --edition, --renderer, --port, --display and --windowed.`,
    `“${word}”不属于任何选项。可用选项为 --data、--edition、--renderer、--port、--display、--windowed。`,
  );
}

function folderMissing(name: string): ReadArguments {
  return wrong(`Give a folder with --${name} DIR.`, `请用 --${name} DIR 指明文件夹。`);
}

function numberWrong(name: string, most: number): ReadArguments {
  return wrong(
    `--${name} takes a whole number from 0 to ${most}.`,
    `--${name} 应为 0 到 ${most} 之间的整数。`,
  );
}

function wrong(en: string, zhHans: string): ReadArguments {
  return { kind: 'wrong', sentences: { en, 'zh-Hans': zhHans } };
}
