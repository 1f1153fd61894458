// Editions, from the dashboard: which packs are here, to whom they were released, and releasing one; the
// cases that are called back.
import { Readable } from 'node:stream';
import { z } from 'zod';
import {
  editionsSchema,
  packMedia,
  recalledSchema,
  recallsSchema,
  releaseSchema,
  type Editions,
} from '../../model/hub-desk.ts';
import { recallListFile, signedRecallListSchema } from '../../model/pack.ts';
import { releasePack } from '../editions/release.ts';
import { findRecallFile, readRecalls, takeRecalls } from '../editions/take-recalls.ts';
import { readEditionKeys } from '../packs/edition-keys.ts';
import { readPack } from '../packs/keep-pack.ts';
import type { Store } from '../store/open-store.ts';
import { guardedRoute, type HubRoute } from './define-route.ts';
import { actorOf } from './people.ts';
import { answerFile } from './answer-file.ts';
import { answerJson, answerLive, refuse } from './refusals.ts';

export type EditionsDeps = {
  store: Store;
  /** Unix milliseconds. */
  now(): number;
};

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
    guardedRoute({
      method: 'GET',
      path: '/api/editions/:sha256/file',
      may: 'manage-kiosks',
      summary: 'A pack as a file, to carry to kiosks by stick.',
      answers: { media: packMedia },
      async answer({ params }) {
        const sha256 = params['sha256'] ?? '';
        const { db } = store;
        const pack = await db
          .selectFrom('packs')
          .select(['edition', 'size_bytes'])
          .where('sha256', '=', sha256)
          .executeTakeFirst();
        if (!pack) return refuse('no-such-pack');
        const bytes = Readable.from(readPack(store, sha256, { first: 0, last: pack.size_bytes - 1 }));
        const name = `${pack.edition}.zip`;
        return answerFile({ bytes, name, media: packMedia, sizeBytes: pack.size_bytes });
      },
    }),
    guardedRoute({
      method: 'GET',
      path: '/api/recalls',
      may: 'see-kiosks',
      summary: 'The cases that are called back.',
      answers: recallsSchema,
      answer: async ({ request }) => answerLive(request, await readRecalls(store)),
    }),
    guardedRoute({
      method: 'POST',
      path: '/api/recalls',
      may: 'release-editions',
      summary: 'Hand a signed recall list on to every kiosk.',
      body: signedRecallListSchema,
      answers: recalledSchema,
      async answer({ body, me }) {
        const taken = await takeRecalls(store, { signed: body, by: actorOf(me), nowMs: now() });
        if (taken.kind === 'taken') return answerJson({ version: taken.version, added: taken.added });
        if (taken.kind !== 'not-understood') return refuse(taken.kind);
        return refuse('not-understood', {
          findings: [{ where: 'list', what: 'changed after it was signed' }],
        });
      },
    }),
    guardedRoute({
      method: 'GET',
      path: '/api/recalls/file',
      may: 'manage-kiosks',
      summary: 'The newest recall list as it was signed, to carry to kiosks by stick.',
      answers: signedRecallListSchema,
      async answer() {
        const list = await findRecallFile(store);
        if (!list) return refuse('not-found');
        const headers = { 'Content-Disposition': `attachment; filename="${recallListFile}"` };
        return answerJson(list, { headers });
      },
    }),
  ];
}

async function readEditions(store: Store): Promise<Editions> {
  const { db } = store;
  const packs = await db.selectFrom('packs').selectAll().orderBy('uploaded_ms', 'desc').execute();
  const releases = await db
    .selectFrom('releases')
    .leftJoin('kiosks', 'kiosks.kiosk_no', 'releases.kiosk_no')
    .select(['sha256', 'kiosk_id', 'released_ms', 'released_by'])
    .orderBy('release_no', 'desc')
    .execute();
  const keys = await readEditionKeys(store);
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
    keys: keys.map(({ label, fingerprint, notAfter = null }) => ({ label, fingerprint, notAfter })),
  };
}
