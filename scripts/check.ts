// npm run check: format, lint with no warnings, types, unused exports. Boundaries are lint rules.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rootDir } from './build.ts';

const tools: { name: string; args: string[] }[] = [
  { name: 'format', args: ['prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'] },
  { name: 'lint and boundaries', args: ['oxlint/bin/oxlint', '--deny-warnings', '--format', 'unix'] },
  { name: 'types', args: ['typescript/bin/tsc', '-p', 'tsconfig.json'] },
  { name: 'unused exports', args: ['knip/bin/knip.js', '--no-progress'] },
];

/** Runs each tool; returns what passed and what did not. Tools print their own findings. */
export function runChecks(say: (line: string) => void): { name: string; isGreen: boolean }[] {
  return tools.map(({ name, args: [tool = '', ...args] }) => {
    say(`check: ${name} …`);
    const { status } = spawnSync(process.execPath, [join(rootDir, 'node_modules', tool), ...args], {
      cwd: rootDir,
      stdio: ['ignore', 2, 2],
    });
    return { name, isGreen: status === 0 };
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const failed = runChecks((line) => console.error(line)).filter(({ isGreen }) => !isGreen);
  for (const { name } of failed) console.log(`failed: ${name}`);
  if (failed.length === 0) console.log('clean');
  process.exitCode = failed.length === 0 ? 0 : 1;
}
