// npm run bench -- pinyin: how often what a visitor means is among the first five candidates for
// its full pinyin, over 200 sentences (pinyin-sentences.json) written before the engine was tuned;
// against simple-ime in the same run. And what it costs: the time of a key in the Worker of a real
// Chromium, times four for a slow machine, the size of the dictionary, the time until it is ready.
import { serve } from '@hono/node-server';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Hono } from 'hono';
import type { Page } from 'playwright-core';
import { answerScreen } from '../../kiosk/routes/screens.ts';
import { fuzzyPairs } from '../../renderer/writing/pinyin/fuzzy.ts';
import { buildDictionary } from '../build-dictionary.ts';
import { rootDir } from '../build.ts';
import { openBenchBrowser } from './bench-browser.ts';
import { judgeSentences, openShippedEngine, typedLetters, type Sentence } from './judge-sentences.ts';
import { median, percentile, round, type BenchResult, type Say } from './figures.ts';
import type { PinyinPage, TypedInWorker } from './pinyin-page/page.ts';
import sentences from './pinyin-sentences.json' with { type: 'json' };

declare global {
  interface Window {
    pinyinPage: PinyinPage;
  }
}

const runs = 5;
const slowdown = 4;
const firstFive = 5;
/** More letters than this the peer does not take; there is no option for it. */
const peerMostLetters = 16;
const targets = { wholePart: 0.9, partialPart: 0.97, keyMs: 16, gzippedBytes: 1_500_000, readyMs: 300 };

const all: Sentence[] = [...sentences.everyday, ...sentences.exhibition];

export async function measure(say: Say): Promise<BenchResult> {
  const dictionaryFile = await buildDictionary(say);
  const { engine, lexicon } = openShippedEngine(dictionaryFile);
  const judged = judgeSentences(engine, all);
  const ours = {
    first: judged.filter(({ isFirst }) => isFirst).length,
    whole: judged.filter(({ isWhole }) => isWhole).length,
    wholeEveryday: judged.slice(0, sentences.everyday.length).filter(({ isWhole }) => isWhole).length,
    partial: judged.filter(({ isPartial }) => isPartial).length,
  };
  say(`pinyin: ours ${ours.whole} of ${all.length} whole, ${ours.partial} with one partial commit`);

  const served = await servePage(say);
  const browser = await openBenchBrowser();
  const typed: TypedInWorker[] = [];
  const typedFuzzily: TypedInWorker[] = [];
  let peer = 0;
  try {
    for (let run = 1; run <= runs; run += 1) {
      const page = await browser.newPage();
      await page.goto(served.url);
      await page.waitForSelector('body[data-ready]');
      const letters = all.map(typedLetters);
      const type = (fuzzy: readonly (typeof fuzzyPairs)[number][]) =>
        page.evaluate(([list, words, pairs]) => window.pinyinPage.typeInWorker(list, words, pairs), [
          letters,
          lexicon,
          fuzzy,
        ] as const);
      typed.push(await type([]));
      typedFuzzily.push(await type(fuzzyPairs));
      if (run === 1) peer = await countPeer(page);
      await page.close();
      say(
        `pinyin, run ${run} of ${runs}: ready ${Math.round(typed.at(-1)?.readyMs ?? 0)} ms, key p95 ${round(p95(typed.at(-1)))} ms`,
      );
    }
  } finally {
    await browser.close();
    await served.stop();
  }
  const gzippedBytes = gzipSync(readFileSync(dictionaryFile), { level: 9 }).length;
  const keyMs = median(typed.map(p95)) * slowdown;
  const readyMs = median(typed.map((run) => run.readyMs));
  const wholePart = ours.whole / all.length;
  const partialPart = ours.partial / all.length;
  return {
    bench: 'pinyin',
    ours: round(wholePart),
    peer: round(peer / all.length),
    limit: targets.wholePart,
    unit: 'of sentences whole among the first five',
    ratio: round(wholePart / Math.max(peer / all.length, 1 / all.length)),
    target: 1,
    pass:
      wholePart >= targets.wholePart &&
      partialPart >= targets.partialPart &&
      keyMs <= targets.keyMs &&
      gzippedBytes <= targets.gzippedBytes &&
      readyMs <= targets.readyMs &&
      ours.whole > peer,
    runs,
    figures: {
      sentences: all.length,
      whole: ours.whole,
      first: ours.first,
      wholeEveryday: ours.wholeEveryday,
      wholeExhibition: ours.whole - ours.wholeEveryday,
      withOnePartialCommit: ours.partial,
      partialPart: round(partialPart),
      targetPartialPart: targets.partialPart,
      peerWhole: peer,
      sentencesThatThePeerTakes: all.filter((each) => typedLetters(each).length <= peerMostLetters).length,
      slowdown,
      keyP95Ms: round(keyMs),
      keyP95FuzzyMs: round(median(typedFuzzily.map(p95)) * slowdown),
      targetKeyP95Ms: targets.keyMs,
      gzippedBytes,
      targetGzippedBytes: targets.gzippedBytes,
      readyMs: round(readyMs),
      readySlowedMs: round(readyMs * slowdown),
      targetReadyMs: targets.readyMs,
    },
  };
}

function p95(run: TypedInWorker | undefined): number {
  return percentile(run?.keysMs ?? [], 0.95);
}

/** Types every sentence into the peer's field, key by key, and reads its first five candidates. */
async function countPeer(page: Page): Promise<number> {
  await page.evaluate(() => window.pinyinPage.startPeer());
  // It begins with English; Shift changes to Chinese.
  await page.keyboard.press('Shift');
  let whole = 0;
  for (const sentence of all) {
    await page.keyboard.type(typedLetters(sentence));
    const candidates = await page.evaluate(() => window.pinyinPage.readPeer());
    if (candidates.slice(0, firstFive).includes(sentence.text)) whole += 1;
    await page.keyboard.press('Enter');
    await page.locator('#field').fill('');
  }
  return whole;
}

/** The page of the bench, built by Vite as the exhibition's own is, on a port of its own. */
async function servePage(say: Say): Promise<{ url: string; stop(): Promise<void> }> {
  say('Building the page of the bench …');
  const outDir = join(rootDir, 'build', 'bench', 'pinyin');
  const { build } = await import('vite');
  await build({
    root: join(import.meta.dirname, 'pinyin-page'),
    publicDir: join(rootDir, 'renderer', 'public'),
    configFile: false,
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, target: 'chrome130' },
  });
  const app = new Hono().get('*', ({ req }) => answerScreen(req.raw, outDir));
  return new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      resolve({
        url: `http://127.0.0.1:${port}/`,
        stop: () => new Promise((done) => server.close(() => done())),
      }),
    );
  });
}
