// Logs that cannot be used: moved aside whole, and the damaged ones salvaged into the present
// log in the background, now or at a later start.
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Clock } from '../clock.ts';
import { AppError } from '../app-error.ts';
import { setLogAside } from './data-folder.ts';
import { salvageFolder } from './salvage-log.ts';
import type { VisitLog } from './visit-log.ts';

export type SetAside = {
  folder: string;
  why: 'damaged' | 'newer';
  salvaged?: { found: number; restored: number };
};

export type SetAsideLogs = {
  /** Moved aside in this run, or salvaged in it. */
  list: readonly SetAside[];
  /** Throws what the disk says, and AppError `log-damaged` on a disk that spoils every log. */
  moveAside(why: SetAside['why']): void;
  /** Salvages what has not been; never throws, and does nothing while it is at it already. */
  salvage(into: VisitLog, goOn: () => boolean): Promise<void>;
};

/** A disk that spoils so many logs in one run is broken; another log would not help. */
const mostInARun = 5;

export type SetAsideOptions = { dataDir: string; clock: Clock; tell(line: string): void };

export function keepSetAside({ dataDir, clock, tell }: SetAsideOptions): SetAsideLogs {
  const list: SetAside[] = [];
  let isSalvaging = false;

  async function salvageFolders(into: VisitLog, goOn: () => boolean): Promise<void> {
    const done = new Set(into.salvagedFolders().map(({ folder }) => folder));
    const folders = readdirSync(dataDir).filter((name) => name.startsWith('log-damaged-'));
    for (const folder of folders.filter((name) => !done.has(name))) {
      const salvaged = await salvageFolder(join(dataDir, folder), into, goOn);
      if (!salvaged) return;
      into.noteSalvage(folder, salvaged.found, salvaged.restored);
      const known = list.find((entry) => entry.folder === folder);
      if (known) known.salvaged = salvaged;
      else list.push({ folder, why: 'damaged', salvaged });
      tell(`Salvaged ${salvaged.restored} events of ${salvaged.found} found in ${folder}.`);
    }
  }

  return {
    list,

    moveAside(why) {
      if (list.length >= mostInARun) throw new AppError('log-damaged', { path: dataDir });
      const folder = setLogAside(dataDir, why, clock.wallMs());
      list.push({ folder: basename(folder), why });
      const what = why === 'newer' ? 'newer than this program' : 'damaged';
      tell(`The visit log is ${what}; it was moved to ${folder} and a new one begun.`);
    },

    async salvage(into, goOn) {
      if (isSalvaging) return;
      isSalvaging = true;
      try {
        await salvageFolders(into, goOn);
      } catch (error) {
        // Tried again when the log is opened next.
        tell(`Salvaging a damaged log stopped: ${String(error)}`);
      }
      isSalvaging = false;
    },
  };
}
