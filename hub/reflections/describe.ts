// What every list of reflections tells of one, besides its words.
import type { Selectable } from 'kysely';
import { toUuid } from '../ingest/check-event.ts';
import type { FindPlace } from '../views/read-places.ts';
import type { ReflectionsTable } from './reflection-tables.ts';

type Head = Pick<
  Selectable<ReflectionsTable>,
  'event_id' | 'written_ms' | 'stop_id' | 'form' | 'audience' | 'panel'
>;

export function describeReflection(row: Head, placeOf: FindPlace) {
  return {
    id: toUuid(row.event_id),
    writtenMs: row.written_ms,
    ...placeOf(row.stop_id),
    form: row.form,
    audience: row.audience,
    panel: row.panel,
  };
}
