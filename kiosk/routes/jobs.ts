// What staff do with sticks: what is in, what is on them, and the one job that runs.
import { startJobSchema } from '../../model/staff-jobs.ts';
import { acceptKeySchema, type Sticks, type TrustedKeys } from '../../model/staff-api.ts';
import type { PackDesk } from '../editions/pack-desk.ts';
import { readPublicKey, readTrustedKeys, trustKey } from '../editions/trusted-keys.ts';
import type { ProgramDesk } from '../program/program-desk.ts';
import type { StaffJobs } from '../staff/jobs.ts';
import type { StickWatch } from '../sticks/watch-sticks.ts';
import { answerEditionAction, answerEditions } from './editions.ts';
import { answerJson, refuse } from './answer.ts';
import { readJson } from './read-json.ts';
import type { StaffRoute } from './staff.ts';

export type JobRouteDeps = {
  dataDir: string;
  jobs: StaffJobs;
  sticks?: StickWatch;
  packDesk?: PackDesk;
  programDesk: ProgramDesk;
  /** Told when another version of the program is to be started. */
  onUpdated(): void;
};

export function makeJobRoutes(deps: JobRouteDeps): StaffRoute[] {
  const { dataDir, jobs, sticks, packDesk, programDesk, onUpdated } = deps;
  const answerJob = () => answerJson({ job: jobs.current() ?? null });
  return [
    {
      path: '/api/staff/sticks',
      methods: {
        GET() {
          const answer: Sticks = { sticks: [...(sticks?.list() ?? [])] };
          return answerJson(answer);
        },
      },
    },
    {
      path: '/api/staff/job',
      methods: {
        GET: answerJob,
        async POST(request, role) {
          const read = await readJson(request, startJobSchema);
          if (read.kind === 'refused') return read.answer;
          if (read.value.do === 'update' && role !== 'technician') return refuse('technician-only');
          const started = jobs.start(read.value);
          return typeof started === 'string' ? refuse(started) : answerJob();
        },
      },
    },
    {
      path: '/api/staff/job/stop',
      methods: {
        POST() {
          jobs.stop();
          return answerJob();
        },
      },
    },
    {
      path: '/api/staff/program',
      role: 'technician',
      methods: { GET: () => answerJson(programDesk.read()) },
    },
    {
      path: '/api/staff/program/back',
      role: 'technician',
      methods: {
        POST() {
          if (!programDesk.goBack()) return refuse('nothing-before');
          onUpdated();
          return answerJson(programDesk.read());
        },
      },
    },
    {
      path: '/api/staff/keys',
      methods: { GET: () => answerKeys(dataDir) },
    },
    {
      // The fingerprint was compared with what the organisers read out.
      path: '/api/staff/keys/accept',
      role: 'technician',
      methods: {
        async POST(request) {
          const read = await readJson(request, acceptKeySchema);
          if (read.kind === 'refused') return read.answer;
          const { path } = read.value;
          const isOnStick = sticks?.list().some(({ keys }) => keys.some((key) => key.path === path)) ?? false;
          if (!isOnStick) return refuse('no-such-stick');
          trustKey(dataDir, readPublicKey(path));
          return answerKeys(dataDir);
        },
      },
    },
    ...(packDesk
      ? [
          {
            path: '/api/staff/editions',
            methods: {
              GET: () => answerEditions(packDesk),
              POST: (request: Request) => answerEditionAction(request, packDesk),
            },
          },
        ]
      : []),
  ];
}

function answerKeys(dataDir: string): Response {
  const answer: TrustedKeys = { keys: readTrustedKeys(dataDir) };
  return answerJson(answer);
}
