// Reflections are added up by day, stop and what became of them. Each says beside itself as what it was added,
// so that whoever changes one need not touch the sums: what differs waits in an index of its own until the
// counter moves it. All that are here already wait to be added.
import type { Migration } from '../migrate.ts';

const kind = `case when consent = 'private' then 'private' else state end`;
const isToCount = `case when counted_kind = ${kind} and counted_day = day and counted_stop = stop_id
  then 0 else 1 end`;

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
    // Of a whole expression PostgreSQL keeps statistics, by which it knows that few wait; of a condition not.
    `create index reflections_to_count on reflections ((${isToCount}))`,
    'drop index reflections_by_day',
  ],
};
