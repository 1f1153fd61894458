// The pack desk of a data folder on which no kiosk runs: what happens is written into its log at once.
import type { Clock } from '../clock.ts';
import { takeKioskLock } from '../log/kiosk-lock.ts';
import { makeOwnEvent } from '../log/own-events.ts';
import { openVisitLog, type OwnEvent } from '../log/visit-log.ts';
import { openPackDesk, type PackDesk, type PackDeskOptions } from './pack-desk.ts';
import type { EditionAction } from '../../model/staff-api.ts';
import { doEditionAction, type EditionAnswer } from '../routes/editions.ts';

export type ClosedDeskOptions = Pick<
  PackDeskOptions,
  'dataDir' | 'shippedDir' | 'version' | 'tell' | 'startChild' | 'atStep'
> & { clock: Clock };

export type ClosedDesk = Pick<PackDesk, 'check' | 'stage' | 'list'> & {
  /**
   * Throws AppError `log-in-use` where a kiosk has started meanwhile, and what the desk throws;
   * then nothing is changed.
   */
  act(action: EditionAction): Promise<EditionAnswer>;
};

export function openClosedDesk(options: ClosedDeskOptions): ClosedDesk {
  const { dataDir, clock } = options;
  let append: ((makeEvent: MakeEvent) => void) | undefined;
  const desk = openPackDesk({
    ...options,
    // A command says with each load whether an unsigned pack will do.
    allowsUnsigned: () => false,
    async record(type, body) {
      append?.((log, edition) => makeOwnEvent(type, body, { run: { edition }, clock, log }));
    },
  });
  return {
    check: desk.check,
    stage: desk.stage,
    list: desk.list,
    async act(action) {
      const lock = takeKioskLock(dataDir);
      try {
        const edition = desk.list().editions[0]?.id ?? '';
        const log = openVisitLog({ dataDir, clock, edition });
        append = (makeEvent) => void log.writeOwn([makeEvent(log, edition)]);
        try {
          return await doEditionAction(desk, action);
        } finally {
          append = undefined;
          log.close();
        }
      } finally {
        lock.release();
      }
    },
  };
}

type MakeEvent = (log: ReturnType<typeof openVisitLog>, edition: string) => OwnEvent;
