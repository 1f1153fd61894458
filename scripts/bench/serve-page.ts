// One part of the screens on a page of its own, built with the screens' own settings and served
// under the kiosk's own policy, for a bench or a test that needs neither exhibition nor log.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { dressAnswer } from '../../kiosk/guard-requests.ts';
import { listenOnLoopback } from '../../kiosk/listen-on-loopback.ts';
import { makeHttpServer } from '../../kiosk/make-http-server.ts';
import { answerScreen } from '../../kiosk/routes/screens.ts';
import { buildStrokes } from '../build-strokes.ts';
import type { Say } from './figures.ts';

const rootDir = join(import.meta.dirname, '..', '..');

export interface ServedPage {
  url: string;
  stop(): Promise<void>;
}

/** `entry`: the path of a module that fills #root. The page's <body> carries `data-ready` when it says so. */
export async function servePage(entry: string, say: Say): Promise<ServedPage> {
  const pageDir = join(rootDir, 'build', 'pages', basename(entry).replace(/\.tsx?$/, ''));
  await buildStrokes(say);
  await buildPage(entry, pageDir);
  const loopback = await listenOnLoopback(0);
  loopback.mount(makeHttpServer(async (request) => dressAnswer(await answerScreen(request, pageDir))));
  return { url: loopback.url, stop: () => loopback.close() };
}

async function buildPage(entry: string, pageDir: string): Promise<void> {
  process.env.NODE_ENV = 'production';
  const { build } = await import('vite');
  await build({
    configFile: join(rootDir, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: pageDir, rolldownOptions: { input: entry, output: { entryFileNames: 'page.js' } } },
  });
  const styles = listFiles(join(pageDir, 'assets')).filter((name) => name.endsWith('.css'));
  mkdirSync(pageDir, { recursive: true });
  writeFileSync(join(pageDir, 'index.html'), describePage(styles));
}

function listFiles(dir: string): string[] {
  try {
    return readdirSync(dir);
  } catch {
    return []; // A page without styles and pieces has no folder for them.
  }
}

function describePage(styles: readonly string[]): string {
  return `<!doctype html><html lang="zh-Hans"><meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" /><title>one part</title>
${styles.map((name) => `<link rel="stylesheet" href="/assets/${name}" />`).join('\n')}
<body><div id="root"></div><script type="module" src="/page.js"></script></body></html>`;
}
