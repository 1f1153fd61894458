// Runs the check of one pack in a child process, with its progress, and ends it when it is not wanted.
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { packFault } from '../../pack/pack-fault.ts';
import type { CheckedPack, CheckJob, CheckMessage } from './check-upload.ts';

/** More than the check of the largest pack needs; one that takes more is refused with its process. */
const heapMb = 512;

export type RunCheck = (
  job: CheckJob,
  watch: { onProgress(done: number, total: number): void; signal: AbortSignal },
) => Promise<CheckedPack>;

/** A pack that the child does not survive is refused like any other. Rejects where it is the program's fault. */
export const runCheck: RunCheck = (job, { onProgress, signal }) => {
  const child = fork(join(import.meta.dirname, 'check-child.ts'), {
    execArgv: ['--disable-warning=ExperimentalWarning', `--max-old-space-size=${heapMb}`],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const stop = () => void child.kill('SIGKILL');
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  return new Promise<CheckedPack>((resolve, reject) => {
    let checked: CheckedPack | undefined;
    let fault: string | undefined;
    child.on('message', (sent) => {
      // Only check-child.ts speaks on this channel.
      const message = sent as CheckMessage;
      if (message.kind === 'progress') onProgress(message.done, message.total);
      else if (message.kind === 'checked') checked = message.checked;
      else fault = message.message;
    });
    child.once('error', reject);
    child.once('exit', () => {
      if (checked) resolve(checked);
      else if (signal.aborted) reject(new Error('stopped'));
      else if (fault !== undefined) reject(new Error(fault));
      else resolve({ findings: [tooMuch()] });
    });
    child.send(job);
  }).finally(() => signal.removeEventListener('abort', stop));
};

function tooMuch() {
  const { severity, code, zh, en } = packFault(
    '',
    'check-ended',
    '检查内容包的进程中途退出：内容包可能已损坏，或超出本机内存。请检查后重新打包。',
    'The process that checks packs ended before it was done: the pack may be damaged, or too much for this machine’s memory. Check it and make it anew.',
  );
  return { severity, code, place: '', zh, en };
}
