// A kiosk to call in a test: a real log in a folder of its own, a small edition, small screens.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openEdition } from '../edition.ts';
import { holdEdition, type EditionHolder } from '../editions/hold-editions.ts';
import { createKiosk, type Kiosk, type KioskDeps } from '../handler.ts';
import { keepLog, type KeptLog } from '../log/keep-log.ts';
import { keepSettings } from '../staff/settings.ts';
import { makeEdition, type EditionParts } from './make-edition.ts';
import { makeFolder } from './make-folder.ts';
import { makeClock, until, type TestClock } from './make-visits.ts';

export const host = '127.0.0.1:4710';

export type TestKiosk = {
  kiosk: Kiosk;
  log: KeptLog;
  clock: TestClock;
  dataDir: string;
  editionDir: string;
  editions: EditionHolder;
  rendererDir: string;
  lines: string[];
  get(path: string, init?: RequestInit): Promise<Response>;
  /** To /api/log. */
  post(body: unknown, headers?: Record<string, string>): Promise<Response>;
  send(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Event id → what the log keeps of the words. */
  words(): Map<string, string>;
};

export type StartOptions = EditionParts & {
  log?: KeptLog;
  staffKey?: string;
  /** What of the kiosk's surroundings the test brings. */
  deps?: Pick<Partial<KioskDeps>, 'sticks' | 'program' | 'shell' | 'packDesk'>;
};

export async function startKiosk({ log, staffKey, deps, ...parts }: StartOptions = {}): Promise<TestKiosk> {
  const dir = makeFolder();
  const clock = makeClock();
  const lines: string[] = [];
  const tell = (line: string) => void lines.push(line);
  const dataDir = join(dir, 'data');
  const editionDir = makeEdition(join(dir, 'edition'), parts);
  const rendererDir = makeScreens(join(dir, 'renderer'));
  const editions = holdEdition(openEdition(editionDir));
  const kept = log ?? keepLog({ dataDir, clock, tell, retryMs: 10, ballastBytes: 4096 });
  const kiosk = createKiosk({
    editions,
    dataDir,
    settings: keepSettings({ dataDir, tell }),
    rendererDir,
    log: kept,
    clock,
    hosts: [host, `localhost:${host.split(':')[1]}`],
    version: '0.1.0',
    ...(staffKey !== undefined && { staffKey }),
    ...deps,
    findFreeBytes: () => 1_000_000,
    tell,
  });
  onTestFinished(() => kiosk.stop());
  if (!log) {
    await until(() => kept.health().state === 'ready' && kept.health().ballast === 'held');
  }
  return {
    kiosk,
    log: kept,
    clock,
    dataDir,
    editionDir,
    editions,
    rendererDir,
    lines,
    get: (path, init) => kiosk.fetch(new Request(`http://${host}${path}`, init)),
    post: (body, headers) => send('/api/log', body, headers),
    send,
    words() {
      const found = [...(kept.reflections()?.list() ?? [])];
      return new Map(found.map(({ id, words = '' }) => [id, words]));
    },
  };

  function send(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return kiosk.fetch(
      new Request(`http://${host}${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    );
  }
}

function makeScreens(dir: string): string {
  mkdirSync(join(dir, 'assets'), { recursive: true });
  writeFileSync(join(dir, 'index.html'), '<!doctype html><title>警钟</title>');
  writeFileSync(join(dir, 'assets', 'index-abc123.js'), 'export {};');
  writeFileSync(join(dir, 'assets', 'serif-abc123.woff2'), 'font');
  writeFileSync(join(dir, '.secret'), 'not for visitors');
  return dir;
}
