// POST /api/reflections: what a visitor wrote and sent. Its words are marked, or sealed, before
// they are written; the answer comes when event and words are on the disk.
import { createHash } from 'node:crypto';
import type { ReflectionEvent } from '../../model/log-event.ts';
import { isMarked, postedReflectionSchema, type PostedReflection } from '../../model/reflection.ts';
import type { Edition } from '../edition.ts';
import type { KeptLog } from '../log/keep-log.ts';
import { sealWords } from '../seal-words.ts';
import { answerAppend } from './answer.ts';
import { readJson } from './read-json.ts';

export async function answerReflection(request: Request, edition: Edition, log: KeptLog): Promise<Response> {
  const posted = await readJson(request, postedReflectionSchema);
  if (posted.kind === 'refused') return posted.answer;
  const { event, words } = await makeEvent(posted.value, edition);
  return answerAppend(await log.append([event], new Map([[event.event_id, words]])));
}

async function makeEvent(
  { event_id, visit_id, age_ms, ...written }: PostedReflection,
  { readerKey, screeningWords }: Edition,
): Promise<{ event: ReflectionEvent; words: string }> {
  const { consent, audience, panel } = written;
  const plain = written.form === 'text' ? written.text : JSON.stringify(written.ink);
  const isSealed = consent === 'private' && readerKey !== undefined;
  const words = isSealed ? await sealWords(plain, readerKey) : plain;
  return {
    words,
    event: {
      event_id,
      visit_id,
      age_ms,
      type: 'reflection.written',
      schema_version: 1,
      body: {
        consent,
        ...(audience && { audience }),
        ...(panel && { panel }),
        form: isSealed ? 'ciphertext' : written.form,
        // Of sealed words nothing more is told than that they were written.
        marked: !isSealed && written.form === 'text' && isMarked(written.text, screeningWords),
        sha256: createHash('sha256').update(words).digest('hex'),
      },
    },
  };
}
