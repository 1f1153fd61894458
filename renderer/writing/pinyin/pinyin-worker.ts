// The pinyin engine off the page's thread: a key is pressed at once, whatever the lattice takes.
import { readDictionary } from './dictionary.ts';
import { createPinyinEngine, type PinyinEngine } from './pinyin-engine.ts';
import type { FromWorker, ToWorker } from './pinyin-messages.ts';

let engine: PinyinEngine | undefined;

const say = (message: FromWorker) => postMessage(message);

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  switch (data.type) {
    case 'open':
      void open(data);
      return;
    case 'find': {
      if (!engine) return;
      const fromMs = performance.now();
      const found = engine.find(data.letters);
      say({ type: 'found', id: data.id, found, ms: performance.now() - fromMs });
      return;
    }
    case 'set':
      engine?.set(data.settings);
      return;
    case 'learn':
      engine?.learn(data.text, data.syllables);
      return;
    case 'forget':
      engine?.forget();
  }
});

async function open(message: Extract<ToWorker, { type: 'open' }>): Promise<void> {
  try {
    const response = await fetch(message.dictionary);
    if (!response.ok) throw new Error(`${message.dictionary} answered ${response.status}`);
    const dictionary = readDictionary(await response.arrayBuffer());
    engine = createPinyinEngine(dictionary, message.lexicon, message.settings);
    // The first search makes the engine's code fast before the first key needs it.
    engine.find('nihao');
    say({ type: 'ready' });
  } catch (error) {
    say({ type: 'failed', reason: String(error) });
  }
}
