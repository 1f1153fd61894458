// The one job that the kiosk does for staff, looked at while it runs.
import { useState } from 'react';
import type { Job, StartJob } from '../../../model/staff-jobs.ts';
import { useAsked, type Asking } from './use-asking.ts';

const everyMs = 700;

export interface JobView {
  job: Job | undefined;
  isRunning: boolean;
  start(wanted: StartJob): Promise<void>;
  stop(): void;
}

export function useJob(asking: Asking): JobView {
  const [answer, setAnswer] = useAsked<{ job: Job | null }>(asking, 'job', everyMs);
  // What was done before this page was opened is no news.
  const [mine, setMine] = useState<string>();
  const running = answer?.job && !answer.job.outcome ? answer.job : undefined;
  const job = running ?? (answer?.job?.id === mine ? (answer?.job ?? undefined) : undefined);
  return {
    job,
    isRunning: running !== undefined,
    async start(wanted) {
      const started = await asking.settle(asking.desk.send<{ job: Job | null }>('job', wanted));
      if (!started) return;
      setMine(started.job?.id);
      setAnswer(started);
    },
    stop: () => void asking.settle(asking.desk.send('job/stop', {})),
  };
}
