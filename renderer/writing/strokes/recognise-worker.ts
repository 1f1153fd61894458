// The Worker: fetches the characters, prepares them, and answers one writing after the other, so
// that the page's own thread is free to draw the ink.
import { createRecogniser, type Recogniser } from './recognise-character.ts';
import { readTemplates } from './template-file.ts';
import type { RecogniseRequest, WorkerMessage } from './worker-messages.ts';

const address = '/writing/strokes.bin';

const say = (message: WorkerMessage) => postMessage(message);

async function load(): Promise<Recogniser | undefined> {
  try {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address} answered ${response.status}`);
    const recogniser = createRecogniser(readTemplates(new Uint8Array(await response.arrayBuffer())));
    say({ kind: 'loaded', isReady: true });
    return recogniser;
  } catch (error) {
    console.error('handwriting cannot be recognised', error);
    say({ kind: 'loaded', isReady: false });
    return undefined;
  }
}

let loading = load();

async function answer({ id, strokes, count, script }: RecogniseRequest): Promise<void> {
  let recogniser = await loading;
  if (!recogniser) {
    // What failed at the start may be there by now.
    loading = load();
    recogniser = await loading;
  }
  if (!recogniser) say({ kind: 'failed', id });
  else say({ kind: 'recognised', id, characters: recogniser.recognise(strokes, { count, script }) });
}

addEventListener('message', ({ data }: MessageEvent<RecogniseRequest>) => void answer(data));
