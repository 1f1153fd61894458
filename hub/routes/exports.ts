// Exports, from the dashboard: every table that `npm run export` has, as a file. Asked by POST, so that no
// other site can make a browser ask, and answered with the file itself: there is no address of it to be
// guessed, and any process of a hub can be asked.
import { createReadStream, type ReadStream } from 'node:fs';
import { carriesWords, exportRequestSchema, nameExport, type ExportRequest } from '../../model/hub-desk.ts';
import { mayDo } from '../../model/hub-access.ts';
import type { ViewFilters } from '../../model/hub-views.ts';
import { noteAudit } from '../accounts/audit.ts';
import type { Exports, Made } from '../exports/make-exports.ts';
import type { Store } from '../store/open-store.ts';
import { answerFile } from './answer-file.ts';
import { guardedRoute, type HubRoute } from './define-route.ts';
import { actorOf } from './people.ts';
import { refuse } from './refusals.ts';

export type ExportRouteDeps = {
  store: Store;
  exports: Exports;
  /** Unix milliseconds. */
  now(): number;
  tell(line: string): void;
};

const media: Record<ExportRequest['format'], string> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
  zip: 'application/zip',
};

export function exportRoutes({ store, exports, now, tell }: ExportRouteDeps): HubRoute[] {
  return [
    guardedRoute({
      method: 'POST',
      path: '/api/exports',
      may: 'export-figures',
      summary: 'A table, all of them, or the printed report, as a file; words only for who may review.',
      body: exportRequestSchema,
      answers: { media: 'application/octet-stream' },
      async answer({ request, body, me }) {
        if (carriesWords(body) && !mayDo(me.role, 'review-reflections')) return refuse('not-yours');
        const withPrivate = mayDo(me.role, 'fetch-sealed');
        const made = await exports.make(body, { withPrivate, signal: request.signal });
        if (made.kind === 'failed') return refuse('export-failed');
        // Whoever asked has gone, or the hub is going: nobody reads this.
        if (made.kind !== 'made') return refuse('busy', { headers: { 'Retry-After': '30' } });
        const { kind, format, language, filters } = body;
        const details = { format, language, bytes: made.sizeBytes, ...toDetails(filters) };
        try {
          const note = { by: actorOf(me), act: 'figures-exported', about: kind, details } as const;
          await noteAudit(store.db, note, now());
        } catch (error) {
          await made.remove();
          throw error;
        }
        const day = new Date(now()).toISOString().slice(0, 10);
        const name = nameExport(body, day);
        return answerFile({
          bytes: openOnce(made, tell),
          name,
          media: media[format],
          sizeBytes: made.sizeBytes,
        });
      },
    }),
  ];
}

/** Only what was set. The file has a language, too. */
function toDetails({ language: visitorLanguage, ...filters }: ViewFilters): Record<string, string> {
  return Object.fromEntries(
    Object.entries({ ...filters, visitorLanguage }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
}

/** The file goes when it was read, or as soon as nobody reads on. */
function openOnce({ path, remove }: Made, tell: ExportRouteDeps['tell']): ReadStream {
  const file = createReadStream(path, { highWaterMark: 256 * 1024 });
  file.once('close', () => {
    remove().catch((error: unknown) => tell(`export: ${String(error)}`));
  });
  return file;
}
