// The kiosk is one function from a Request to a Response. Electron mounts it on exhibit://app,
// a server on 127.0.0.1 mounts the same one for a browser, and tests simply call it.
import { Hono, type Context } from 'hono';
import type { Clock } from './clock.ts';
import { makeTodayCounter } from './count-today.ts';
import type { EditionHolder } from './editions/hold-editions.ts';
import type { PackDesk } from './editions/pack-desk.ts';
import { describeEdition, type Edition } from './edition.ts';
import type { ExportParts } from './exports/find-export-parts.ts';
import { dressAnswer, guardRequest } from './guard-requests.ts';
import type { KeptLog } from './log/keep-log.ts';
import { answerJson, refuse } from './routes/answer.ts';
import { answerExhibition } from './routes/exhibition.ts';
import { answerHealth } from './routes/health.ts';
import { answerLog } from './routes/log.ts';
import { answerMedia } from './routes/media.ts';
import { answerReflection } from './routes/reflections.ts';
import { answerScreen } from './routes/screens.ts';
import { answerToday } from './routes/today.ts';
import { answerWall } from './routes/wall.ts';
import type { ProgramPlace } from './program/program-folder.ts';
import { openStaff, type ShellPowers } from './staff/open-staff.ts';
import type { StaffSettings } from './staff/settings.ts';
import { holdsStaffKey } from './staff-key.ts';
import type { StickWatch } from './sticks/watch-sticks.ts';

export type KioskDeps = {
  /** What is shown now; exchanged between two requests. */
  editions: EditionHolder;
  /** Loads and switches editions; without it this kiosk keeps the one it has. */
  packDesk?: PackDesk;
  settings: StaffSettings;
  /** The sticks that are in; without it none is ever noticed. */
  sticks?: StickWatch;
  /** Where PINs, settings and the plan of the tour are kept. */
  dataDir: string;
  /** What the shell around this can do for staff. */
  shell?: ShellPowers;
  /** Where an installed program has what exports need. */
  exportParts?: ExportParts;
  /** Where this program runs from; without it, from its sources. */
  program?: ProgramPlace;
  /** The built screens. */
  rendererDir: string;
  log: KeptLog;
  clock: Clock;
  /** The names it answers under, with port: `127.0.0.1:4710`, or `app` for exhibit://app. */
  hosts: readonly string[];
  version: string;
  /** Who holds it counts as a technician: commands on this machine. Nobody, where there is none. */
  staffKey?: string;
  /** Bytes that may still be written where the log is. */
  findFreeBytes(): number;
  /** Where one line about each fault goes. */
  tell(line: string): void;
};

export type Kiosk = {
  fetch(request: Request): Promise<Response>;
  stop(): Promise<void>;
};

/** The log opens in the background and may stay closed. */
export function createKiosk(deps: KioskDeps): Kiosk {
  const { log, clock, version, tell } = deps;
  const { editions } = deps;
  const countersByZone = new Map<string, ReturnType<typeof makeTodayCounter>>();
  const brokenMedia = new Map<string, Set<string>>();
  const app = new Hono();
  const holdsKey = (request: Request) => holdsStaffKey(request, deps.staffKey);
  const staff = openStaff({
    ...deps,
    program: deps.program ?? { kind: 'sources' },
    shell: deps.shell ?? { canPrint: false },
    countBroken: () => findBroken().size,
    countToday: (reader) => findTodayCounter(editions.current().timeZone).count(reader, clock),
    holdsKey,
  });
  const mayPreview = (request: Request) => holdsKey(request) || staff.isAnyoneIn();

  /** Of the edition that is shown: another one is well until it is found not to be. */
  function findBroken(): Set<string> {
    const { dir } = editions.current();
    const found = brokenMedia.get(dir) ?? new Set();
    brokenMedia.set(dir, found);
    return found;
  }

  function noteBroken(path: string): void {
    const broken = findBroken();
    if (broken.has(path)) return;
    broken.add(path);
    tell(`The exhibition's file ${path} is missing or damaged.`);
    log.noteFault('media-broken', path);
  }

  function findTodayCounter(timeZone: string) {
    const counter = countersByZone.get(timeZone) ?? makeTodayCounter(timeZone);
    countersByZone.set(timeZone, counter);
    return counter;
  }

  function route(path: string, methods: Record<string, (request: Request) => Answer>): void {
    const allow = Object.keys(methods).join(', ');
    app.all(path, ({ req }: Context) => {
      const answer = methods[req.raw.method];
      return answer ? answer(req.raw) : refuse('wrong-method', { headers: { Allow: allow } });
    });
  }

  function read(answer: (request: Request) => Answer) {
    return { GET: answer, HEAD: answer };
  }

  route(
    '/api/exhibition',
    read((request) => answerExhibition(request, editions.current())),
  );
  route('/api/log', { POST: (request) => answerLog(request, log) });
  route(
    '/api/today',
    read(() => answerToday(log, findTodayCounter(editions.current().timeZone), clock)),
  );
  route('/api/reflections', { POST: (request) => answerReflection(request, editions.current(), log) });
  route(
    '/api/wall',
    read(() => answerWall(log)),
  );
  app.all('/api/staff/*', ({ req }: Context) => staff.routes.fetch(req.raw));
  route(
    '/api/screen',
    read(() => answerJson(staff.screenSettings())),
  );
  const forPreview = (answer: (request: Request, staged: Edition) => Answer) =>
    read((request) => {
      if (!mayPreview(request)) return refuse('staff-only');
      const staged = editions.staged();
      return staged ? answer(request, staged) : refuse('nothing-staged');
    });
  route('/preview/api/exhibition', forPreview(answerExhibition));
  route(
    '/preview/media/*',
    forPreview((request, staged) => answerMedia(request, [staged], noteBroken, '/preview/media/')),
  );
  route(
    '/preview/*',
    read(() => refuse('not-found')),
  );
  route(
    '/api/health',
    read(() => {
      const freeBytes = deps.findFreeBytes();
      return answerHealth({
        edition: editions.current(),
        log,
        clock,
        version,
        freeBytes,
        brokenMedia: [...findBroken()],
        sync: staff.syncState(),
      });
    }),
  );
  route(
    '/api/*',
    read(() => refuse('not-found')),
  );
  route(
    '/media/*',
    read((request) => answerMedia(request, [editions.current(), editions.outgoing()], noteBroken)),
  );
  route(
    '*',
    read((request) => answerScreen(request, deps.rendererDir)),
  );
  app.onError((error) => {
    tell(`fault: ${error.stack ?? String(error)}`);
    log.noteFault('handler-fault', String(error));
    return refuse('fault');
  });

  log.begin({ version, ...describeEdition(editions.current()) });

  return {
    async fetch(request) {
      const refused = guardRequest(request, deps.hosts);
      return dressAnswer(refused ?? (await app.fetch(request)));
    },
    async stop() {
      await staff.stop();
      await log.stop();
    },
  };
}

type Answer = Response | Promise<Response>;
