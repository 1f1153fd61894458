// GET /api/exhibition?lang=: the exhibition in one language, byte for byte as it was built.
import { languageSchema } from '../../model/language.ts';
import type { Edition } from '../edition.ts';
import { isFresh, refuse } from './answer.ts';

export function answerExhibition(request: Request, edition: Edition): Response {
  const asked = new URL(request.url).searchParams.get('lang');
  if (asked === null || asked === '') return refuse('language-missing');
  const language = languageSchema.safeParse(asked);
  const exhibition = language.success ? edition.exhibitions.get(language.data) : undefined;
  if (!exhibition) return refuse('no-such-language');
  const etag = `"${exhibition.sha256.slice(0, 32)}"`;
  const headers = {
    ETag: etag,
    'Cache-Control': 'no-cache',
    'Content-Type': 'application/json; charset=utf-8',
  };
  if (isFresh(request, etag)) return new Response(null, { status: 304, headers });
  return new Response(exhibition.bytes, {
    headers: { ...headers, 'Content-Length': String(exhibition.bytes.length) },
  });
}
