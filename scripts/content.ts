// npm run content -- check PATH [--json]: what is wrong with a content folder.
import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checkSource } from '../pack/check-source.ts';
import { describeFinding } from '../pack/finding.ts';
import { readSource } from '../pack/read-source.ts';
import { CommandError, runCommand } from './command.ts';

const usage = 'Use: npm run content -- check PATH [--json]';

await runCommand(async (args) => {
  const { values, positionals } = parseArguments(args);
  const [verb, path, ...rest] = positionals;
  if (verb !== 'check' || path === undefined || rest.length > 0) throw new CommandError(usage);
  return check(resolve(process.env.JINGZHONG_CALLED_FROM ?? '.', path), values.json ?? false);
});

function parseArguments(args: string[]) {
  try {
    return parseArgs({ args, options: { json: { type: 'boolean' } }, allowPositionals: true });
  } catch {
    throw new CommandError(usage);
  }
}

/** 0 where nothing is wrong, 1 where there are findings. */
function check(dir: string, asJson: boolean): number {
  if (!existsSync(dir) || !statSync(dir).isDirectory()) {
    throw new CommandError(
      `${dir} is not a folder. Give the content folder, the one with exhibition.yaml in it.`,
    );
  }
  const source = readSource(dir);
  const findings = checkSource(source);
  if (asJson) {
    console.log(
      JSON.stringify(
        { path: dir, panels: source.panels.length, cases: source.cases.length, findings },
        null,
        1,
      ),
    );
    return findings.length > 0 ? 1 : 0;
  }
  for (const finding of findings) {
    console.log(
      `${finding.severity === 'error' ? '错误 error' : '提醒 warning'}  ${describeFinding(finding, 'zh')}`,
    );
    console.log(`  ${finding.en}`);
  }
  const counts = `${source.panels.length} panels, ${source.cases.length} cases`;
  console.log(findings.length === 0 ? `clean: ${counts}` : `${findings.length} findings (${counts})`);
  return findings.length > 0 ? 1 : 0;
}
