// A pack job in the test's own process: a real one takes a second to start for each load.
import { doPackJob, type ChildMessage } from '../editions/do-pack-job.ts';
import type { StartPackChild } from '../editions/pack-child-process.ts';

export const packChildHere: StartPackChild = () => {
  const listeners: ((message: ChildMessage) => void)[] = [];
  const exits: (() => void)[] = [];
  let isKilled = false;
  return {
    send(job) {
      void doPackJob(job, (message) => {
        if (!isKilled) for (const listener of listeners) listener(message);
      }).then(() => {
        for (const exit of exits) exit();
      });
    },
    onMessage: (listener) => void listeners.push(listener),
    onExit: (listener) => void exits.push(listener),
    kill: () => void (isKilled = true),
  };
};
