// Whom an organisation's own sign-in service knows as which account, and which ways back from it have
// been used.
import type { Migration } from '../migrate.ts';

export const identities: Migration = {
  name: '0006-identities',
  statements: ({ integer, narrow }) => [
    `create table account_identities (
      issuer text not null,
      subject text not null,
      account_id text not null references accounts (account_id),
      linked_ms ${integer} not null,
      primary key (issuer, subject),
      unique (account_id, issuer)
    )${narrow}`,
    `create table openid_returns (
      state_hash text primary key,
      until_ms ${integer} not null
    )${narrow}`,
  ],
};
