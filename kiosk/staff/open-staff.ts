// The staff's room of one kiosk, put together: access, tour, settings, lights, and their routes.
import type { Hono } from 'hono';
import { join } from 'node:path';
import { z } from 'zod';
import { makeCalendar } from '../../model/calendar.ts';
import { findInstant } from '../../model/event-time.ts';
import type { Lights, Powers, ScreenSettings } from '../../model/staff-api.ts';
import { isSigned, judgeKey } from '../../pack/keys.ts';
import type { Clock } from '../clock.ts';
import type { EditionHolder } from '../editions/hold-editions.ts';
import type { PackDesk } from '../editions/pack-desk.ts';
import { readTrustedKeys } from '../editions/trusted-keys.ts';
import { findSourceParts, type ExportParts } from '../exports/find-export-parts.ts';
import { findOrMakeKioskId } from '../log/data-folder.ts';
import type { KeptLog } from '../log/keep-log.ts';
import type { LogReader } from '../log/read-log.ts';
import { makeHubRoutes } from '../routes/hub.ts';
import { makeJobRoutes } from '../routes/jobs.ts';
import { createStaffRoutes } from '../routes/staff.ts';
import { openProgramDesk } from '../program/program-desk.ts';
import type { ProgramPlace } from '../program/program-folder.ts';
import type { StickWatch } from '../sticks/watch-sticks.ts';
import { keepSync, type Sync, type SyncOptions } from '../sync/keep-sync.ts';
import { joinItineraries } from '../sync/take-feed.ts';
import { readSignedList } from '../editions/recalls.ts';
import { keepAccess } from './access.ts';
import { keepJobs } from './jobs.ts';
import { keepJson } from './keep-json.ts';
import { findLights } from './lights.ts';
import { readLastSelfTest } from './self-test.ts';
import { requestReset } from './factory-reset.ts';
import { planQuietRestart } from './quiet-restart.ts';
import { isQuietAt, type StaffSettings } from './settings.ts';
import { keepTour } from './tour.ts';
import { findAheadOfHub } from './hub-clock.ts';

/** What the shell can do for staff; a browser that only serves can do nothing. */
export type ShellPowers = {
  relaunch?: () => void;
  setBrightness?: (hundredths: number) => void;
  canPrint: boolean;
};

export type OpenStaffOptions = {
  dataDir: string;
  log: KeptLog;
  clock: Clock;
  editions: EditionHolder;
  settings: StaffSettings;
  packDesk?: PackDesk;
  sticks?: StickWatch;
  version: string;
  /** Where this program runs from. */
  program: ProgramPlace;
  shell: ShellPowers;
  countBroken(): number;
  /** Where a program that is not run from its sources has what exports need. */
  exportParts?: ExportParts;
  findFreeBytes(): number;
  countToday(reader: LogReader): number;
  holdsKey(request: Request): boolean;
  /** Of the way to the hub, for tests. */
  syncParts?: Pick<SyncOptions, 'fetch' | 'random' | 'sleep'>;
  tell(line: string): void;
};

export type Staff = {
  routes: Hono;
  /** Whether staff are behind the exhibition now. A picture cannot say who asks for it. */
  isAnyoneIn(): boolean;
  screenSettings(): ScreenSettings;
  syncState: Sync['state'];
  stop(): Promise<void>;
};

const restartEveryMs = 30_000;
/** Long enough to read that it restarts. */
const restartAfterUpdateMs = 4_000;

