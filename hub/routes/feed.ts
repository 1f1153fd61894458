// GET /v1/feed?after=N: what is new for a kiosk, signed by the hub.
import { signedTextSchema, troubleSchema } from '../../model/sync-api.ts';
import { readFeed } from '../feed/read-feed.ts';
import { knowKiosk, type KnowDeps } from '../kiosks/know-kiosk.ts';
import { answerJson, refuse } from './answer.ts';
import type { Route } from './route.ts';

export function feedRoute(deps: KnowDeps): Route {
  const { store, identity } = deps;
  return {
    method: 'GET',
    path: '/v1/feed',
    summary: 'What is new for a kiosk after the item numbered ?after=N, in the order of commits.',
    answers: { 200: signedTextSchema, 400: troubleSchema, 401: troubleSchema, 403: troubleSchema },
    async answer(request) {
      const after = new URL(request.url).searchParams.get('after') ?? '';
      if (!/^\d{1,15}$/.test(after)) return refuse('not-understood', { because: 'after' });
      const known = await knowKiosk(request, deps);
      if (known.kind === 'refused') return refuse(known.code);
      return answerJson(
        identity.signText(JSON.stringify(await readFeed(store, identity, known, Number(after)))),
      );
    },
  };
}
