// The page of measure-strokes.ts: the handwriting Worker as the keyboard starts it, and a way in.
import { startRecogniser, type RecogniserClient } from '../../renderer/writing/strokes/recogniser-client.ts';

/** What the page keeps on its window for the bench. */
export interface StrokesPage {
  recogniser: RecogniserClient;
}

const recogniser = startRecogniser();
Object.assign(window, { recogniser } satisfies StrokesPage);
document.body.dataset.ready = String(await recogniser.ready);
