// What staff may ask of a data folder on which no kiosk runs: the same answers as the kiosk's own
// staff routes give, without a screen, an edition or a port.
import { existsSync } from 'node:fs';
import { AppError } from './app-error.ts';
import type { Clock } from './clock.ts';
import { logPath } from './log/data-folder.ts';
import { takeKioskLock } from './log/kiosk-lock.ts';
import { readReflections } from './log/read-reflections.ts';
import { makeOwnEvent } from './log/own-events.ts';
import { openVisitLog } from './log/visit-log.ts';
import { answerReflections, answerReview, type ReviewLog } from './routes/review.ts';

export type StaffDesk = { fetch(path: string, init?: RequestInit): Promise<Response>; close(): void };

/** Throws AppError `log-not-found`, `log-in-use`, `log-newer` or `log-damaged`. */
export function openStaffDesk({ dataDir, clock }: { dataDir: string; clock: Clock }): StaffDesk {
  const path = logPath(dataDir);
  if (!existsSync(path)) throw new AppError('log-not-found', { path });
  const lock = takeKioskLock(dataDir);
  try {
    // No edition is on screen while staff decide here.
    const edition = '';
    const log = openVisitLog({ dataDir, clock, edition });
    const reflections = readReflections(log.database);
    const desk: ReviewLog = {
      reflections: () => reflections,
      shelf: () => log.shelf,
      async appendStaff(type, body) {
        const event = makeOwnEvent(type, body, { run: { edition }, clock, log });
        log.writeOwn([event]);
        return { kind: 'written', eventId: event.event_id };
      },
    };
    return {
      fetch: async (address, init) => {
        const request = new Request(new URL(address, 'http://desk'), init);
        return request.method === 'POST' ? answerReview(request, desk) : answerReflections(desk);
      },
      close() {
        log.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}
