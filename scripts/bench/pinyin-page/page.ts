// The page in which typing is measured: our Worker with every key of the sentences, and the peer
// on an ordinary field. measure-pinyin.ts builds it, serves it and calls what it puts on window.
import { createSimpleIme } from 'simple-ime';
import type { FromWorker, ToWorker } from '../../../renderer/writing/pinyin/pinyin-messages.ts';
import type { LexiconEntry } from '../../../renderer/writing/pinyin/extra-words.ts';
import type { FuzzyPair } from '../../../renderer/writing/pinyin/fuzzy.ts';

export interface TypedInWorker {
  readyMs: number;
  /** The Worker's time for each key of each sentence. */
  keysMs: number[];
}

export interface PinyinPage {
  typeInWorker(
    sentences: string[],
    lexicon: readonly LexiconEntry[],
    fuzzy: readonly FuzzyPair[],
  ): Promise<TypedInWorker>;
  startPeer(): void;
  /** The peer's first five candidates for what is typed now. */
  readPeer(): string[];
}

const page: PinyinPage = {
  async typeInWorker(sentences, lexicon, fuzzy) {
    const fromMs = performance.now();
    const worker = new Worker(new URL('../../../renderer/writing/pinyin/pinyin-worker.ts', import.meta.url), {
      type: 'module',
    });
    const ask = (message: ToWorker) =>
      new Promise<FromWorker>((resolve, reject) => {
        const hear = ({ data }: MessageEvent<FromWorker>) => resolve(data);
        worker.addEventListener('message', hear, { once: true });
        worker.addEventListener('error', (event) => reject(new Error(event.message)), { once: true });
        worker.postMessage(message, []);
      });
    const opened = await ask({
      type: 'open',
      dictionary: '/writing/dictionary.bin',
      lexicon,
      settings: { isHant: false, fuzzy },
    });
    if (opened.type !== 'ready') throw new Error(`the dictionary did not open: ${JSON.stringify(opened)}`);
    const readyMs = performance.now() - fromMs;
    const keysMs: number[] = [];
    for (const letters of sentences) {
      for (let length = 1; length <= letters.length; length += 1) {
        const answer = await ask({ type: 'find', id: length, letters: letters.slice(0, length) });
        if (answer.type === 'found') keysMs.push(answer.ms);
      }
    }
    worker.terminate();
    return { readyMs, keysMs };
  },
  startPeer() {
    createSimpleIme().turnOn();
    document.querySelector<HTMLInputElement>('#field')?.focus();
  },
  readPeer: () =>
    [...document.querySelectorAll('.sime-cnd')].map((element) =>
      (element.textContent ?? '').replace(/^\d+\.\s*/, '').trim(),
    ),
};

Object.assign(window, { pinyinPage: page });
document.body.dataset['ready'] = 'true';
