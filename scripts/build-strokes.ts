// Packs what handwriting is compared with: the middle lines of 9,574 characters' strokes, how
// common each is, and in which script it is written. Built once; the file itself says from what.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { simplifyLine } from '../model/ink.ts';
import {
  readBuiltFrom,
  writeTemplates,
  type Stroke,
  type Template,
} from '../renderer/writing/strokes/template-file.ts';

const rootDir = join(import.meta.dirname, '..');
const require = createRequire(import.meta.url);
/** Vite serves renderer/public as it is: this is /writing/strokes.bin. */
export const strokesFile = join(rootDir, 'renderer', 'public', 'writing', 'strokes.bin');

/** The source's square: 1024 units, with the baseline 900 below its upper edge. */
const sourceUnits = 1024;
const sourceTop = 900;
/** A curve loses less than this, in the file's units of 1/256 of the square. */
const toleranceUnits = 3;

const characterSchema = z.object({ medians: z.array(z.array(z.tuple([z.number(), z.number()]))) });

/** Writes the file unless it is there and made from these sources. Returns its path. */
export async function buildStrokes(say: (line: string) => void): Promise<string> {
  const builtFrom = hashSources();
  if (existsSync(strokesFile) && readBuiltFrom(readFileSync(strokesFile)) === builtFrom) return strokesFile;
  say('Packing the strokes of the characters …');
  const templates = await readSources();
  mkdirSync(dirname(strokesFile), { recursive: true });
  writeFileSync(strokesFile, writeTemplates(templates, builtFrom));
  return strokesFile;
}

// Looked for only when asked: most who load this file build nothing.
const findStrokesDir = () => dirname(require.resolve('hanzi-writer-data/package.json'));
const findJiebaDir = () => dirname(require.resolve('nodejieba/package.json'));

/** The packages by their versions: reading all of them would cost every start a second. */
function hashSources(): string {
  const hash = createHash('sha256');
  for (const file of [
    join(findStrokesDir(), 'package.json'),
    join(findJiebaDir(), 'package.json'),
    join(rootDir, 'node_modules', 'opencc-js', 'package.json'),
    import.meta.filename,
    join(rootDir, 'renderer', 'writing', 'strokes', 'template-file.ts'),
  ]) {
    hash.update(readFileSync(file));
  }
  return hash.digest('hex');
}

async function readSources(): Promise<Template[]> {
  // Loaded only where something is to be built: its dictionaries take a moment.
  const { Converter } = await import('opencc-js');
  const toTraditional = Converter({ from: 'cn', to: 'tw' });
  const toSimplified = Converter({ from: 'tw', to: 'cn' });
  const weigh = readFrequencies();
  const strokesDir = findStrokesDir();
  return readdirSync(strokesDir)
    .filter((name) => /^.\.json$/u.test(name))
    .map((name) => {
      const character = name.slice(0, -'.json'.length);
      const { medians } = characterSchema.parse(JSON.parse(readFileSync(join(strokesDir, name), 'utf8')));
      const simplified = toSimplified(character);
      // 么 is written in Simplified text, whatever the dictionary would make of it.
      const isSimplified = simplified === character || weigh(character) > weigh(simplified);
      return {
        character,
        // The word list is in Simplified characters; a Traditional one is as common as its twin.
        frequency: Math.max(weigh(character), weigh(simplified)),
        isSimplified,
        // A form that Simplified text does not use is Traditional, though not always Taiwan's own.
        isTraditional: !isSimplified || toTraditional(character) === character,
        strokes: medians.map(packLine),
      };
    })
    .sort((a, b) => b.frequency - a.frequency || (a.character < b.character ? -1 : 1));
}

function packLine(line: [number, number][]): Stroke {
  const flat = line.flatMap(([x, y]) => [toUnits(x), toUnits(sourceTop - y)]);
  return simplifyLine(flat, toleranceUnits);
}

function toUnits(value: number): number {
  return Math.min(255, Math.max(0, Math.round((value * 255) / sourceUnits)));
}

/** How common a character is, as a logarithm, 0 to 255, from a list of words with their counts. */
function readFrequencies(): (character: string) => number {
  const counts = new Map<string, number>();
  const words = readFileSync(
    join(findJiebaDir(), 'submodules', 'cppjieba', 'dict', 'jieba.dict.utf8'),
    'utf8',
  );
  for (const line of words.split('\n')) {
    const [word = '', count = '0'] = line.split(' ');
    for (const character of word) counts.set(character, (counts.get(character) ?? 0) + Number(count));
  }
  const most = Math.log(Math.max(...counts.values()));
  return (character) => {
    const count = counts.get(character) ?? 0;
    return count > 0 ? Math.round((255 * Math.log(count)) / most) : 0;
  };
}
