// GET /api/today: visits counted today, and pledges signed in all, for the screens that tell.
import type { Clock } from '../clock.ts';
import type { KeptLog } from '../log/keep-log.ts';
import type { TodayCounter } from '../count-today.ts';
import { answerJson } from './answer.ts';

/** Without a log there is no number: null, not zero. Pledges: under each pledge's id. */
export function answerToday(log: KeptLog, counter: TodayCounter, clock: Clock): Response {
  const reader = log.reader();
  try {
    return answerJson({
      visits: reader ? counter.count(reader, clock) : null,
      pledges: reader ? reader.countPledges() : null,
    });
  } catch {
    // The log's own state, at /api/health, says what is wrong with it.
    return answerJson({ visits: null, pledges: null });
  }
}
