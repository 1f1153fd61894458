// A pack's way in from the dashboard: sent as bytes, then asked after until it is checked.
import { z } from 'zod';
import { packMedia, uploadSchema, uploadsSchema } from '../../model/hub-desk.ts';
import type { Uploads } from '../packs/uploads.ts';
import { guardedRoute, type HubRoute } from './define-route.ts';
import { actorOf } from './people.ts';
import { answerJson, answerLive, refuse } from './refusals.ts';

export function uploadRoutes({ uploads }: { uploads: Uploads }): HubRoute[] {
  return [
    guardedRoute({
      method: 'POST',
      path: '/api/uploads',
      may: 'upload-editions',
      summary: 'A signed pack as a zip. It is checked then; ask after it by its number.',
      body: { media: packMedia },
      answers: z.object({ uploadId: z.string() }),
      async answer({ request, me }) {
        const received = await uploads.receive(request, actorOf(me));
        if (received.kind === 'checking') return answerJson({ uploadId: received.uploadId });
        return refuse(received.kind);
      },
    }),
    guardedRoute({
      method: 'GET',
      path: '/api/uploads',
      may: 'upload-editions',
      summary: 'The last uploads, and what came of them.',
      answers: uploadsSchema,
      answer: async ({ request }) => answerLive(request, { uploads: await uploads.list() }),
    }),
    guardedRoute({
      method: 'GET',
      path: '/api/uploads/:upload',
      may: 'upload-editions',
      summary: 'How far an upload’s check is, or what came of it.',
      answers: uploadSchema,
      async answer({ request, params }) {
        const upload = await uploads.find(params['upload'] ?? '');
        return upload ? answerLive(request, upload) : refuse('no-such-upload');
      },
    }),
  ];
}