export function openStaff(options: OpenStaffOptions): Staff {
  const { dataDir, log, clock, editions, settings, shell, sticks, tell } = options;
  const timeZone = () => editions.current().timeZone;
  const calendar = () => makeCalendar(timeZone());
  const kioskId = findOrMakeKioskId(dataDir);
  const access = keepAccess({
    dataDir,
    kioskId,
    clock,
    isTrusted: (bytes, signature) => isTrusted(dataDir, bytes, signature, calendar().dayOf(clock.wallMs())),
    tell,
  });
  const tour = keepTour({ dataDir, log, clock, timeZone, countToday: options.countToday, tell });
  const powers: Powers = {
    relaunch: shell.relaunch !== undefined,
    brightness: shell.setBrightness !== undefined,
    print: shell.canPrint,
  };

  const aheadOfHubMs = () => findAheadOfHub(clock, log.reader()?.readCorrections());

  function lights(): Lights {
    const edition = editions.current();
    const now = calendar();
    const wallMs = clock.wallMs();
    const stamp = { wall_ms: wallMs, mono_ms: clock.monoMs(), boot_id: clock.bootId };
    const shown = options.packDesk?.list().editions.find(({ role }) => role === 'current');
    const selfTest = readLastSelfTest(log, now);
    const standing = sync.state();
    const at = now.toIso(wallMs);
    return {
      at,
      lights: findLights({
        edition: {
          title: edition.title,
          titles: edition.titles,
          number: edition.number,
          date: edition.date,
          isSigned: !shown || shown.isShipped || shown.signedBy !== undefined,
        },
        brokenMedia: options.countBroken(),
        log: log.health(),
        // To the minute: it is compared with a telephone.
        clock: {
          quality: findInstant(stamp, edition.date, new Map()).quality,
          at: at.slice(0, 16).replace('T', ' '),
          aheadOfHubMs: aheadOfHubMs(),
        },
        freeBytes: options.findFreeBytes(),
        version: options.version,
        selfTest,
        selfTestDays: selfTest && daysBetween(selfTest.at, at),
        sync: standing,
        // Counted from the hub's last word, by this kiosk's clock.
        silentDays: findSilentDays(standing.lastHeardMs, wallMs),
      }),
    };
  }

  const sync = keepSync({
    dataDir,
    kioskId,
    version: options.version,
    log,
    clock,
    packDesk: options.packDesk,
    edition: () => editions.current().id,
    lights,
    findFreeBytes: options.findFreeBytes,
    recallVersion: () => findRecallVersion(dataDir, tell),
    takeItinerary: (theirs) => tour.writeItinerary(joinItineraries(theirs, tour.readItinerary())),
    tell,
    ...options.syncParts,
  });
  sync.start();

  const hubKeys = keepJson({
    path: join(dataDir, 'staff', 'hub-keys.json'),
    schema: z.array(z.base64()),
    empty: [],
    tell,
  });
  const programDesk = openProgramDesk({
    dataDir,
    place: options.program,
    version: options.version,
    today: () => calendar().dayOf(clock.wallMs()),
    ...(sticks && { sticks }),
  });
  const onUpdated = () => {
    if (shell.relaunch) setTimeout(shell.relaunch, restartAfterUpdateMs);
  };
  const jobs = keepJobs({
    ...options,
    programDesk,
    onUpdated,
    kioskId,
    calendar,
    lights,
    hubKeys: () => [...hubKeys.read(), ...sync.hubKeys()],
    ...(options.exportParts ?? findSourceParts()),
  });

  const routes = createStaffRoutes(
    {
      access,
      tour,
      settings,
      powers,
      log,
      calendar,
      wallMs: clock.wallMs,
      aheadOfHubMs,
      lights,
      sticks: () => sticks?.list().map(({ path }) => path) ?? [],
      onSettings: () => shell.setBrightness?.(settings.read().brightness),
      ...(shell.relaunch && { relaunch: shell.relaunch }),
      requestReset: () => requestReset(dataDir, clock.wallMs()),
      holdsKey: options.holdsKey,
    },
    [...makeJobRoutes({ ...options, jobs, programDesk, onUpdated }), ...makeHubRoutes(sync, shell.relaunch)],
  );

  const restart = planQuietRestart({
    restartAt: () => settings.read().restartAt,
    lastTouchMs: () => log.lastVisitorMs(),
    startedMs: clock.monoMs(),
  });
  const timer = setInterval(() => {
    const minute = calendar().toIso(clock.wallMs()).slice(11, 16);
    if (shell.relaunch && restart.look({ minute, monoMs: clock.monoMs() })) shell.relaunch();
  }, restartEveryMs).unref();
  shell.setBrightness?.(settings.read().brightness);

  return {
    routes,
    syncState: sync.state,
    async stop() {
      clearInterval(timer);
      await sync.stop();
    },
    isAnyoneIn: access.isAnyoneIn,
    screenSettings() {
      const { volume, printer, quiet } = settings.read();
      const minute = calendar().toIso(clock.wallMs()).slice(11, 16);
      return {
        volume,
        canPrint: printer && shell.canPrint,
        isQuiet: isQuietAt(minute, quiet),
        stopName: tour.stopName(),
      };
    },
  };
}

/** Whether one of the keys that this kiosk goes by signed `bytes`. */
function isTrusted(dataDir: string, bytes: Uint8Array, signature: string, today: string): boolean {
  return readTrustedKeys(dataDir).some((key) => {
    const signed = { format: 1 as const, publicKey: key.publicKey, signature };
    return judgeKey(signed, [key], today).kind === 'trusted' && isSigned(bytes, signed);
  });
}

/** Undefined before the hub was ever heard, or where the clock was set back since. */
function findSilentDays(lastHeardMs: number | undefined, wallMs: number): number | undefined {
  return lastHeardMs === undefined || wallMs < lastHeardMs
    ? undefined
    : Math.floor((wallMs - lastHeardMs) / 86_400_000);
}

function findRecallVersion(dataDir: string, tell: (line: string) => void): number {
  try {
    return readSignedList(dataDir)?.version ?? 0;
  } catch (error) {
    tell(`The organisers' list of recalled cases cannot be read: ${String(error)}`);
    return 0;
  }
}

function daysBetween(from: string, to: string): number {
  return Math.max(0, Math.round((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / 86_400_000));
}
