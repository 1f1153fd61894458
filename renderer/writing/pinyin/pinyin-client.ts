// The page's end of the pinyin Worker: one answer at a time, always for the newest letters.
import type { LexiconEntry } from './extra-words.ts';
import type { Found } from './find-candidates.ts';
import type { PinyinSettings } from './pinyin-engine.ts';
import type { FromWorker, ToWorker } from './pinyin-messages.ts';

export const dictionaryPath = '/writing/dictionary.bin';

export type PinyinState = 'opening' | 'ready' | 'failed';

/** What the client needs of a Worker; a test gives it another. */
export interface WorkerLike {
  postMessage(message: ToWorker): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

export interface PinyinClient {
  state(): PinyinState;
  /** Asks for candidates; only the newest letters are answered. Kept while the dictionary opens. */
  find(letters: string): void;
  set(settings: PinyinSettings): void;
  learn(text: string, syllables: number[]): void;
  forget(): void;
  /** Ends the Worker; nothing is answered any more. */
  close(): void;
}

export interface PinyinClientOptions {
  lexicon: readonly LexiconEntry[];
  settings: PinyinSettings;
  onState(state: PinyinState): void;
  onFound(letters: string, found: Found): void;
  makeWorker?: () => WorkerLike;
}

export function openPinyin(options: PinyinClientOptions): PinyinClient {
  let state: PinyinState = 'opening';
  let asked = { id: 0, letters: '' };
  let isBusy = false;
  let next: string | undefined;
  let worker: WorkerLike | undefined;

  const enter = (entered: PinyinState) => {
    if (state === entered || !worker) return;
    state = entered;
    options.onState(state);
  };
  const ask = (letters: string) => {
    asked = { id: asked.id + 1, letters };
    isBusy = true;
    next = undefined;
    worker?.postMessage({ type: 'find', id: asked.id, letters });
  };
  const hear = ({ data }: MessageEvent<FromWorker>) => {
    if (!worker) return;
    switch (data.type) {
      case 'ready':
        enter('ready');
        if (next !== undefined) ask(next);
        return;
      case 'failed':
        console.error('the pinyin dictionary could not be opened', data.reason);
        enter('failed');
        return;
      case 'found':
        if (data.id !== asked.id) return;
        isBusy = false;
        if (next === undefined) options.onFound(asked.letters, data.found);
        else ask(next);
    }
  };
  try {
    worker = (options.makeWorker ?? makePinyinWorker)();
    worker.onmessage = hear;
    worker.onerror = (event) => {
      console.error('the pinyin Worker failed', event.message);
      enter('failed');
    };
    worker.postMessage({
      type: 'open',
      dictionary: dictionaryPath,
      lexicon: options.lexicon,
      settings: options.settings,
    });
  } catch (error) {
    console.error('the pinyin Worker could not be started', error);
    state = 'failed';
    queueMicrotask(() => options.onState('failed'));
  }
  return {
    state: () => state,
    find(letters) {
      if (state === 'failed') return;
      if (state === 'opening' || isBusy) next = letters;
      else ask(letters);
    },
    set: (settings) => worker?.postMessage({ type: 'set', settings }),
    learn: (text, syllables) => worker?.postMessage({ type: 'learn', text, syllables }),
    forget: () => worker?.postMessage({ type: 'forget' }),
    close() {
      worker?.terminate();
      worker = undefined;
    },
  };
}

function makePinyinWorker(): WorkerLike {
  return new Worker(new URL('./pinyin-worker.ts', import.meta.url), { type: 'module' });
}
