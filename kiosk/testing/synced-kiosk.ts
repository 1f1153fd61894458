// A kiosk's log and its own sync client, whole, without a screen: on a clock and a way to the hub that the
// caller moves and spoils. Between rounds it sleeps until it is asked for the next.
import { createHash } from 'node:crypto';
import { findOrMakeKioskId } from '../log/data-folder.ts';
import { keepLog } from '../log/keep-log.ts';
import { answerWall } from '../routes/wall.ts';
import { keepSync } from '../sync/keep-sync.ts';
import { makeClock, makeEvent, makeVisit, sampleRun, until } from './make-visits.ts';

export type Way = (request: Request) => Promise<Response>;
export type SyncedKiosk = Awaited<ReturnType<typeof startSyncedKiosk>>;

/** Where a hundred of them take their turns. */
const longestRoundMs = 60_000;

export async function startSyncedKiosk(way: Way, dataDir: string) {
  const clock = makeClock();
  const lines: string[] = [];
  const tell = (line: string) => void lines.push(line);
  const log = keepLog({ dataDir, clock, tell, ballastBytes: 0 });
  log.begin(sampleRun);
  await until(() => log.reader() !== undefined);
  const sleeps: number[] = [];
  let wakeUp: (() => void) | undefined;
  const line = { way };
  const sync = keepSync({
    dataDir,
    kioskId: findOrMakeKioskId(dataDir),
    version: '0.1.0',
    log,
    clock,
    packDesk: undefined,
    edition: () => 'sample',
    lights: () => ({ at: '', lights: [] }),
    findFreeBytes: () => 1_000_000,
    recallVersion: () => 0,
    takeItinerary: () => undefined,
    tell,
    fetch: (input, init) => line.way(new Request(input, init)),
    random: () => 0.5,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        sleeps.push(ms);
        const done = () => {
          wakeUp = undefined;
          resolve();
        };
        wakeUp = done;
        signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
      }),
  });
  sync.start();
  await until(() => wakeUp !== undefined);
  let isStopped = false;
  const stop = async () => {
    if (isStopped) return;
    isStopped = true;
    await sync.stop();
    await log.stop();
  };
  return {
    dataDir,
    clock,
    log,
    lines,
    sleeps,
    line,
    sync,
    stop,
    /** One round, to the sleep after it. */
    async round() {
      await until(() => wakeUp !== undefined);
      const before = sleeps.length;
      wakeUp?.();
      await until(() => sleeps.length > before && wakeUp !== undefined, longestRoundMs);
      return sync.state().state;
    },
    async visits(count: number) {
      for (let number = 0; number < count; number += 1) await log.append(makeVisit());
      clock.pass(60_000);
    },
    /** A shared reflection of a visitor; resolves with its id. */
    async reflect(text: string) {
      const [start] = makeVisit();
      if (!start) throw new Error('no visit');
      await log.append([start]);
      const event = makeEvent(start.visit_id, 'visit.ended', { cause: 'finished' });
      const sha256 = createHash('sha256').update(text).digest('hex');
      const body = { consent: 'public', form: 'text', marked: false, sha256 } as const;
      const written = { ...event, type: 'reflection.written' as const, body };
      await log.append([written], new Map([[event.event_id, text]]));
      clock.pass(60_000);
      return event.event_id;
    },
    async wall() {
      const { slips } = (await answerWall(log).json()) as {
        slips: { id: string; text: string; here: boolean }[];
      };
      return slips;
    },
  };
}
