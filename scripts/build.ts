// Builds what is stale: the renderer, and the edition that the kiosk shows. What a build was
// made from is remembered as a hash beside it, so that a second start builds nothing.
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { describeFinding } from '../pack/finding.ts';
import { CommandError } from './command.ts';

export const rootDir = join(import.meta.dirname, '..');
export const rendererDir = join(rootDir, 'build', 'renderer');
export const dashboardDir = join(rootDir, 'build', 'dashboard');
export const pictureCacheDir = join(rootDir, 'build', 'pictures');

/** What the keyboard's dictionary and the handwriting's templates are made by, into `madeDir`. */
const writingSources = ['scripts/dictionary', 'scripts/build-dictionary.ts', 'scripts/build-strokes.ts'];
const madeDir = join(rootDir, 'renderer', 'public', 'writing');

/** Builds the renderer with Vite unless its sources are as they were. */
export async function buildRenderer(say: (line: string) => void): Promise<string> {
  const sources = ['renderer', 'model', 'vite.config.ts', 'package-lock.json', ...writingSources];
  await buildUnlessFresh(rendererDir, sources, async () => {
    say('Building the screens …');
    // A test's own NODE_ENV must not leave a development build behind for the next start.
    process.env.NODE_ENV = 'production';
    // Loaded only where something is to be built.
    const [{ build }, { buildDictionary }, { buildStrokes }] = await Promise.all([
      import('vite'),
      import('./build-dictionary.ts'),
      import('./build-strokes.ts'),
    ]);
    await buildDictionary(say);
    await buildStrokes(say);
    await build({ configFile: join(rootDir, 'vite.config.ts'), logLevel: 'error' });
  });
  return rendererDir;
}

/** Bundles what serves the kiosk unless its sources are as they were. Returns the file that exports `runServed`. */
export async function buildServed(say: (line: string) => void): Promise<string> {
  const outDir = join(rootDir, 'build', 'served');
  const sources = ['kiosk', 'model', 'pack', 'report', 'scripts/shells', 'package-lock.json'];
  await buildUnlessFresh(outDir, sources, async () => {
    say('Bundling the kiosk …');
    const { bundleForNode } = await import('./bundle-for-node.ts');
    await bundleForNode('scripts/shells/run-served.ts', {
      outDir,
      emptyOutDir: true,
      rolldownOptions: { output: { entryFileNames: '[name].js' } },
    });
  });
  return join(outDir, 'run-served.js');
}

/**
 * Builds the hub's dashboard with Vite unless its sources are as they were. Throws CommandError where the
 * program's own folder cannot be written, as under a service.
 */
export async function buildDashboard(say: (line: string) => void): Promise<string> {
  const sources = ['hub/dashboard', 'model', 'vite.dashboard.config.ts', 'package-lock.json'];
  try {
    await buildUnlessFresh(dashboardDir, sources, async () => {
      say('Building the dashboard …');
      process.env.NODE_ENV = 'production';
      const { build } = await import('vite');
      await build({ configFile: join(rootDir, 'vite.dashboard.config.ts'), logLevel: 'error' });
    });
  } catch (error) {
    if (!isNotWritable(error)) throw error;
    throw new CommandError(
      'The dashboard is not built for this version, and the program’s folder cannot be written. ' +
        'Run npm run hub -- build once as an account that may write there, then start the hub again.',
    );
  }
  return dashboardDir;
}

/**
 * Checks and builds the content folder into an edition folder, unless it is as it was.
 * Throws CommandError with the first findings where the check fails.
 */
export async function buildShippedEdition(contentDir: string, say: (line: string) => void): Promise<string> {
  const name = createHash('sha256').update(contentDir).digest('hex').slice(0, 12);
  const outDir = join(rootDir, 'build', 'editions', name);
  await buildUnlessFresh(outDir, [contentDir, 'pack', 'model'], async () => {
    // Loaded only where something is to be built: drawing and converting take a moment to load.
    const [{ readSource }, { checkSource }, { checkDrawable }, { buildEdition }] = await Promise.all([
      import('../pack/read-source.ts'),
      import('../pack/check-source.ts'),
      import('../pack/pictures/check-drawable.ts'),
      import('../pack/build-edition.ts'),
    ]);
    const source = readSource(contentDir);
    const findings = [...checkSource(source), ...(await checkDrawable(source.files))];
    const errors = findings.filter(({ severity }) => severity === 'error');
    if (errors.length > 0) throw new CommandError(describeErrors(contentDir, errors));
    await buildEdition({
      source,
      sourceDir: contentDir,
      outDir,
      pictureCacheDir,
      onProgress: (done, total, what) => {
        if (what !== '') say(`Drawing the pictures ${done + 1} of ${total}: ${what}`);
      },
    });
  });
  return outDir;
}

function describeErrors(contentDir: string, errors: Parameters<typeof describeFinding>[0][]): string {
  const shown = errors
    .slice(0, 5)
    .map((finding) => `  ${describeFinding(finding, 'en')}\n  ${describeFinding(finding, 'zh')}`);
  const more = errors.length > shown.length ? `\n  … and ${errors.length - shown.length} more.` : '';
  return `The content in ${contentDir} has ${errors.length} error(s); mend them, then start again:\n${shown.join('\n')}${more}`;
}

function isNotWritable(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && ['EACCES', 'EROFS', 'EPERM'].includes(String(error.code))
  );
}

/**
 * What a build was made from is remembered twice: how its files look, which is told without reading them
 * and spares every start that; and what is in them, since a checkout makes new files of the same content.
 */
async function buildUnlessFresh(
  outDir: string,
  sources: string[],
  build: () => Promise<void>,
): Promise<void> {
  const stamp = `${outDir}.built-from`;
  const [looksBefore, hashBefore] =
    existsSync(outDir) && existsSync(stamp) ? readFileSync(stamp, 'utf8').split('\n') : [];
  const looks = hashOf(sources, (file) => {
    const { size, mtimeMs } = statSync(file);
    return `${size} ${mtimeMs}`;
  });
  if (looks === looksBefore) return;
  const hash = hashOf(sources, readFileSync);
  if (hash === hashBefore) {
    // Where the program's folder may not be written, each start reads the files again.
    if (isWritable(stamp)) writeFileSync(stamp, `${looks}\n${hash}`);
    return;
  }
  mkdirSync(join(outDir, '..'), { recursive: true });
  await build();
  writeFileSync(stamp, `${looks}\n${hash}`);
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** A hash over the names of files and folders, relative to the root or absolute, and what `tell` says of each. */
function hashOf(paths: string[], tell: (file: string) => string | Uint8Array): string {
  const hash = createHash('sha256');
  for (const path of paths) {
    const start = join(path.startsWith('/') || /^[A-Za-z]:/.test(path) ? '' : rootDir, path);
    for (const file of listFiles(start)) {
      hash.update(relative(start, file)).update('\0').update(tell(file)).update('\0');
    }
  }
  return hash.digest('hex');
}

function listFiles(start: string): string[] {
  if (!existsSync(start)) return [];
  const entries = readdirSync(join(start, '..'), { withFileTypes: true }).find(
    (entry) => join(entry.parentPath, entry.name) === start,
  );
  if (entries?.isFile()) return [start];
  return readdirSync(start, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.parentPath !== madeDir)
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
