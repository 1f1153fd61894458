// The visit log's tables. Each entry brings a log from the version before it to the next;
// `user_version` says where a log stands. Entries are never edited, only added.

/** In the database's header, so that a stranger's file is never taken for a visit log. */
export const applicationId = 0x4a5a5645;

export const migrations: readonly string[] = [
  `
  -- The current log is the one with the highest number; after a fork there will be two.
  create table logs (
    log integer primary key,
    log_id text not null unique check (length(log_id) = 32),
    created_wall_ms integer not null
  ) strict;

  -- Append-only: no statement of this program updates a row. Gapless per log from 1; a log is
  -- named by its number here and by its log_id everywhere else. The row
  -- with the highest seq is never pruned, since the next seq is read from it.
  create table events (
    log integer not null references logs,
    seq integer not null check (seq > 0),
    event_id text not null,
    visit_id text,
    type text not null,
    schema_version integer not null,
    wall_ms integer not null,
    mono_ms integer not null check (mono_ms >= 0),
    boot_id text not null,
    stop_id text,
    edition text not null,
    body text not null,
    primary key (log, seq)
  ) strict, without rowid;
  create unique index events_by_event_id on events (event_id);
  create index events_by_visit on events (visit_id, log, seq) where visit_id is not null;
  create unique index one_start_a_visit on events (visit_id) where type = 'visit.started';
  create index starts_by_time on events (wall_ms, visit_id) where type = 'visit.started';
  create index events_outside_visits on events (type, log, seq) where visit_id is null;

  -- How far others have read this log. Moved in the transaction that records what they read.
  create table cursors (
    name text not null,
    log integer not null references logs,
    seq integer not null,
    primary key (name, log)
  ) strict, without rowid;

  -- The last moment this kiosk is known to have been alive, renewed once a minute; what lies
  -- between it and the next kiosk.started is time the kiosk was off.
  create table last_alive (
    id integer primary key check (id = 1),
    log integer not null references logs,
    seq integer not null,
    wall_ms integer not null,
    mono_ms integer not null,
    boot_id text not null
  ) strict;

  -- Folders set aside that this log has taken rows from, so that it is done once.
  create table salvages (
    folder text primary key,
    found integer not null,
    restored integer not null,
    finished_wall_ms integer not null
  ) strict, without rowid;
  `,
  `
  -- The words of reflections, apart from the events so that they can be erased: the event keeps
  -- their hash, and a row that is gone never comes back with it. What is private is ciphertext.
  create table words (
    event_id text primary key,
    words text not null
  ) strict, without rowid;
  create index decisions on events (log, seq) where type = 'review.decided';
  create index pledges on events (body ->> '$.pledge') where type = 'pledge.signed';
  create index reflections on events (log, seq) where type = 'reflection.written';
  `,
  `
  -- The true Unix time of a boot's beginning, as the hub's acknowledgements tell it: from it and
  -- mono_ms comes the true time of every event of that boot. Written with the cursors.
  create table clock_corrections (
    boot_id text primary key,
    booted_at_ms integer not null
  ) strict, without rowid;
  create index starts_by_boot on events (boot_id, mono_ms, visit_id) where type = 'visit.started';
  `,
  `
  -- The walls of other kiosks, as the hub's feed tells them, and how far the feed has been read.
  create table hub_reflections (
    event_id text primary key,
    n integer not null,
    stop_id text,
    audience text,
    panel text,
    form text not null check (form in ('text', 'ink')),
    words text not null
  ) strict, without rowid;
  create table hub_feed (
    id integer primary key check (id = 1),
    through integer not null
  ) strict;

  -- Batches that went out on a stick, so that an acknowledgement is known to be of this disk's own
  -- rows and not of those of a clone of it.
  create table carried_batches (
    sha256 text primary key,
    log integer not null references logs,
    to_seq integer not null
  ) strict, without rowid;
  `,
];
