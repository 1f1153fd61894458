// GET /api/today: visits counted today, for the thanks on the last screen and for staff.
import type { KeptLog } from '../log/keep-log.ts';
import type { TodayCounter } from '../count-today.ts';
import { answerJson } from './answer.ts';

/** Without a log there is no number: null, not zero. */
export function answerToday(log: KeptLog, counter: TodayCounter, nowMs: number): Response {
  const reader = log.reader();
  try {
    return answerJson({ visits: reader ? counter.count(reader, nowMs) : null });
  } catch {
    // The log's own state, at /api/health, says what is wrong with it.
    return answerJson({ visits: null });
  }
}
