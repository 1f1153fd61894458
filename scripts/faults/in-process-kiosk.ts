// A kiosk without a server: its handler is called in this process, on a clock and a log of the
// campaign's choosing.
import type { Clock } from '../../kiosk/clock.ts';
import { openEdition } from '../../kiosk/edition.ts';
import { holdEdition } from '../../kiosk/editions/hold-editions.ts';
import { createKiosk, type Kiosk } from '../../kiosk/handler.ts';
import { keepSettings } from '../../kiosk/staff/settings.ts';
import { keepLog } from '../../kiosk/log/keep-log.ts';

const host = '127.0.0.1:4710';

export type InProcessKiosk = {
  get(path: string): Promise<Response>;
  postLog(body: string): Promise<Response>;
  stop: Kiosk['stop'];
};

export type InProcessOptions = {
  dataDir: string;
  editionDir: string;
  clock: Clock;
  synchronous?: 'FULL' | 'NORMAL';
  retryMs?: number;
  ballastBytes?: number;
};

export function startInProcess({ editionDir, clock, ...logOptions }: InProcessOptions): InProcessKiosk {
  const tell = () => undefined;
  const kiosk = createKiosk({
    editions: holdEdition(openEdition(editionDir)),
    dataDir: logOptions.dataDir,
    settings: keepSettings({ dataDir: logOptions.dataDir, tell }),
    rendererDir: editionDir,
    log: keepLog({ ...logOptions, clock, tell }),
    clock,
    hosts: [host],
    version: 'faults',
    findFreeBytes: () => 0,
    tell,
  });
  return {
    get: (path) => kiosk.fetch(new Request(`http://${host}${path}`)),
    postLog: (body) =>
      kiosk.fetch(
        new Request(`http://${host}/api/log`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body,
        }),
      ),
    stop: kiosk.stop,
  };
}

/** What /api/health says of the log. */
export async function readLogState(kiosk: InProcessKiosk): Promise<string> {
  const health: unknown = await (await kiosk.get('/api/health')).json();
  if (typeof health !== 'object' || health === null || !('log' in health)) return 'unknown';
  const { log } = health;
  if (typeof log !== 'object' || log === null || !('state' in log)) return 'unknown';
  return String(log.state);
}
