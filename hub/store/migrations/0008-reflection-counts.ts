// Reflections are added up by day, stop and what became of them. Each says beside itself as what it was added,
// so that whoever changes one need not touch the sums: what differs waits in an index of its own until the
// counter moves it. All that are here already wait to be added.
import type { Migration } from '../migrate.ts';

const kind = `case when consent = 'private' then 'private' else state end`;

export const reflectionCounts: Migration = {
  name: '0008-reflection-counts',
  statements: ({ integer, narrow }) => [
    `create table reflection_counts (
      day text not null,
      stop_id text not null,
      kind text not null,
      reflections ${integer} not null,
      primary key (day, stop_id, kind)
    )${narrow}`,
    `alter table reflections add column counted_day text not null default ''`,
    `alter table reflections add column counted_stop text not null default ''`,
    `alter table reflections add column counted_kind text not null default ''`,
    `create index reflections_to_count on reflections (kiosk_no, event_id)
      where counted_kind <> ${kind} or counted_day <> day or counted_stop <> stop_id`,
    'drop index reflections_by_day',
  ],
};
