// What commands ask of the running kiosk about its editions. Loading a pack is done by whoever has the
// pack; showing it is done here, so that the screen and the log follow at once.
import { editionActionSchema, type EditionAction } from '../../model/staff-api.ts';
import { AppError } from '../app-error.ts';
import type { PackDesk } from '../editions/pack-desk.ts';
import { answerJson } from './answer.ts';
import { readJson } from './read-json.ts';

/** What an action came to, and the editions as they are now. */
export type EditionAnswer = ReturnType<PackDesk['list']> & {
  taken?: Awaited<ReturnType<PackDesk['takeRecallList']>>;
};

/** GET /api/staff/editions */
export function answerEditions(desk: PackDesk): Response {
  return answerJson(desk.list());
}

/** POST /api/staff/editions */
export async function answerEditionAction(request: Request, desk: PackDesk): Promise<Response> {
  const read = await readJson(request, editionActionSchema);
  if (read.kind === 'refused') return read.answer;
  try {
    return answerJson(await doEditionAction(desk, read.value));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return answerJson({ error: { code: error.code, sentence: error.sentences } }, { status: 409 });
  }
}

/** The same on a folder where no kiosk runs. Throws what the desk throws. */
export async function doEditionAction(desk: PackDesk, action: EditionAction): Promise<EditionAnswer> {
  switch (action.do) {
    case 'switch':
      await desk.switchToStaged();
      break;
    case 'back':
      await desk.back();
      break;
    case 'discard':
      await desk.discard();
      break;
    case 'recall':
      await desk.recall(action.case);
      break;
    case 'recall-list':
      return { taken: await desk.takeRecallList(action.path), ...desk.list() };
  }
  return desk.list();
}
