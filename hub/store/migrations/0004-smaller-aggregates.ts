// Aggregates that do not grow with the number of kiosks, so that the dashboard is as quick for a hundred
// of them as for ten; and the orders in which rows of visits are asked for.
import type { Migration } from '../migrate.ts';

export const smallerAggregates: Migration = {
  name: '0004-smaller-aggregates',
  statements: ({ integer, narrow }) => [
    `create table session_counts (
      day text not null,
      stop_id text not null,
      language text not null,
      audience text not null,
      kind text not null,
      in_group ${integer} not null,
      time_quality text not null,
      visits ${integer} not null,
      attended_ms ${integer} not null,
      panels_opened ${integer} not null,
      reflections ${integer} not null,
      primary key (day, stop_id, language, audience, kind, in_group, time_quality)
    )${narrow}`,
    `insert into session_counts
      select day, stop_id, language, audience, kind, in_group, time_quality, sum(visits), sum(attended_ms),
          sum(panels_opened), sum(reflections)
        from visit_counts group by day, stop_id, language, audience, kind, in_group, time_quality`,
    `create table hour_counts (
      day text not null,
      hour ${integer} not null,
      stop_id text not null,
      language text not null,
      audience text not null,
      kind text not null,
      visits ${integer} not null,
      primary key (day, hour, stop_id, language, audience, kind)
    )${narrow}`,
    `insert into hour_counts
      select day, hour, stop_id, language, audience, kind, sum(visits)
        from visit_counts group by day, hour, stop_id, language, audience, kind`,
    'create index visit_counts_by_kiosk on visit_counts (kiosk_no)',
    'create index visits_by_day_and_start on visits (day, started_ms, kiosk_no, visit_id)',
    'create index visits_by_stop_and_start on visits (stop_id, started_ms, kiosk_no, visit_id)',
    'create index visits_by_kiosk_and_start on visits (kiosk_no, started_ms, visit_id)',
  ],
};
