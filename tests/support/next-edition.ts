// The next edition of the shipped exhibition, signed and on a stick, for a kiosk that knows its key.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const rootDir = join(import.meta.dirname, '..', '..');

/** Runs a command of `npm run content`. Throws what it said where it did not succeed. */
function runContent(...args: string[]): void {
  const script = join(rootDir, 'scripts', 'content.ts');
  const { status, stderr, stdout } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`content ${args[0]} ended with ${status}:\n${stdout}${stderr}`);
}

/** Edition 2, of the day after the shipped one or later. `workDir` is there and holds nothing of ours. */
export function putNextEdition({ workDir, stick, dataDir }: Record<'workDir' | 'stick' | 'dataDir', string>) {
  const next = join(workDir, 'next');
  cpSync(join(rootDir, 'content'), next, { recursive: true });
  const file = join(next, 'exhibition.yaml');
  writeFileSync(
    file,
    readFileSync(file, 'utf8')
      .replace(/number: \d+/, 'number: 2')
      .replace(/(edition:[^]*?date: )[\d-]+/, '$12026-11-24'),
  );
  mkdirSync(stick, { recursive: true });
  const key = join(workDir, 'organisers');
  runContent('keygen', key, '--label', '主办方');
  runContent('pack', next, '--out', join(stick, '第二版.zip'), '--key', key);
  runContent('trust', `${key}.pub.json`, '--data', dataDir);
}
