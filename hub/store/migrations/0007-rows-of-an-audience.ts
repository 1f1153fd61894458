// The language and audience of a visit stand beside what was done in it and the panels that were opened, so
// that rows of one of them are not looked up among those of all. Reflections are counted in an index alone.
import type { Migration } from '../migrate.ts';

const of = (table: string, column: string) =>
  `coalesce((select v.${column} from visits v
      where v.kiosk_no = ${table}.kiosk_no and v.visit_id = ${table}.visit_id), '')`;

const fill = (table: string) => [
  `alter table ${table} add column language text not null default ''`,
  `alter table ${table} add column audience text not null default ''`,
  `update ${table} set language = ${of(table, 'language')}, audience = ${of(table, 'audience')}`,
];

export const rowsOfAnAudience: Migration = {
  name: '0007-rows-of-an-audience',
  statements: () => [
    ...fill('visit_acts'),
    ...fill('visit_panels'),
    'drop index visit_acts_by_start',
    `create index visit_acts_by_start
      on visit_acts (act, about, started_ms, kiosk_no, visit_id, n, stop_id, language, audience)
      where act <> 'talk'`,
    'drop index visit_acts_of_talk',
    `create index visit_acts_of_talk
      on visit_acts (started_ms, kiosk_no, visit_id, n, about, stop_id, language, audience) where act = 'talk'`,
    'drop index visit_panels_by_start',
    `create index visit_panels_by_start on visit_panels
      (panel, started_ms, kiosk_no, visit_id, is_finished, quiz, stop_id, language, audience)`,
    'create index reflections_by_day on reflections (consent, state, day, stop_id)',
  ],
};
