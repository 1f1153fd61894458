// /api/staff/: behind the exhibition. What needs no PIN is the way in; all else needs a session of
// staff, some of it a technician's. Commands on this machine come with the data folder's key instead
// (staff-key.ts) and count as a technician.
import { Hono, type Context } from 'hono';
import { z } from 'zod';
import type { Calendar } from '../../model/calendar.ts';
import {
  arriveSchema,
  changePinSchema,
  closeGroupSchema,
  enterSchema,
  itinerarySchema,
  openGroupSchema,
  recordActivitySchema,
  selfTestSchema,
  settingsSchema,
  setUpSchema,
  type Lights,
  type Powers,
  type SettingsAnswer,
  type StaffRole,
} from '../../model/staff-api.ts';
import type { KeptLog } from '../log/keep-log.ts';
import type { StaffAccess } from '../staff/access.ts';
import { runSelfTest } from '../staff/self-test.ts';
import type { StaffSettings } from '../staff/settings.ts';
import type { StaffTour, TourOutcome } from '../staff/tour.ts';
import { answerAppend, answerJson, refuse } from './answer.ts';
import { readJson } from './read-json.ts';
import { answerReflections, answerReview } from './review.ts';

export type StaffRouteDeps = {
  access: StaffAccess;
  tour: StaffTour;
  settings: StaffSettings;
  powers: Powers;
  log: KeptLog;
  calendar(): Calendar;
  wallMs(): number;
  aheadOfHubMs(): number | null;
  lights(): Lights;
  /** Roots of the sticks that are in now. */
  sticks(): string[];
  /** Called when settings were changed. */
  onSettings(): void;
  /** Quits and starts again; undefined where the shell cannot. */
  relaunch?: () => void;
  /** Everything makes room for a first day, at the next start; see factory-reset.ts. */
  requestReset(): void;
  /** Whether the request comes with the data folder's key. */
  holdsKey(request: Request): boolean;
};

type Answer = Response | Promise<Response>;
type Handle = (request: Request, role: StaffRole) => Answer;

/** Routes that other rooms of the kiosk add, under the same guard. */
export type StaffRoute = { path: string; methods: Record<string, Handle>; role?: StaffRole };

