// An installed kiosk cannot start Node beside itself (the fuses forbid it); Electron's utility process
// does the same work.
import { join } from 'node:path';
import type { UtilityProcess } from 'electron';
import type { ChildMessage } from '../kiosk/editions/do-pack-job.ts';
import type { StartPackChild } from '../kiosk/editions/pack-child-process.ts';

export type Utility = { fork(file: string): UtilityProcess };

/** `programDir`: where the built main.js and pack-child.js lie. */
export function makeStartPackChild(utility: Utility, programDir: string): StartPackChild {
  return () => {
    const child = utility.fork(join(programDir, 'pack-child.js'));
    return {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process, not a window
      send: (job) => child.postMessage(job),
      // Only do-pack-job.ts speaks on this channel.
      onMessage: (listener) => void child.on('message', (message: ChildMessage) => listener(message)),
      onExit: (listener) => void child.once('exit', () => listener()),
      kill: () => void child.kill(),
    };
  };
}
