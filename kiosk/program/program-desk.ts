// What a technician sees of the program and may do with it: what runs, which updates lie on the sticks,
// and the way back to the version before.
import { compareVersions } from '../../model/pack.ts';
import type { ProgramState } from '../../model/staff-api.ts';
import { readTrustedKeys } from '../editions/trusted-keys.ts';
import type { OnProgress } from '../editions/pack-job.ts';
import type { StickWatch } from '../sticks/watch-sticks.ts';
import { readPointer, versionOf, writePointer, type ProgramPlace } from './program-folder.ts';
import type { ProgramOutcome } from './put-in-program.ts';

export type ProgramDeskOptions = {
  dataDir: string;
  place: ProgramPlace;
  version: string;
  /** ISO date. */
  today(): string;
  sticks?: StickWatch;
};

export type ProgramDesk = ReturnType<typeof openProgramDesk>;

export function openProgramDesk({ dataDir, place, version, today, sticks }: ProgramDeskOptions) {
  const platform = `${process.platform}-${process.arch}`;

  function fits(offered: { version: string; platform: string }): ProgramState['updates'][number]['fits'] {
    if (offered.platform !== platform) return 'other-platform';
    const order = compareVersions(offered.version, version);
    return order > 0 ? 'newer' : order === 0 ? 'same' : 'older';
  }

  return {
    read(): ProgramState {
      const pointer = place.kind === 'folder' ? readPointer(place.dir) : undefined;
      const isWaiting = pointer && place.kind === 'folder' && pointer.current !== place.running;
      const updates = (sticks?.list() ?? []).flatMap(({ programs, label }) =>
        programs.map((program) => ({ ...program, stick: label, fits: fits(program) })),
      );
      return {
        version,
        place: place.kind,
        waiting: isWaiting ? versionOf(pointer.current) : null,
        // While one waits, the one before is the one that runs.
        before: pointer?.previous !== undefined && !isWaiting ? versionOf(pointer.previous) : null,
        updates,
      };
    },

    /** Undefined where the program does not lie in a folder that it may change. */
    async putIn(
      path: string,
      { again, ...how }: { again: boolean; onProgress: OnProgress; signal: AbortSignal },
    ): Promise<ProgramOutcome | undefined> {
      if (place.kind !== 'folder') return undefined;
      const keys = readTrustedKeys(dataDir);
      // Reading and checking packs is a good part of the program, and a start needs none of it.
      const { putInProgram } = await import('./put-in-program.ts');
      return putInProgram({ path, place, version, platform, keys, today: today(), again, ...how });
    },

    /** The version before is started next, and this one stays to return to; false where there is none. */
    goBack(): boolean {
      if (place.kind !== 'folder') return false;
      const previous = readPointer(place.dir)?.previous;
      if (previous === undefined || previous === place.running) return false;
      writePointer(place.dir, { current: previous, previous: place.running, tries: 0 });
      return true;
    },
  };
}
