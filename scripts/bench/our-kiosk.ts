// Our own exhibition as the benches meet it: the shipped content, built, served on a data folder
// that is thrown away, and the way in that every visitor takes.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveKiosk } from '../../kiosk/serve.ts';
import type { Exhibition } from '../../model/exhibition.ts';
import { buildRenderer, buildShippedEdition, rootDir } from '../build.ts';
import { wait, type TouchPage } from './bench-browser.ts';
import type { Say } from './figures.ts';

export interface OurKiosk {
  url: string;
  editionDir: string;
  dataDir: string;
  exhibition: Exhibition;
  stop(): Promise<void>;
}

/** `alter` may make another edition out of the shipped one, in a folder that is thrown away too. */
export async function openOurKiosk(
  say: Say,
  alter?: (shippedDir: string, alteredDir: string) => void,
): Promise<OurKiosk> {
  const rendererDir = await buildRenderer(say);
  const shippedDir = await buildShippedEdition(join(rootDir, 'content'), say);
  const benchDir = mkdtempSync(join(tmpdir(), 'jingzhong-bench-'));
  const dataDir = join(benchDir, 'data');
  const editionDir = alter ? join(benchDir, 'edition') : shippedDir;
  alter?.(shippedDir, editionDir);
  const kiosk = await serveKiosk({ port: 0, dataDir, editionDir, rendererDir, version: 'bench', tell: say });
  return {
    url: kiosk.url,
    editionDir,
    dataDir,
    exhibition: readExhibition(editionDir),
    async stop() {
      await kiosk.stop();
      rmSync(benchDir, { recursive: true, force: true });
    },
  };
}

/** A press counts only if it began this long after its screen was shown (use-press-guard.ts). */
export const guardMs = 320;

/** From the attract screen past the doors to the gallery; resolves with the bay that is open. */
export async function enterGallery({ page, tap }: TouchPage, { aspects }: Exhibition): Promise<number> {
  await page.waitForSelector('.attract-bell');
  await tap('.attract-bell');
  await page.waitForSelector('.welcome-skip');
  await wait(guardMs);
  await tap('.welcome-skip');
  await page.waitForSelector('.bay-open');
  await wait(guardMs);
  const open = await page.locator('.bay-open h2').textContent();
  return aspects.findIndex(({ title }) => title === open);
}

/** Where the bay stands among those that are folded, while another is open. */
export function foldedIndex(bay: number, openBay: number): number {
  return bay < openBay ? bay : bay - 1;
}

export function readExhibition(editionDir: string): Exhibition {
  return JSON.parse(readFileSync(join(editionDir, 'exhibition.zh-Hans.json'), 'utf8')) as Exhibition;
}
