// npm test: everything that must pass, in one run. The last line is `N passed, N failed`, with
// `, N skipped` where something truly cannot run here; the reason stands above it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { buildDashboard, buildRenderer, buildServed, buildShippedEdition, rootDir } from './build.ts';
import { runChecks } from './check.ts';
import { findOrInstallBrowser, noBrowserSentence } from './shells/find-browser.ts';

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
const reasons: string[] = [];
const say = (line: string) => console.error(line);

function count(name: string, outcome: keyof Counts): void {
  counts[outcome] += 1;
  if (outcome !== 'passed') reasons.push(`${outcome}: ${name}`);
}

if (!findOrInstallBrowser(say)) {
  console.error(noBrowserSentence);
  process.exit(2);
}

for (const { name, isGreen } of runChecks(say)) count(`check, ${name}`, isGreen ? 'passed' : 'failed');

await buildRenderer(say);
await buildServed(say);
await buildDashboard(say);
await buildShippedEdition(join(rootDir, 'content'), say);

runContentCheck();
runVitest();
const shortForms = {
  kill: 12,
  power: 20,
  cut: 200,
  disk: 4,
  clock: 1,
  pack: 16,
  sync: 300,
  clones: 3,
  portal: 1,
  hub: 6,
};
for (const [name, runs] of Object.entries(shortForms)) runFaults(name, runs);

for (const reason of reasons) console.log(reason);
const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
console.log(`${counts.passed} passed, ${counts.failed} failed${skipped}`);
process.exitCode = counts.failed > 0 ? 1 : 0;

function runContentCheck(): void {
  say('content: checking the shipped exhibition …');
  const { status } = runScript(['scripts/content.ts', 'check', 'content']);
  count('content check', status === 0 ? 'passed' : 'failed');
}

function runVitest(): void {
  say('vitest: unit tests and journeys …');
  const dir = mkdtempSync(join(tmpdir(), 'jingzhong-test-'));
  const report = join(dir, 'report.json');
  const vitest = join('node_modules', 'vitest', 'vitest.mjs');
  const { status } = runScript([
    vitest,
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = z
    .object({
      numPassedTests: z.int(),
      numFailedTests: z.int(),
      numPendingTests: z.int(),
      numTodoTests: z.int(),
      testResults: z.array(
        z.object({ name: z.string(), status: z.string(), assertionResults: z.array(z.unknown()) }),
      ),
    })
    .parse(JSON.parse(readFileSync(report, 'utf8')));
  rmSync(dir, { recursive: true });
  counts.passed += numPassedTests;
  counts.failed += numFailedTests;
  counts.skipped += numPendingTests + numTodoTests;
  // A file that could not even be loaded has no test to fail.
  for (const file of testResults) {
    if (file.status === 'failed' && file.assertionResults.length === 0)
      count(`${file.name} could not be run`, 'failed');
  }
  if (status !== 0 && counts.failed === 0) count('vitest', 'failed');
}

function runFaults(name: string, runs: number): void {
  say(`faults: ${name}, short form …`);
  const { status } = runScript(['scripts/faults.ts', name, '--runs', String(runs)]);
  count(`faults ${name}`, status === 0 ? 'passed' : status === 2 ? 'skipped' : 'failed');
}

function runScript(args: string[]): { status: number | null } {
  return spawnSync(process.execPath, args, { cwd: rootDir, stdio: ['ignore', 2, 2] });
}
