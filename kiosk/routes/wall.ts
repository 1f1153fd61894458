// GET /api/wall: what visitors shared and staff approved, this stop's first. What was withdrawn is
// gone from the next answer on.
import type { KeptLog } from '../log/keep-log.ts';
import { answerJson } from './answer.ts';

/** More slips than a wall can show, or an hour can read. */
const maxSlips = 120;

/** Slips: `{ id, text | ink, audience?, panel?, here }`; `here`: written at the present stop. */
export function answerWall(log: KeptLog): Response {
  const approved = log.reflections()?.approved(maxSlips) ?? [];
  const stopId = log.stopId();
  const slips = approved.flatMap(({ id, form, words, audience, panel, stopId: at }) => {
    if (words === undefined || form === 'ciphertext') return [];
    const content = form === 'text' ? { text: words } : { ink: JSON.parse(words) as unknown };
    return [{ id, ...content, audience, panel, here: at === stopId }];
  });
  return answerJson({ slips: slips.toSorted((a, b) => Number(b.here) - Number(a.here)) });
}
