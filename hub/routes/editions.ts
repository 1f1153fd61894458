// Editions, from the dashboard: which packs are here, to whom they were released, and releasing one.
import { z } from 'zod';
import { releasePack } from '../editions/release.ts';
import type { Store } from '../store/open-store.ts';
import { guardedRoute, type HubRoute } from './define-route.ts';
import { actorOf } from './people.ts';
import { answerJson, answerLive, refuse } from './refusals.ts';

export type EditionsDeps = {
  store: Store;
  /** Unix milliseconds. */
  now(): number;
};

/** To every kiosk, or to these. */
const releaseSchema = z.strictObject({
  to: z.union([z.literal('all'), z.array(z.string().max(80)).min(1).max(10_000)]),
});

const editionsSchema = z.object({
  packs: z.array(
    z.object({
      sha256: z.string(),
      edition: z.string(),
      title: z.string(),
      sizeBytes: z.int(),
      uploadedMs: z.int(),
      uploadedBy: z.string(),
      /** The newest first; `kioskId` null: every kiosk. */
      releases: z.array(
        z.object({ kioskId: z.string().nullable(), releasedMs: z.int(), releasedBy: z.string() }),
      ),
    }),
  ),
});

export function editionRoutes({ store, now }: EditionsDeps): HubRoute[] {
  return [
    guardedRoute({
      method: 'GET',
      path: '/api/editions',
      may: 'see-kiosks',
      summary: 'Packs on this hub, and to whom each was released.',
      answers: editionsSchema,
      answer: async ({ request }) => answerLive(request, await readEditions(store)),
    }),
    guardedRoute({
      method: 'POST',
      path: '/api/editions/:sha256/releases',
      may: 'release-editions',
      summary: 'Release a pack to every kiosk, or to some.',
      body: releaseSchema,
      answers: z.object({}),
      async answer({ params, body: { to }, me }) {
        const wanted = { sha256: params['sha256'] ?? '', to, by: actorOf(me), nowMs: now() };
        const { kind } = await releasePack(store, wanted);
        return kind === 'released' ? answerJson({}) : refuse(kind);
      },
    }),
  ];
}

async function readEditions({ db }: Store): Promise<z.infer<typeof editionsSchema>> {
  const packs = await db.selectFrom('packs').selectAll().orderBy('uploaded_ms', 'desc').execute();
  const releases = await db
    .selectFrom('releases')
    .leftJoin('kiosks', 'kiosks.kiosk_no', 'releases.kiosk_no')
    .select(['sha256', 'kiosk_id', 'released_ms', 'released_by'])
    .orderBy('release_no', 'desc')
    .execute();
  const releasesOf = Map.groupBy(releases, ({ sha256 }) => sha256);
  return {
    packs: packs.map((pack) => ({
      sha256: pack.sha256,
      edition: pack.edition,
      title: pack.title,
      sizeBytes: pack.size_bytes,
      uploadedMs: pack.uploaded_ms,
      uploadedBy: pack.uploaded_by,
      releases: (releasesOf.get(pack.sha256) ?? []).map(({ kiosk_id, released_ms, released_by }) => ({
        kioskId: kiosk_id,
        releasedMs: released_ms,
        releasedBy: released_by,
      })),
    })),
  };
}
