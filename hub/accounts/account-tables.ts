// Rows of the tables that say who may use the hub. No password, session or link is kept: only what
// proves that somebody who brings one had it from us.
import type { Generated } from 'kysely';
import type { HubRole } from '../../model/hub-access.ts';

export type AccountsTable = {
  account_id: string;
  /** As `loginSchema` spells it; unique. */
  login: string;
  name: string;
  role: HubRole;
  state: 'active' | 'closed';
  /** See passwords.ts. */
  password: string;
  created_ms: number;
};

export type AccountSessionsTable = {
  /** SHA-256 of the cookie's token. */
  token_hash: string;
  account_id: string;
  created_ms: number;
  used_ms: number;
};

export type AccountLinksTable = {
  link_id: string;
  /** SHA-256 of the link's token. */
  token_hash: string;
  kind: 'first' | 'invitation' | 'new-password';
  role: HubRole;
  name: string;
  /** For a new password: whose. */
  account_id: string | null;
  made_by: string;
  expires_ms: number;
};

/** Whom a sign-in service knows as which account; made at the first sign-in through it. */
export type AccountIdentitiesTable = {
  /** Its address, as its own tokens say it. */
  issuer: string;
  /** Its name for the person, which it never gives to another. */
  subject: string;
  account_id: string;
  linked_ms: number;
};

/** Ways back from a sign-in service that have been gone: none serves twice, at whichever process. */
export type OpenidReturnsTable = {
  /** SHA-256 of its `state`. */
  state_hash: string;
  /** After that it is refused as too old anyway. */
  until_ms: number;
};

export type LoginFailuresTable = {
  /** `account:` or `address:` and a hash, so that a password typed into the wrong field is not kept. */
  who: string;
  wrong: number;
  last_ms: number;
  until_ms: number;
};

export type AuditTable = {
  n: Generated<number>;
  at_ms: number;
  /** Empty for the hub itself. */
  account_id: string;
  /** The name at that time. */
  who: string;
  act: string;
  about: string;
  details: string;
};