export function createStaffRoutes(deps: StaffRouteDeps, more: readonly StaffRoute[]): Hono {
  const { access, tour, settings, log } = deps;
  const app = new Hono();

  const roleOf = (request: Request): StaffRole | undefined =>
    deps.holdsKey(request) ? 'technician' : access.roleOf(request);

  function add(path: string, methods: Record<string, (request: Request) => Answer>): void {
    const allow = Object.keys(methods).join(', ');
    app.all(path, ({ req }: Context) => {
      const answer = methods[req.raw.method];
      return answer ? answer(req.raw) : refuse('wrong-method', { headers: { Allow: allow } });
    });
  }

  function addGuarded({ path, methods, role: needed = 'staff' }: StaffRoute): void {
    const guarded = Object.entries(methods).map(([method, handle]) => [
      method,
      (request: Request) => {
        const role = roleOf(request);
        if (!role) return refuse('staff-only');
        if (needed === 'technician' && role !== 'technician') return refuse('technician-only');
        return handle(request, role);
      },
    ]);
    add(path, Object.fromEntries(guarded) as Record<string, (request: Request) => Answer>);
  }

  add('/api/staff/access', { GET: () => answerJson(access.describe()) });
  add('/api/staff/set-up', {
    POST: (request) =>
      withBody(request, setUpSchema, async ({ staffPin, technicianPin }) =>
        (await access.setUp({ staff: staffPin, technician: technicianPin }))
          ? answerJson(access.describe())
          : refuse('set-up-closed'),
      ),
  });
  add('/api/staff/enter', {
    POST: (request) =>
      withBody(request, enterSchema, async ({ pin }) => {
        const entered = await access.enter(pin);
        return answerJson(entered, { status: entered.kind === 'entered' ? 200 : 403 });
      }),
  });
  add('/api/staff/recovery', { POST: () => answerJson({ outcome: access.recover(deps.sticks()) }) });

  addGuarded({
    path: '/api/staff/leave',
    methods: {
      POST(request) {
        access.leave(request);
        return answerJson({});
      },
    },
  });
  addGuarded({
    path: '/api/staff/pin',
    role: 'technician',
    methods: {
      POST: (request) =>
        withBody(request, changePinSchema, async ({ role, pin }) =>
          (await access.changePin(role, pin)) ? answerJson({}) : refuse('pin-taken'),
        ),
    },
  });
  addGuarded({ path: '/api/staff/lights', methods: { GET: () => answerJson(deps.lights()) } });
  addGuarded({
    path: '/api/staff/self-test',
    methods: {
      POST: (request) =>
        withBody(request, selfTestSchema, async ({ results }) => {
          const report = await runSelfTest(results, log, {
            calendar: deps.calendar(),
            wallMs: deps.wallMs(),
          });
          return report ? answerJson(report) : refuseUnwritten();
        }),
    },
  });

  const answerTour = () => {
    const now = tour.read();
    return now ? answerJson(now) : refuseUnwritten();
  };
  /** What was written, as the tour stands after it. */
  const afterWriting = (outcome: TourOutcome) => {
    switch (outcome.kind) {
      case 'no-stop':
      case 'no-such-group':
        return refuse(outcome.kind);
      case 'written':
        return answerTour();
      case 'unavailable':
        return answerAppend(outcome);
    }
  };
  const posts = <Schema extends z.ZodType>(
    path: string,
    schema: Schema,
    write: (body: z.output<Schema>) => Promise<TourOutcome>,
  ) =>
    addGuarded({
      path,
      methods: {
        POST: (request) => withBody(request, schema, async (body) => afterWriting(await write(body))),
      },
    });
  addGuarded({ path: '/api/staff/tour', methods: { GET: answerTour } });
  posts('/api/staff/tour/arrive', arriveSchema, ({ address, ...body }) =>
    tour.arrive({ ...body, ...(address !== undefined && { address }) }),
  );
  posts('/api/staff/tour/leave', z.strictObject({}), () => tour.leave());
  posts('/api/staff/tour/groups', openGroupSchema, tour.openGroup);
  posts('/api/staff/tour/groups/close', closeGroupSchema, ({ headcount, ...body }) =>
    tour.closeGroup({ ...body, ...(headcount !== undefined && { headcount }) }),
  );
  posts('/api/staff/tour/activities', recordActivitySchema, tour.recordActivity);
  addGuarded({
    path: '/api/staff/tour/itinerary',
    methods: {
      PUT: (request) =>
        withBody(request, itinerarySchema, (itinerary) => {
          tour.writeItinerary(itinerary);
          return answerTour();
        }),
    },
  });

  addGuarded({ path: '/api/staff/reflections', methods: { GET: () => answerReflections(log) } });
  addGuarded({ path: '/api/staff/reviews', methods: { POST: (request) => answerReview(request, log) } });

  const answerSettings = () => {
    const answer: SettingsAnswer = {
      settings: settings.read(),
      powers: deps.powers,
      aheadOfHubMs: deps.aheadOfHubMs(),
    };
    return answerJson(answer);
  };
  addGuarded({
    path: '/api/staff/settings',
    methods: {
      GET: answerSettings,
      PUT: (request, role) =>
        withBody(request, settingsSchema, (wanted) => {
          // Whose editions are shown is not for everyone who holds the staff's PIN.
          const mayAllow = role === 'technician' || wanted.allowUnsigned === settings.read().allowUnsigned;
          if (!mayAllow) return refuse('technician-only');
          settings.write(wanted);
          deps.onSettings();
          return answerSettings();
        }),
    },
  });
  addGuarded({
    path: '/api/staff/relaunch',
    methods: {
      POST() {
        if (!deps.relaunch) return refuse('not-here');
        setTimeout(deps.relaunch, 200);
        return answerJson({});
      },
    },
  });
  addGuarded({
    path: '/api/staff/reset',
    role: 'technician',
    methods: {
      POST() {
        deps.requestReset();
        if (deps.relaunch) setTimeout(deps.relaunch, 200);
        return answerJson({ restartsItself: deps.relaunch !== undefined });
      },
    },
  });
  for (const route of more) addGuarded(route);
  app.all('/api/staff/*', () => refuse('not-found'));
  return app;
}

function refuseUnwritten(): Response {
  return refuse('log-unavailable', { headers: { 'Retry-After': '2' } });
}

async function withBody<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  answer: (body: z.output<Schema>) => Answer,
): Promise<Response> {
  const read = await readJson(request, schema);
  return read.kind === 'refused' ? read.answer : answer(read.value);
}
