// Runs one pack job in a child process, with its progress, and stops it when it is no longer wanted.
import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { ChildMessage } from './do-pack-job.ts';
import type { Finding } from '../../pack/finding.ts';
import { packFault } from '../../pack/pack-fault.ts';
import type { OnProgress, PackJob, PackSummary } from './pack-job.ts';

/** A process that takes one job. Electron has a kind of its own; see electron/start-pack-child.ts. */
export type PackChild = {
  send(job: PackJob): void;
  onMessage(listener: (message: ChildMessage) => void): void;
  onExit(listener: () => void): void;
  kill(): void;
};

export type StartPackChild = () => PackChild;

/** More than a check needs, and what a kiosk can spare. What is young is collected often: it is short of memory, not of time. */
const heapMb = 128;
const youngMb = 4;

/** As it lies in the sources. */
const sourceFile = () => join(import.meta.dirname, 'pack-child.ts');

/** A Node process beside this one; `pid` for whoever watches its memory. */
export function forkPackChild(file = sourceFile()): PackChild & { pid: number | undefined } {
  const child = fork(file, {
    execArgv: [
      '--disable-warning=ExperimentalWarning',
      `--max-old-space-size=${heapMb}`,
      `--max-semi-space-size=${youngMb}`,
    ],
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

/**
 * A pack that the child does not survive is refused like any other. Rejects where the child says that
 * the fault is the program's own.
 */
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
    let fault: string | undefined;
    child.onMessage((message) => {
      if (message.kind === 'progress') onProgress?.(message.done, message.total, message.what);
      else if (message.kind === 'summary') outcome = { kind: 'done', summary: message.summary };
      else fault = message.message;
    });
    child.onExit(() => {
      if (outcome) resolve(outcome);
      else if (signal?.aborted) resolve({ kind: 'stopped' });
      else if (fault !== undefined) reject(new Error(fault));
      else resolve({ kind: 'done', summary: { panels: 0, cases: 0, findings: [tooMuch()] } });
    });
    child.send(job);
  }).finally(() => signal?.removeEventListener('abort', stop));
}

function tooMuch(): Finding {
  return packFault(
    '',
    'check-ended',
    '检查内容包的进程中途退出：内容包可能已损坏，或超出本机内存。请重新拷贝，或请主办方检查后重新打包。',
    'The process that checks packs ended before it was done: the pack may be damaged, or too much for this machine’s memory. Copy it again, or ask the organisers to check it and make it anew.',
  );
}
