// The page's end of the pinyin Worker: one answer at a time, always for the newest letters.
import type { LexiconEntry } from './extra-words.ts';
import type { Found } from './find-candidates.ts';
import type { PinyinSettings } from './pinyin-engine.ts';
import type { FromWorker, ToWorker } from './pinyin-messages.ts';

export const dictionaryPath = '/writing/dictionary.bin';

export type PinyinState = 'opening' | 'ready' | 'failed';

/** What the client needs of a Worker; a test gives it another. */
export interface WorkerLink {
  send(message: ToWorker): void;
  /** Called once. `onFailure` where the Worker itself cannot be loaded or throws. */
  listen(onMessage: (message: FromWorker) => void, onFailure: (reason: string) => void): void;
  end(): void;
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
  startWorker?: () => WorkerLink;
}

export function openPinyin(options: PinyinClientOptions): PinyinClient {
  let state: PinyinState = 'opening';
  let asked = { id: 0, letters: '' };
  let isBusy = false;
  let next: string | undefined;
  let worker: WorkerLink | undefined;

  const enter = (entered: PinyinState) => {
    if (state === entered || !worker) return;
    state = entered;
    options.onState(state);
  };
  const ask = (letters: string) => {
    asked = { id: asked.id + 1, letters };
    isBusy = true;
    next = undefined;
    worker?.send({ type: 'find', id: asked.id, letters });
  };
  const hear = (message: FromWorker) => {
    if (!worker) return;
    switch (message.type) {
      case 'ready':
        enter('ready');
        if (next !== undefined) ask(next);
        return;
      case 'failed':
        console.error('the pinyin dictionary could not be opened', message.reason);
        enter('failed');
        return;
      case 'found':
        if (message.id !== asked.id) return;
        isBusy = false;
        if (next === undefined) options.onFound(asked.letters, message.found);
        else ask(next);
    }
  };
  try {
    worker = (options.startWorker ?? startPinyinWorker)();
    worker.listen(hear, (reason) => {
      console.error('the pinyin Worker failed', reason);
      enter('failed');
    });
    worker.send({
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
    set: (settings) => worker?.send({ type: 'set', settings }),
    learn: (text, syllables) => worker?.send({ type: 'learn', text, syllables }),
    forget: () => worker?.send({ type: 'forget' }),
    close() {
      worker?.end();
      worker = undefined;
    },
  };
}

function startPinyinWorker(): WorkerLink {
  const worker = new Worker(new URL('./pinyin-worker.ts', import.meta.url), { type: 'module' });
  return {
    send: (message) => worker.postMessage(message, []),
    listen(onMessage, onFailure) {
      worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => onMessage(data));
      worker.addEventListener('error', ({ message }) => onFailure(message));
    },
    end: () => worker.terminate(),
  };
}
