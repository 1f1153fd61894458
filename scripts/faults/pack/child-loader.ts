// Loads a pack and shows it, in a process that kills itself at one of the named steps.
// node child-loader.ts DATA_DIR SHIPPED_DIR PACK STEP: prints `shown` when the switch has returned, and
// with a STEP that never comes the names of all steps.
import { systemClock } from '../../../kiosk/clock.ts';
import type { ChildMessage } from '../../../kiosk/editions/do-pack-job.ts';
import { runPackJob, type PackJob } from '../../../kiosk/editions/pack-job.ts';
import { openPackDesk } from '../../../kiosk/editions/pack-desk.ts';
import { packVersion } from '../../../pack/testing/small-pack.ts';

const [dataDir = '', shippedDir = '', pack = '', killAt = ''] = process.argv.slice(2);
const steps: string[] = [];

function atStep(step: string): void {
  steps.push(step);
  if (String(steps.length) === killAt) process.kill(process.pid, 'SIGKILL');
}

/** In this process, so that one count of steps runs through all of it. */
function startChild() {
  let tellMessage: (message: ChildMessage) => void = () => {};
  let tellExit = () => {};
  return {
    send(job: PackJob) {
      void runPackJob(job, { onProgress: () => undefined, atStep }).then((summary) => {
        tellMessage({ kind: 'summary', summary });
        tellExit();
      });
    },
    onMessage: (listener: (message: ChildMessage) => void) => void (tellMessage = listener),
    onExit: (listener: () => void) => void (tellExit = listener),
    kill: () => {},
  };
}

const desk = openPackDesk({
  dataDir,
  shippedDir,
  version: packVersion,
  clock: systemClock(),
  allowsUnsigned: () => false,
  record: async () => atStep('recorded'),
  tell: (line) => console.error(line),
  startChild,
  atStep,
});
const outcome = await desk.stage(pack);
if (outcome.kind !== 'staged') throw new Error(JSON.stringify(outcome));
await desk.switchToStaged();
console.log('shown');
if (killAt === '') console.log(JSON.stringify(steps));
