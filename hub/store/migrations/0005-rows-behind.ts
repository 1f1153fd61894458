// The rows behind figures that are more than a column of a visit: what a visitor signed, watched, wrote and
// where they would have turned back, and which panels they opened, in the order in which rows are asked for;
// and the orders of reflections and of what happened at an unknown time.
import type { Migration } from '../migrate.ts';

const columns = `kiosk_no, visit_id, act, n, about, times, signatures, right_times, started_ms, stop_id`;
/** What the visits that are here already hold as JSON. */
const signed = {
  sqlite: `select v.kiosk_no, v.visit_id, 'talk', s.key + 1, json_extract(s.value, '$.pledge'), 1,
        json_extract(s.value, '$.signatures'), 0, v.started_ms, v.stop_id
      from visits v, json_each(v.facts, '$.signed') s where v.kind <> 'staff-test' and v.pledges > 0`,
  postgres: `select v.kiosk_no, v.visit_id, 'talk', s.n, s.value ->> 'pledge', 1,
        (s.value ->> 'signatures')::bigint, 0, v.started_ms, v.stop_id
      from visits v cross join lateral json_array_elements(v.facts::json -> 'signed')
        with ordinality as s(value, n) where v.kind <> 'staff-test' and v.pledges > 0`,
};
const played = {
  sqlite: `select v.kiosk_no, v.visit_id, json_extract(s.value, '$.media'), 1, '',
        json_extract(s.value, '$.times'), 0, 0, v.started_ms, v.stop_id
      from visits v, json_each(v.facts, '$.played') s where v.kind <> 'staff-test'
        and json_extract(s.value, '$.media') in ('film', 'lecture', 'hearing')`,
  postgres: `select v.kiosk_no, v.visit_id, s.value ->> 'media', 1, '', (s.value ->> 'times')::bigint, 0, 0,
        v.started_ms, v.stop_id
      from visits v cross join lateral json_array_elements(v.facts::json -> 'played') as s(value)
      where v.kind <> 'staff-test' and s.value ->> 'media' in ('film', 'lecture', 'hearing')`,
};
const steps = {
  sqlite: `select v.kiosk_no, v.visit_id, json_extract(s.value, '$.aspect') as aspect,
        json_extract(s.value, '$.guessed') as guessed, json_extract(s.value, '$.right') as right_times,
        v.started_ms, v.stop_id
      from visits v, json_each(v.steps) s where v.kind = 'visit'`,
  postgres: `select v.kiosk_no, v.visit_id, (s.value ->> 'aspect') collate "C" as aspect,
        (s.value ->> 'guessed')::bigint as guessed, (s.value ->> 'right')::bigint as right_times,
        v.started_ms, v.stop_id
      from visits v cross join lateral json_array_elements(v.steps::json) as s(value) where v.kind = 'visit'`,
};

export const rowsBehind: Migration = {
  name: '0005-rows-behind',
  statements: ({ dialect, integer, bytes, narrow }) => [
    `create table visit_acts (
      kiosk_no ${integer} not null,
      visit_id ${bytes} not null,
      act text not null,
      n ${integer} not null,
      about text not null,
      times ${integer} not null,
      signatures ${integer} not null,
      right_times ${integer} not null,
      started_ms ${integer} not null,
      stop_id text not null,
      primary key (kiosk_no, visit_id, act, n)
    )${narrow}`,
    `insert into visit_acts (${columns}) ${signed[dialect]}`,
    `insert into visit_acts (${columns}) ${played[dialect]}`,
    `insert into visit_acts (${columns})
      select kiosk_no, visit_id, 'reflection', 1, '', reflections, 0, 0, started_ms, stop_id
        from visits where kind <> 'staff-test' and reflections > 0`,
    `insert into visit_acts (${columns})
      select kiosk_no, visit_id, 'step', row_number() over (partition by kiosk_no, visit_id order by aspect),
          aspect, sum(guessed), 0, sum(right_times), started_ms, stop_id
        from (${steps[dialect]}) touched group by kiosk_no, visit_id, aspect, started_ms, stop_id`,
    // With all that rows are cut by before they are read themselves.
    `create index visit_acts_by_start
      on visit_acts (act, about, started_ms, kiosk_no, visit_id, n, stop_id) where act <> 'talk'`,
    // Pledges are also asked for whichever they are; of the other acts there is one of each in a visit.
    `create index visit_acts_of_talk
      on visit_acts (started_ms, kiosk_no, visit_id, n, about, stop_id) where act = 'talk'`,
    `alter table visit_panels add column started_ms ${integer} not null default 0`,
    `alter table visit_panels add column stop_id text not null default ''`,
    `update visit_panels set started_ms = v.started_ms, stop_id = v.stop_id from visits v
      where v.kiosk_no = visit_panels.kiosk_no and v.visit_id = visit_panels.visit_id`,
    `create index visit_panels_by_start
      on visit_panels (panel, started_ms, kiosk_no, visit_id, is_finished, quiz, stop_id)`,
    `create index visits_at_unknown_time on visits (started_ms, kiosk_no, visit_id)
      where time_quality = 'unknown'`,
    'create index reflections_by_stop on reflections (stop_id, written_ms, event_id)',
    'create index reflections_by_fate on reflections (consent, state, written_ms, event_id)',
  ],
};
