// GET /api/wall: what visitors shared and staff approved, this stop's first. What was withdrawn is
// gone from the next answer on. What the hub approved elsewhere hangs behind this kiosk's own.
import type { KeptLog } from '../log/keep-log.ts';
import { answerJson } from './answer.ts';

/** More slips than a wall can show, or an hour can read. */
const maxSlips = 120;

/** Slips: `{ id, text | ink, audience?, panel?, here }`; `here`: written at the present stop. */
export function answerWall(log: KeptLog): Response {
  const approved = log.reflections()?.approved(maxSlips) ?? [];
  const stopId = log.stopId();
  const others = log.shelf()?.approved(maxSlips) ?? [];
  const slips = [...approved, ...others].flatMap(({ id, form, words, audience, panel, stopId: at }) => {
    if (words === undefined || form === 'ciphertext') return [];
    const content = form === 'text' ? { text: words } : { ink: JSON.parse(words) as unknown };
    const about = { audience: audience ?? undefined, panel: panel ?? undefined };
    return [{ id, ...content, ...about, here: at === stopId }];
  });
  const inOrder = slips.toSorted((a, b) => Number(b.here) - Number(a.here));
  return answerJson({ slips: inOrder.slice(0, maxSlips) });
}
