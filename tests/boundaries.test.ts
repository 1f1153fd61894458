// The table of ARCHITECTURE.md, as the linter enforces it: each import that it forbids is
// refused, and each that it allows passes.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const rootDir = join(import.meta.dirname, '..');
const folders = [
  'model',
  'pack',
  'report',
  'kiosk',
  'electron',
  'renderer',
  'hub',
  'scripts',
  'tests',
] as const;
type Folder = (typeof folders)[number];

const allowed: Record<Exclude<Folder, 'scripts' | 'tests'>, Folder[]> = {
  model: [],
  pack: ['model'],
  report: ['model'],
  kiosk: ['model', 'pack', 'report'],
  electron: ['kiosk', 'model'],
  renderer: ['model'],
  hub: ['model', 'pack', 'report'],
};
const bounded = Object.keys(allowed) as (keyof typeof allowed)[];

let dir: string;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'jingzhong-boundaries-'));
  cpSync(join(rootDir, '.oxlintrc.json'), join(dir, '.oxlintrc.json'));
  symlinkSync(join(rootDir, 'node_modules'), join(dir, 'node_modules'));
  for (const folder of folders) {
    mkdirSync(join(dir, folder, 'inner'), { recursive: true });
    writeFileSync(join(dir, folder, 'thing.ts'), 'export const thing = 1;\n');
  }
});

afterAll(() => {
  rmSync(dir, { recursive: true, force: true });
});

/** Which of the given files the linter refuses for an import that is restricted. */
function refusedFiles(files: string[]): Set<string> {
  const oxlint = join(rootDir, 'node_modules', 'oxlint', 'bin', 'oxlint');
  const { stdout } = spawnSync(process.execPath, [oxlint, '--format', 'unix', ...files], {
    cwd: dir,
    encoding: 'utf8',
  });
  const lines = stdout.split('\n').filter((line) => line.includes('no-restricted-imports'));
  return new Set(lines.map((line) => line.split(':')[0] ?? ''));
}

test('each forbidden import is refused, at any depth, and each allowed one passes', () => {
  const cases = bounded.flatMap((from) =>
    folders
      .filter((to) => to !== from)
      .flatMap((to) => [
        { file: `${from}/to-${to}.ts`, path: `../${to}/thing.ts`, ok: allowed[from].includes(to) },
        { file: `${from}/inner/to-${to}.ts`, path: `../../${to}/thing.ts`, ok: allowed[from].includes(to) },
      ]),
  );
  for (const { file, path } of cases) {
    writeFileSync(join(dir, file), `import { thing } from '${path}';\nexport const other = thing;\n`);
  }
  const refused = refusedFiles(cases.map(({ file }) => file));
  for (const { file, ok } of cases) expect(refused.has(file), file).toBe(!ok);
});

test('the model knows no Node, no React and no Electron; the renderer no Node', () => {
  const cases = [
    ['model/a.ts', 'node:fs'],
    ['model/b.ts', 'react'],
    ['model/c.ts', 'electron'],
    ['renderer/a.ts', 'node:fs'],
    ['renderer/b.ts', 'electron'],
    ['kiosk/a.ts', 'electron'],
    ['pack/a.ts', 'electron'],
  ] as const;
  for (const [file, name] of cases) {
    writeFileSync(join(dir, file), `import * as thing from '${name}';\nexport const other = thing;\n`);
  }
  const refused = refusedFiles(cases.map(([file]) => file));
  for (const [file] of cases) expect(refused.has(file), file).toBe(true);
});

test('the hub’s pages and its server know nothing of each other', () => {
  mkdirSync(join(dir, 'hub/dashboard/inner'), { recursive: true });
  mkdirSync(join(dir, 'hub/store'), { recursive: true });
  for (const file of ['hub/dashboard/own.ts', 'hub/dashboard/inner/own.ts', 'hub/store/own.ts']) {
    writeFileSync(join(dir, file), 'export const thing = 1;\n');
  }
  const cases = [
    ['hub/dashboard/a.ts', '../thing.ts', false],
    ['hub/dashboard/b.ts', '../store/own.ts', false],
    ['hub/dashboard/c.ts', '../../model/thing.ts', true],
    ['hub/dashboard/d.ts', './inner/own.ts', true],
    ['hub/dashboard/e.ts', '../../pack/thing.ts', false],
    ['hub/dashboard/f.ts', 'node:fs', false],
    ['hub/dashboard/inner/a.ts', '../../thing.ts', false],
    ['hub/dashboard/inner/b.ts', '../../store/own.ts', false],
    ['hub/dashboard/inner/c.ts', '../../../model/thing.ts', true],
    ['hub/dashboard/inner/d.ts', '../own.ts', true],
    ['hub/dashboard/inner/e.ts', '../../../report/thing.ts', false],
    ['hub/to-dashboard.ts', './dashboard/own.ts', false],
    ['hub/store/to-dashboard.ts', '../dashboard/own.ts', false],
  ] as const;
  for (const [file, name] of cases) {
    writeFileSync(join(dir, file), `import * as thing from '${name}';\nexport const other = thing;\n`);
  }
  const refused = refusedFiles(cases.map(([file]) => file));
  for (const [file, , ok] of cases) expect(refused.has(file), file).toBe(!ok);
});

test('an import cycle is refused', () => {
  writeFileSync(
    join(dir, 'model/one.ts'),
    "import { two } from './two.ts';\nexport const one = () => two;\n",
  );
  writeFileSync(
    join(dir, 'model/two.ts'),
    "import { one } from './one.ts';\nexport const two = () => one;\n",
  );
  const oxlint = join(rootDir, 'node_modules', 'oxlint', 'bin', 'oxlint');
  const { stdout } = spawnSync(process.execPath, [oxlint, '--format', 'unix', 'model'], {
    cwd: dir,
    encoding: 'utf8',
  });
  expect(stdout).toContain('import(no-cycle)');
});
