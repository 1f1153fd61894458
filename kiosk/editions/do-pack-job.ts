// What the process does in which packs are checked and unpacked, so that neither a damaged pack nor a
// large one can trouble the visitors: one job, at the lowest priority, telling how far it is.
import { setPriority } from 'node:os';
import { noStep } from './durable-files.ts';
import { packJobSchema, runPackJob, type PackSummary } from './pack-job.ts';

export type ChildMessage =
  | { kind: 'progress'; done: number; total: number; what: string }
  | { kind: 'summary'; summary: PackSummary }
  | { kind: 'fault'; message: string };

const tellEveryMs = 100;

/** The visitors' taps first: this process takes what they leave of the machine. */
export function giveWay(): void {
  try {
    setPriority(19);
  } catch (error) {
    console.error(`The priority stays as it is: ${String(error)}`);
  }
}

/** Does the job in `message` and sends what comes of it. */
export async function doPackJob(message: unknown, send: (message: ChildMessage) => void): Promise<void> {
  let toldMs = 0;
  try {
    const summary = await runPackJob(packJobSchema.parse(message), {
      atStep: noStep,
      onProgress(done, total, what) {
        const nowMs = performance.now();
        if (nowMs - toldMs < tellEveryMs && done < total) return;
        toldMs = nowMs;
        send({ kind: 'progress', done, total, what });
      },
    });
    send({ kind: 'summary', summary });
  } catch (error) {
    send({ kind: 'fault', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}
