// Runs one pack job in a child process, with its progress, and stops it when it is no longer wanted.
import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { ChildMessage } from './do-pack-job.ts';
import type { OnProgress, PackJob, PackSummary } from './pack-job.ts';

/** A process that takes one job. Electron has a kind of its own; see electron/start-pack-child.ts. */
export type PackChild = {
  send(job: PackJob): void;
  onMessage(listener: (message: ChildMessage) => void): void;
  onExit(listener: () => void): void;
  kill(): void;
};

export type StartPackChild = () => PackChild;

/** More than a check needs, and what a kiosk can spare. */
const heapMb = 160;

/** A Node process beside this one; `pid` for whoever watches its memory. */
export function forkPackChild(): PackChild & { pid: number | undefined } {
  const child = fork(join(import.meta.dirname, 'pack-child.ts'), {
    execArgv: ['--disable-warning=ExperimentalWarning', `--max-old-space-size=${heapMb}`],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return {
    pid: child.pid,
    send: (job) => void child.send(job),
    // Only do-pack-job.ts speaks on this channel.
    onMessage: (listener) => void child.on('message', (message) => listener(message as ChildMessage)),
    onExit: (listener) => void child.once('exit', () => listener()),
    kill: () => void child.kill('SIGKILL'),
  };
}

export type JobOutcome = { kind: 'done'; summary: PackSummary } | { kind: 'stopped' };

/** Rejects where the child fails in a way that no pack should be able to bring about. */
export function runInChild(
  job: PackJob,
  {
    startChild,
    onProgress,
    signal,
  }: { startChild: StartPackChild; onProgress?: OnProgress; signal?: AbortSignal },
): Promise<JobOutcome> {
  if (signal?.aborted) return Promise.resolve({ kind: 'stopped' });
  const child = startChild();
  const stop = () => child.kill();
  signal?.addEventListener('abort', stop, { once: true });
  return new Promise<JobOutcome>((resolve, reject) => {
    let outcome: JobOutcome | undefined;
    let fault = 'The process that reads packs ended before it was done.';
    child.onMessage((message) => {
      if (message.kind === 'progress') onProgress?.(message.done, message.total, message.what);
      else if (message.kind === 'summary') outcome = { kind: 'done', summary: message.summary };
      else fault = message.message;
    });
    child.onExit(() => {
      if (outcome) resolve(outcome);
      else if (signal?.aborted) resolve({ kind: 'stopped' });
      else reject(new Error(fault));
    });
    child.send(job);
  }).finally(() => signal?.removeEventListener('abort', stop));
}
