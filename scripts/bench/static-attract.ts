// The attract screen as one static HTML file: what the real screen has on its page once it stands
// (elements, styles, fonts, pictures), and no script.
import { mkdirSync, readFileSync, readdirSync, cpSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openBenchBrowser, openTouchPage, wait } from './bench-browser.ts';

const settleMs = 1_500;

/** Writes the file and what it needs into `dir`; returns its path. */
export async function writeStaticAttract(
  { url, editionDir, rendererDir }: { url: string; editionDir: string; rendererDir: string },
  dir: string,
): Promise<string> {
  const html = await readAttractScreen(url);
  cpSync(join(rendererDir, 'assets'), join(dir, 'assets'), { recursive: true });
  for (const name of readdirSync(join(dir, 'assets')).filter((name) => name.endsWith('.css'))) {
    const path = join(dir, 'assets', name);
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('url(/assets/', 'url('));
  }
  for (const [, address = ''] of html.matchAll(/src="\/(media\/[^"]+)"/g)) {
    mkdirSync(dirname(join(dir, address)), { recursive: true });
    cpSync(join(editionDir, address), join(dir, address));
  }
  const file = join(dir, 'attract.html');
  writeFileSync(file, html.replaceAll('="/assets/', '="assets/').replaceAll('="/media/', '="media/'));
  return file;
}

async function readAttractScreen(url: string): Promise<string> {
  const browser = await openBenchBrowser();
  try {
    const { page } = await openTouchPage(browser, url);
    await page.waitForSelector('.attract-bell');
    await wait(settleMs);
    return await page.evaluate(() => {
      const copy = document.documentElement.cloneNode(true) as HTMLElement;
      for (const element of copy.querySelectorAll('script, link[rel="modulepreload"]')) element.remove();
      for (const element of copy.querySelectorAll('[crossorigin]')) element.removeAttribute('crossorigin');
      return `<!doctype html>${copy.outerHTML}`;
    });
  } finally {
    await browser.close();
  }
}
