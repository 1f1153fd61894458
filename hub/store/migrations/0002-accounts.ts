// Who may use the hub, and what was changed at it by whom. The audit log is only ever added to: the
// database itself refuses to change or delete a row of it.
import type { Migration, Words } from '../migrate.ts';

export const accounts: Migration = {
  name: '0002-accounts',
  statements: ({ dialect, integer, numbered, narrow }) => [
    `alter table hub add column is_demo ${integer} not null default 0`,
    `create table accounts (
      account_id text primary key,
      login text not null unique,
      name text not null,
      role text not null check (role in ('organiser', 'reviewer', 'viewer', 'technician')),
      state text not null check (state in ('active', 'closed')),
      password text not null,
      created_ms ${integer} not null
    )`,
    `create table account_sessions (
      token_hash text primary key,
      account_id text not null references accounts (account_id),
      created_ms ${integer} not null,
      used_ms ${integer} not null
    )${narrow}`,
    'create index account_sessions_by_account on account_sessions (account_id)',
    `create table account_links (
      link_id text primary key,
      token_hash text not null unique,
      kind text not null check (kind in ('first', 'invitation', 'new-password')),
      role text not null,
      name text not null,
      account_id text,
      made_by text not null,
      expires_ms ${integer} not null
    )`,
    `create table login_failures (
      who text primary key,
      wrong ${integer} not null,
      last_ms ${integer} not null,
      until_ms ${integer} not null
    )${narrow}`,
    `create table audit (
      n ${numbered},
      at_ms ${integer} not null,
      account_id text not null,
      who text not null,
      act text not null,
      about text not null,
      details text not null
    )`,
    'create index audit_by_act on audit (act, n)',
    ...keepForGood[dialect],
  ],
};

const keepForGood: Record<Words['dialect'], readonly string[]> = {
  sqlite: ['update', 'delete'].map(
    (change) => `create trigger audit_no_${change} before ${change} on audit
      begin select raise(abort, 'the audit log is only added to'); end`,
  ),
  postgres: [
    `create function refuse_audit_change() returns trigger language plpgsql as
      $$ begin raise exception 'the audit log is only added to'; end $$`,
    `create trigger audit_no_change before update or delete or truncate on audit
      for each statement execute function refuse_audit_change()`,
  ],
};
