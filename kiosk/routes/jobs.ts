// What staff do with sticks: what is in, what is on them, and the one job that runs.
import { startJobSchema } from '../../model/staff-jobs.ts';
import type { Sticks } from '../../model/staff-api.ts';
import type { PackDesk } from '../editions/pack-desk.ts';
import type { StaffJobs } from '../staff/jobs.ts';
import type { StickWatch } from '../sticks/watch-sticks.ts';
import { answerEditionAction, answerEditions } from './editions.ts';
import { answerJson, refuse } from './answer.ts';
import { readJson } from './read-json.ts';
import type { StaffRoute } from './staff.ts';

export type JobRouteDeps = { jobs: StaffJobs; sticks?: StickWatch; packDesk?: PackDesk };

export function makeJobRoutes({ jobs, sticks, packDesk }: JobRouteDeps): StaffRoute[] {
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
        async POST(request) {
          const read = await readJson(request, startJobSchema);
          if (read.kind === 'refused') return read.answer;
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
