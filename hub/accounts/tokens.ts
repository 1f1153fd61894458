// Secrets that the hub hands out once, in a cookie or a link, and knows again by their hash.
import { createHash, randomBytes } from 'node:crypto';

/** 256 bits, 43 characters that need no escaping in an address. */
export function makeToken(): string {
  return randomBytes(32).toString('base64url');
}

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Names an account or a link; no secret, and not to be counted up either. */
export function makeId(prefix: string): string {
  return `${prefix}-${randomBytes(8).toString('hex')}`;
}
