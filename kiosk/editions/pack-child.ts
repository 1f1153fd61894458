// The entry of the process in which packs are checked and unpacked. It ends with its parent: what it
// had written by then is cleaned up at the next start.
import { doPackJob, giveWay } from './do-pack-job.ts';

giveWay();
process.once('disconnect', () => process.exit(1));
process.once('message', (message) => {
  void doPackJob(message, (answer) => process.send?.(answer)).then(() => process.disconnect());
});
