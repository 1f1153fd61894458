// What visitors shared, for those who review it before it hangs on the wall. Only who can read the
// data folder has the key that these answers need (staff-key.ts).
import { decisionSchema } from '../../model/staff-api.ts';
import type { KeptLog } from '../log/keep-log.ts';
import { byHub } from '../log/hub-shelf.ts';
import type { Reflection } from '../log/read-reflections.ts';
import { answerAppend, answerJson, refuse } from './answer.ts';
import { readJson } from './read-json.ts';

export type ReviewLog = Pick<KeptLog, 'reflections' | 'appendStaff' | 'shelf'>;

/** GET /api/staff/reflections: those that were shared, marked ones first, then the oldest. */
export function answerReflections(log: ReviewLog): Response {
  const reader = log.reflections();
  if (!reader) return refuse('log-unavailable', { headers: { 'Retry-After': '2' } });
  return answerJson({ reflections: forReview(reader.list()) });
}

function forReview(reflections: Iterable<Reflection>): Reflection[] {
  const open = [...reflections].filter(({ form }) => form !== 'ciphertext');
  return open.toSorted((a, b) => Number(b.marked) - Number(a.marked));
}

/** POST /api/staff/reviews: `{ reflection, state, by }`, written as `review.decided`. */
export async function answerReview(request: Request, log: ReviewLog): Promise<Response> {
  const decision = await readJson(request, decisionSchema);
  if (decision.kind === 'refused') return decision.answer;
  const reflection = log.reflections()?.find(decision.value.reflection);
  // The hub's word stands: what it took down goes up nowhere; what it approved staff may still take down here.
  const byHubNow = log.shelf()?.stateByHub(decision.value.reflection);
  const isTakenDown = byHubNow === 'declined' || byHubNow === 'withdrawn';
  if (decision.value.by === byHub || (isTakenDown && decision.value.state === 'approved')) {
    return refuse('hub-decided');
  }
  const mayDecide = reflection?.consent === 'public' && reflection.words !== undefined;
  if (!mayDecide) return refuse('no-such-reflection');
  return answerAppend(await log.appendStaff('review.decided', decision.value));
}
