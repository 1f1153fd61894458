// What organisers bring in from the dashboard: until when a key is good, and how far a pack's check is,
// which any process of the hub can be asked.
import type { Migration } from '../migrate.ts';

export const desk: Migration = {
  name: '0003-desk',
  statements: ({ integer }) => [
    'alter table edition_keys add column not_after text',
    `create table uploads (
      upload_id text primary key,
      state text not null check (state in ('checking', 'kept', 'refused', 'failed')),
      size_bytes ${integer} not null,
      done_bytes ${integer} not null,
      total_bytes ${integer} not null,
      outcome text,
      begun_ms ${integer} not null,
      changed_ms ${integer} not null,
      uploaded_by text not null
    )`,
    'create index uploads_by_time on uploads (begun_ms)',
  ],
};
