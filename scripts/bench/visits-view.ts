// The peer of `bench -- export`: the columns of `visits` as one SQL view over the events, as
// somebody would write it who has the sqlite3 shell and our counting rule. It reads every event
// once, in the order of the log, takes bodies apart with json's own operators and groups by visit.
// It does less than ours: it checks no body against a schema, and takes attended time for the time
// between a visit's first and last event, which is right for the log of this bench, where nobody
// stands idle (summing the gaps with lag() takes twice as long); the bench compares both files line
// by line, so that this cannot go unnoticed.
export const visitsView = `
create temp table stops (stop_id text primary key, name text, entry text) without rowid;
insert or replace into stops
  select body ->> '$.stop_id', body ->> '$.name', body ->> '$.entry'
    from events where visit_id is null and type = 'stop.arrived' order by log, seq;

create temp view visits_export as
with
  opened as (
    select log, seq, stop_id, body ->> '$.group_id' as group_id,
        date(wall_ms / 1000 + 28800, 'unixepoch') as day
      from events where visit_id is null and type = 'group.opened'
  ),
  closed as (
    select log, seq, body ->> '$.group_id' as group_id
      from events where visit_id is null and type = 'group.closed'
  ),
  windows as materialized (
    select opened.log, opened.seq as from_seq, closed.seq as to_seq, opened.stop_id, opened.day, group_id
      from opened join closed using (group_id)
  ),
  counted as (
    select s.visit_id, s.log, s.seq, s.stop_id, s.edition, s.wall_ms as started_ms, s.body as start_body,
        max(e.mono_ms) - s.mono_ms as lasted_ms,
        max(case when e.type = 'visit.chose' and e.body ->> '$.which' = 'language'
          then printf('%012d', e.seq) || (e.body ->> '$.value') end) as chosen,
        count(distinct case when e.type = 'panel.opened' then e.body ->> '$.panel' end) as panels_opened,
        count(distinct case when e.type in ('case.finished', 'quiz.answered')
          then e.body ->> '$.panel' end) as panels_finished,
        count(distinct case when e.type = 'case.opened' then e.body ->> '$.case' end) as cases_opened,
        count(distinct case when e.type = 'case.finished' then e.body ->> '$.case' end) as cases_finished,
        total(e.type = 'step.guessed' and e.body ->> '$.right') as steps_right,
        total(e.type = 'step.guessed') as steps_guessed,
        count(distinct case when e.type = 'quiz.answered' and e.body ->> '$.right'
          then e.body ->> '$.panel' end) as quiz_right,
        count(distinct case when e.type = 'quiz.answered' then e.body ->> '$.panel' end) as quiz_answered,
        total(e.type = 'reflection.written') as reflections,
        total(e.type = 'pledge.signed') as pledges,
        total(case when e.type = 'media.played' then e.body ->> '$.seconds' end) as media_s,
        total(e.type not in ('visit.started', 'visit.beat', 'panel.closed', 'visit.ended')) as interactions,
        max(case when e.type = 'panel.closed' then e.body ->> '$.dwell_ms'
          when e.type = 'visit.beat' then e.body ->> '$.attended_ms' else 0 end) as longest_ms,
        max(case when e.type = 'visit.ended' then e.body ->> '$.cause' end) as ended_by
      from events s join events e on e.visit_id = s.visit_id
      where s.type = 'visit.started'
      group by s.log, s.seq
  )
select
  visit_id, 'kiosk-0be7c4ed' as kiosk_id, counted.stop_id, stops.name as stop_name, stops.entry,
  strftime('%Y-%m-%dT%H:%M:%S', started_ms / 1000 + 28800, 'unixepoch')
    || printf('.%03d', started_ms % 1000) || '+08:00' as started_at,
  strftime('%Y-%m-%dT%H:%M:%S', (started_ms + lasted_ms) / 1000 + 28800, 'unixepoch')
    || printf('.%03d', (started_ms + lasted_ms) % 1000) || '+08:00' as ended_at,
  'estimated' as time_quality,
  case when start_body ->> '$.mode' <> 'visitor' then ''
    when interactions >= 2 or longest_ms >= 10000 then 'visit' else 'touch' end as kind,
  start_body ->> '$.mode' as mode,
  coalesce(substr(chosen, 13), start_body ->> '$.language') as language,
  coalesce(start_body ->> '$.audience', '') as audience,
  coalesce(windows.group_id, '') as group_id,
  panels_opened, panels_finished, cases_opened, cases_finished,
  cast(steps_right as integer) as steps_right, cast(steps_guessed as integer) as steps_guessed,
  quiz_right, quiz_answered, cast(round(lasted_ms / 1000.0) as integer) as attended_s,
  cast(reflections as integer) as reflections, cast(pledges as integer) as pledges,
  cast(round(media_s) as integer) as media_s, cast(interactions as integer) as interactions,
  coalesce(ended_by, '') as ended_by, edition
from counted
left join stops on stops.stop_id = counted.stop_id
left join windows on windows.stop_id = counted.stop_id
  and windows.day = date(started_ms / 1000 + 28800, 'unixepoch')
  and windows.log = counted.log and counted.seq > from_seq and counted.seq < to_seq;
`;
