// npm run bench -- NAME: one measured comparison; the last line is one JSON object. Exit 0 if
// every limit was met, 1 if not, 2 if it could not run.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchResult, Say } from './bench/figures.ts';
import { CommandError, runCommand } from './command.ts';

const benchDir = join(import.meta.dirname, 'bench');
const names = [
  'tap',
  'start',
  'log',
  'soak',
  'frames',
  'pinyin',
  'strokes',
  'taking-part',
  'film',
  'pack',
  'export',
  'drain',
  'drain-taps',
  'fleet',
  'dashboard',
];

await runCommand(async ([name, ...rest]) => {
  if (name === undefined || !names.includes(name) || rest.length > 0) {
    throw new CommandError(`Use: npm run bench -- NAME, where NAME is one of ${names.join(', ')}.`);
  }
  const file = `measure-${name}.ts`;
  if (!existsSync(join(benchDir, file))) {
    throw new CommandError(`There is no ${file} among ${readdirSync(benchDir).join(', ')}.`);
  }
  // Whatever a bench has started beside itself ends with it.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const { measure } = (await import(join(benchDir, file))) as { measure(say: Say): Promise<BenchResult> };
  const result = await measure((line) => console.error(line));
  console.log(JSON.stringify(result));
  return result.pass ? 0 : 1;
});
