// A real kiosk for a journey: `npm start`'s own script in a process of its own, on a data
// folder of its own and any free port.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface KioskUnderTest {
  url: string;
  dataDir: string;
  child: ChildProcess;
  /** Everything it printed on standard error so far. */
  stderr(): string;
  stop(): Promise<number | null>;
}

const rootDir = join(import.meta.dirname, '..', '..');
const readyTimeoutMs = 180_000;

/** Starts a kiosk that serves, and waits for its one ready line. */
export async function openKiosk(
  options: { dataDir?: string; args?: string[]; keepData?: boolean } = {},
): Promise<KioskUnderTest> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'jingzhong-data-'));
  const args = ['--shell', 'serve', '--port', '0', '--data', dataDir, ...(options.args ?? [])];
  const child = spawn(process.execPath, [join(rootDir, 'scripts', 'start.ts'), ...args], {
    cwd: rootDir,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, JINGZHONG_CALLED_FROM: rootDir },
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const url = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the kiosk was not ready:\n${stderr}`)), readyTimeoutMs);
    let stdout = '';
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      const ready = /^kiosk ready at (http:\/\/127\.0\.0\.1:\d+\/)$/m.exec(stdout);
      if (!ready?.[1]) return;
      clearTimeout(timer);
      resolve(ready[1]);
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`the kiosk ended with ${code}:\n${stderr}`));
    });
  });
  return {
    url,
    dataDir,
    child,
    stderr: () => stderr,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGTERM');
        await ended;
      }
      if (!options.keepData) rmSync(dataDir, { recursive: true, force: true });
      return child.exitCode;
    },
  };
}
