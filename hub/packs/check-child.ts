// The entry of the process in which an uploaded pack is checked. It ends with its parent.
import { setPriority } from 'node:os';
import { checkUpload, type CheckJob, type CheckMessage } from './check-upload.ts';

const tellEveryMs = 250;
const send = (message: CheckMessage) => void process.send?.(message);

try {
  // Kiosks first: this process takes what they leave of the machine.
  setPriority(10);
} catch (error) {
  console.error(`The priority stays as it is: ${String(error)}`);
}
process.once('disconnect', () => process.exit(1));
// Only run-check.ts speaks on this channel.
process.once('message', (job) => void check(job as CheckJob));

async function check(job: CheckJob): Promise<void> {
  let toldMs = 0;
  try {
    const checked = await checkUpload(job, (done, total) => {
      const nowMs = performance.now();
      if (nowMs - toldMs < tellEveryMs && done < total) return;
      toldMs = nowMs;
      send({ kind: 'progress', done, total });
    });
    send({ kind: 'checked', checked });
  } catch (error) {
    send({ kind: 'fault', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
  process.disconnect();
}
