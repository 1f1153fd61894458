// Kiosks, what they sent, what is counted from it, and what goes out to them. Never edited; what
// changes comes in a migration of its own.
import type { Migration } from '../migrate.ts';

const aggregateKey = 'day text not null, stop_id text not null';

export const ground: Migration = {
  name: '0001-ground',
  statements: ({ dialect, integer, bytes, numbered, narrow, keptInOrder }) => [
    `create table hub (
      id ${integer} primary key check (id = 1),
      hub_id text not null,
      name text not null,
      private_key text not null,
      reader_key text,
      made_ms ${integer} not null
    )`,
    `create table kiosks (
      kiosk_no ${numbered},
      kiosk_id text not null unique,
      name text not null,
      public_key text not null,
      state text not null check (state in ('active', 'revoked')),
      enrolled_ms ${integer} not null,
      last_heard_ms ${integer},
      forked_ms ${integer},
      state_ms ${integer},
      version text,
      edition text,
      staged text,
      stop_id text,
      log_id text,
      last_seq ${integer},
      unsent ${integer},
      free_bytes ${integer},
      lights text,
      recall_version ${integer},
      feed_through ${integer},
      clock_skew_ms ${integer}
    )`,
    'create index kiosks_by_key on kiosks (public_key)',
    `create table enrolment_codes (
      code_id text primary key,
      secret text not null,
      kiosk_name text not null,
      made_by text not null,
      made_ms ${integer} not null,
      expires_ms ${integer} not null,
      used_ms ${integer},
      used_by_kiosk text
    )`,
    `create table edition_keys (
      public_key text primary key,
      label text not null,
      added_ms ${integer} not null
    )`,
    `create table logs (
      log_no ${numbered},
      kiosk_no ${integer} not null,
      log_id text not null,
      committed_through ${integer} not null,
      backed_up_through ${integer} not null,
      first_heard_ms ${integer} not null,
      last_heard_ms ${integer} not null,
      after_fork ${integer} not null,
      unique (kiosk_no, log_id)
    )`,
    `create table receipts (
      kiosk_no ${integer} not null,
      log_no ${integer} not null,
      seq ${integer} not null,
      event_id ${bytes},
      hash ${bytes} not null,
      primary key (kiosk_no, log_no, seq)
    )${narrow}`,
    // A row without an id is one of many that have none.
    'create unique index receipts_by_event on receipts (kiosk_no, event_id) where event_id is not null',
    `create table events (
      kiosk_no ${integer} not null,
      log_no ${integer} not null,
      seq ${integer} not null,
      month integer not null,
      visit_id ${bytes},
      type text not null,
      schema_version ${integer} not null,
      wall_ms ${integer} not null,
      mono_ms ${integer} not null,
      boot_id text not null,
      stop_id text,
      edition text not null,
      body text not null,
      primary key (kiosk_no, log_no, seq, month)
    )${keptInOrder('month')}`,
    ...(dialect === 'postgres' ? ['create table events_at_other_times partition of events default'] : []),
    'create index events_by_visit on events (kiosk_no, visit_id) where visit_id is not null',
    'create index events_outside_visits on events (type, kiosk_no, log_no, seq) where visit_id is null',
    `create table parked_events (
      kiosk_no ${integer} not null,
      log_no ${integer} not null,
      seq ${integer} not null,
      reason text not null,
      text text not null,
      arrived_ms ${integer} not null,
      primary key (kiosk_no, log_no, seq)
    )`,
    `create table words (
      kiosk_no ${integer} not null,
      event_id ${bytes} not null,
      words text not null,
      primary key (kiosk_no, event_id)
    )${narrow}`,
    `create table erasures (
      kiosk_no ${integer} not null,
      event_id ${bytes} not null,
      erased_ms ${integer} not null,
      erased_by text not null,
      primary key (kiosk_no, event_id)
    )${narrow}`,
    `create table boots (
      kiosk_no ${integer} not null,
      boot_id text not null,
      booted_at_ms ${integer} not null,
      primary key (kiosk_no, boot_id)
    )${narrow}`,
    `create table stale_visits (
      stale_no ${numbered},
      kiosk_no ${integer} not null,
      visit_id ${bytes} not null
    )`,
    `create table context_events (
      kiosk_no ${integer} not null,
      log_no ${integer} not null,
      seq ${integer} not null,
      type text not null,
      boot_id text not null,
      edition text not null,
      group_id text not null,
      stop_id text not null,
      counted ${integer} not null,
      primary key (kiosk_no, log_no, seq)
    )${narrow}`,
    'create index context_not_counted on context_events (kiosk_no, log_no, seq) where counted = 0',
    'create index context_by_stop on context_events (stop_id, type)',
    `create index context_by_group on context_events (group_id) where group_id <> ''`,
    `create table edition_facts (
      kiosk_no ${integer} not null,
      edition text not null,
      edition_date text not null,
      time_zone text not null,
      idle_limit_ms ${integer} not null,
      switched ${integer} not null,
      log_no ${integer} not null,
      seq ${integer} not null,
      primary key (kiosk_no, edition)
    )`,
    `create table stops (
      stop_id text primary key,
      name text not null,
      entry text not null,
      address text not null,
      arrived_ms ${integer} not null
    )`,
    `create table stays (
      kiosk_no ${integer} not null,
      log_no ${integer} not null,
      seq ${integer} not null,
      stop_id text not null,
      arrived_ms ${integer} not null,
      arrived_day text not null,
      arrived_quality text not null,
      left_ms ${integer},
      left_quality text,
      last_day text,
      primary key (kiosk_no, log_no, seq)
    )`,
    'create index stays_by_stop on stays (stop_id, arrived_ms)',
    `create table group_windows (
      group_id text primary key,
      kiosk_no ${integer} not null,
      stop_id text not null,
      organisation text not null,
      entry text not null,
      headcount ${integer} not null,
      day text not null,
      time_quality text not null,
      opened_log_no ${integer} not null,
      opened_seq ${integer} not null,
      opened_ms ${integer} not null,
      closed_log_no ${integer},
      closed_seq ${integer},
      closed_ms ${integer}
    )`,
    'create index group_windows_by_stop on group_windows (stop_id, day)',
    'create index group_windows_by_day on group_windows (day, stop_id)',
    `create table off_times (
      kiosk_no ${integer} not null,
      log_no ${integer} not null,
      seq ${integer} not null,
      day text not null,
      stop_id text not null,
      off_ms ${integer} not null,
      primary key (kiosk_no, log_no, seq, day)
    )`,
    'create index off_times_by_day on off_times (day, stop_id)',
    `create table activities (
      kiosk_no ${integer} not null,
      log_no ${integer} not null,
      seq ${integer} not null,
      day text not null,
      kind text not null,
      stop_id text not null,
      organisation text not null,
      headcount ${integer} not null,
      primary key (kiosk_no, log_no, seq)
    )`,
    `create table visits (
      kiosk_no ${integer} not null,
      visit_id ${bytes} not null,
      log_no ${integer} not null,
      seq ${integer} not null,
      boot_id text not null,
      day text not null,
      hour ${integer} not null,
      stop_id text not null,
      started_ms ${integer} not null,
      ended_ms ${integer} not null,
      time_quality text not null,
      time_zone text not null,
      kind text not null,
      mode text not null,
      language text not null,
      audience text not null,
      group_id text not null,
      panels_opened ${integer} not null,
      panels_finished ${integer} not null,
      cases_opened ${integer} not null,
      cases_finished ${integer} not null,
      steps_right ${integer} not null,
      steps_guessed ${integer} not null,
      quiz_right ${integer} not null,
      quiz_answered ${integer} not null,
      attended_ms ${integer} not null,
      reflections ${integer} not null,
      pledges ${integer} not null,
      media_ms ${integer} not null,
      interactions ${integer} not null,
      ended_by text not null,
      edition text not null,
      facts text not null,
      steps text not null,
      primary key (kiosk_no, visit_id)
    )`,
    'create index visits_by_start on visits (started_ms, kiosk_no, visit_id)',
    'create index visits_by_stop on visits (stop_id, day, started_ms)',
    'create index visits_by_boot on visits (kiosk_no, boot_id)',
    `create index visits_by_group on visits (group_id) where group_id <> ''`,
    `create table visit_panels (
      kiosk_no ${integer} not null,
      visit_id ${bytes} not null,
      panel text not null,
      aspect text not null,
      is_finished ${integer} not null,
      attended_ms ${integer} not null,
      quiz text not null,
      primary key (kiosk_no, visit_id, panel)
    )${narrow}`,
    `create table visit_counts (
      ${aggregateKey},
      hour ${integer} not null,
      kiosk_no ${integer} not null,
      language text not null,
      audience text not null,
      kind text not null,
      in_group ${integer} not null,
      time_quality text not null,
      visits ${integer} not null,
      attended_ms ${integer} not null,
      interactions ${integer} not null,
      panels_opened ${integer} not null,
      panels_finished ${integer} not null,
      cases_opened ${integer} not null,
      cases_finished ${integer} not null,
      reflections ${integer} not null,
      pledges ${integer} not null,
      media_ms ${integer} not null,
      primary key (day, hour, stop_id, kiosk_no, language, audience, kind, in_group, time_quality)
    )${narrow}`,
    `create table panel_counts (
      ${aggregateKey},
      panel text not null,
      language text not null,
      audience text not null,
      opened ${integer} not null,
      finished ${integer} not null,
      attended_ms ${integer} not null,
      quiz_right ${integer} not null,
      quiz_answered ${integer} not null,
      primary key (day, stop_id, panel, language, audience)
    )${narrow}`,
    `create table step_counts (
      ${aggregateKey},
      aspect text not null,
      panel text not null,
      case_id text not null,
      step ${integer} not null,
      guessed ${integer} not null,
      right_guesses ${integer} not null,
      primary key (day, stop_id, aspect, panel, case_id, step)
    )${narrow}`,
    `create table pledge_counts (
      ${aggregateKey},
      pledge text not null,
      signed ${integer} not null,
      signatures ${integer} not null,
      primary key (day, stop_id, pledge)
    )${narrow}`,
    `create table screen_counts (
      ${aggregateKey},
      activity text not null,
      people ${integer} not null,
      occasions ${integer} not null,
      primary key (day, stop_id, activity)
    )${narrow}`,
    `create table panels (
      panel text not null,
      language text not null,
      title text not null,
      aspect text not null,
      shown_ms ${integer} not null,
      primary key (panel, language)
    )${narrow}`,
    `create table reflections (
      kiosk_no ${integer} not null,
      event_id ${bytes} not null,
      visit_id ${bytes},
      log_no ${integer} not null,
      seq ${integer} not null,
      written_ms ${integer} not null,
      day text not null,
      stop_id text not null,
      consent text not null,
      form text not null,
      audience text not null,
      panel text not null,
      marked ${integer} not null,
      sha256 text not null,
      state text not null check (state in ('pending', 'approved', 'declined', 'withdrawn')),
      decided_by text,
      decided_ms ${integer},
      hub_decided ${integer} not null,
      primary key (kiosk_no, event_id)
    )`,
    'create index reflections_by_event on reflections (event_id)',
    'create index reflections_by_place on reflections (kiosk_no, log_no, seq)',
    'create index reflections_by_state on reflections (consent, state, marked, written_ms)',
    'create index reflections_by_time on reflections (written_ms, event_id)',
    `create table feed (
      n ${integer} primary key,
      kiosk_no ${integer},
      kind text not null,
      body text not null,
      at_ms ${integer} not null
    )`,
    `create table feed_counter (
      id ${integer} primary key check (id = 1),
      n ${integer} not null
    )`,
    'insert into feed_counter (id, n) values (1, 0)',
    `create table packs (
      sha256 text primary key,
      edition text not null,
      title text not null,
      size_bytes ${integer} not null,
      manifest text not null,
      uploaded_ms ${integer} not null,
      uploaded_by text not null
    )`,
    `create table pack_parts (
      sha256 text not null,
      part ${integer} not null,
      bytes ${bytes} not null,
      primary key (sha256, part)
    )`,
    `create table releases (
      release_no ${numbered},
      sha256 text not null,
      kiosk_no ${integer},
      released_ms ${integer} not null,
      released_by text not null
    )`,
    `create table recall_lists (
      version ${integer} primary key,
      list text not null,
      added_ms ${integer} not null,
      added_by text not null
    )`,
    `create table itinerary (
      id ${integer} primary key check (id = 1),
      body text not null,
      changed_ms ${integer} not null,
      changed_by text not null
    )`,
    `create table backups (
      backup_no ${numbered},
      taken_ms ${integer} not null,
      place text not null
    )`,
  ],
};
