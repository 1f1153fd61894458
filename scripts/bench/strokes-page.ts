// The page of measure-strokes.ts: the handwriting Worker as the keyboard starts it, and a way in.
import { startRecogniser, type RecogniserClient } from '../../renderer/writing/strokes/recogniser-client.ts';

declare global {
  var recogniser: RecogniserClient;
}

globalThis.recogniser = startRecogniser();
document.body.dataset.ready = String(await globalThis.recogniser.ready);
