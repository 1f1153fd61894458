// Handwriting as the page asks for it: a Worker of its own, and what came of each question.
import type { RecogniseOptions } from './recognise-character.ts';
import type { Stroke } from './template-file.ts';
import type { RecogniseRequest, WorkerMessage } from './worker-messages.ts';

export type Recognition = { kind: 'recognised'; characters: string[] } | { kind: 'failed' };

export interface RecogniserClient {
  /** Whether handwriting can be had. Resolves when the characters are loaded, or could not be. */
  ready: Promise<boolean>;
  /**
   * What was written, the likeliest first. Strokes are flat coordinates in any unit, y downwards.
   * Before `ready` it waits; where loading failed it tries once more.
   */
  recognise(strokes: readonly Stroke[], options: RecogniseOptions): Promise<Recognition>;
  /** Ends the Worker; what is still asked for fails. */
  stop(): void;
}

/** What the client needs of a Worker. */
export interface WorkerLike {
  postMessage(message: RecogniseRequest, transfer: Transferable[]): void;
  terminate(): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<WorkerMessage>) => void): void;
  addEventListener(type: 'error' | 'messageerror', listener: () => void): void;
}

export function startRecogniser(worker: WorkerLike = startWorker()): RecogniserClient {
  const asked = new Map<number, (recognition: Recognition) => void>();
  const ready = Promise.withResolvers<boolean>();
  let isBroken = false;
  let lastId = 0;

  function settle(id: number, recognition: Recognition): void {
    asked.get(id)?.(recognition);
    asked.delete(id);
  }

  function giveUp(): void {
    isBroken = true;
    ready.resolve(false);
    for (const id of asked.keys()) settle(id, { kind: 'failed' });
  }

  worker.addEventListener('message', ({ data }) => {
    if (data.kind === 'loaded') ready.resolve(data.isReady);
    else if (data.kind === 'failed') settle(data.id, { kind: 'failed' });
    else settle(data.id, { kind: 'recognised', characters: data.characters });
  });
  worker.addEventListener('error', giveUp);
  worker.addEventListener('messageerror', giveUp);

  return {
    ready: ready.promise,
    recognise(strokes, options) {
      if (isBroken) return Promise.resolve({ kind: 'failed' });
      lastId += 1;
      const id = lastId;
      return new Promise((resolve) => {
        asked.set(id, resolve);
        worker.postMessage({ id, strokes, ...options }, []);
      });
    },
    stop() {
      worker.terminate();
      giveUp();
    },
  };
}

function startWorker(): WorkerLike {
  return new Worker(new URL('./recognise-worker.ts', import.meta.url), { type: 'module' });
}
