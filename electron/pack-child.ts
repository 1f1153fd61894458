// The entry of Electron's own process in which packs are checked and unpacked.
import type { ParentPort } from 'electron';
import { doPackJob, giveWay } from '../kiosk/editions/do-pack-job.ts';

// Electron puts it on `process` in such a process and nowhere else.
const { parentPort } = process as NodeJS.Process & { parentPort: ParentPort };

giveWay();
parentPort.once('message', ({ data }) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process, not a window
  void doPackJob(data, (answer) => parentPort.postMessage(answer)).then(() => process.exit(0));
});
