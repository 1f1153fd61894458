// The one job that the kiosk does for staff, looked at while it runs. It goes on while staff are
// elsewhere; whoever comes back sees it, and what came of it.
import { useEffect, useEffectEvent } from 'react';
import type { Job, StartJob } from '../../../model/staff-jobs.ts';
import { useAsked, type Asking } from './use-asking.ts';

const everyMs = 700;

/** The job that was seen running on this screen and whose end nobody has seen yet. */
const watched: { id?: string } = {};

export interface JobView {
  job: Job | undefined;
  isRunning: boolean;
  start(wanted: StartJob): Promise<void>;
  stop(): void;
}

export function useJob(asking: Asking): JobView {
  const [answer, setAnswer] = useAsked<{ job: Job | null }>(asking, 'job', everyMs);
  const latest = answer?.job ?? undefined;
  const isRunning = latest !== undefined && !latest.outcome;
  // What ended before anybody here looked is no news.
  const job = isRunning || latest?.id === watched.id ? latest : undefined;
  const runningId = isRunning ? latest.id : undefined;
  useEffect(() => {
    if (runningId !== undefined) watched.id = runningId;
  }, [runningId]);
  const forgetSeen = useEffectEvent(() => {
    if (job?.outcome) delete watched.id;
  });
  useEffect(() => () => forgetSeen(), []);
  return {
    job,
    isRunning,
    async start(wanted) {
      const started = await asking.settle(asking.desk.send<{ job: Job | null }>('job', wanted));
      if (!started) return;
      if (started.job) watched.id = started.job.id;
      setAnswer(started);
    },
    stop: () => asking.once(() => asking.settle(asking.desk.send('job/stop', {}))),
  };
}
