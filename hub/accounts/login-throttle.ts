// The patience between wrong passwords: by account, so that nobody guesses one person's password, and
// by address, so that nobody tries one password on everybody. Tries are written down before they
// are judged, so that a restart, another process of the same hub or a hundred tries at once save no wait.
import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../store/tables.ts';

type Patience = { freeTries: number; firstWaitMs: number; longestWaitMs: number };
/** Half an hour at most: who shuts somebody out this way cannot do so for a day. */
const ofAccount: Patience = { freeTries: 5, firstWaitMs: 15_000, longestWaitMs: 30 * 60_000 };
/** An office may share one address; many wrong ones from it are still many. */
const ofAddress: Patience = { freeTries: 30, firstWaitMs: 15_000, longestWaitMs: 30 * 60_000 };
/** Wrong tries are forgiven after so long without one. */
const forgetAfterMs = 24 * 3_600_000;

export type Try = { login: string; address: string };

export function makeLoginThrottle({ db, nowMs }: { db: Kysely<Tables>; nowMs(): number }) {
  /** Counts a try against one of the two; the wait in milliseconds where it may not be judged. */
  async function count(who: string, patience: Patience): Promise<number> {
    for (;;) {
      const now = nowMs();
      const known = await db
        .selectFrom('login_failures')
        .selectAll()
        .where('who', '=', who)
        .executeTakeFirst();
      if (!known) {
        const row = { who, wrong: 1, last_ms: now, until_ms: 0 };
        const made = await db
          .insertInto('login_failures')
          .values(row)
          .onConflict((conflict) => conflict.column('who').doNothing())
          .executeTakeFirst();
        if (made.numInsertedOrUpdatedRows === 1n) return 0;
        continue;
      }
      if (now < known.until_ms) return known.until_ms - now;
      const wrong = now - known.last_ms > forgetAfterMs ? 1 : known.wrong + 1;
      const changed = await db
        .updateTable('login_failures')
        .set({ wrong, last_ms: now, until_ms: now + waitAfter(wrong, patience) })
        .where('who', '=', who)
        .where('wrong', '=', known.wrong)
        .where('last_ms', '=', known.last_ms)
        .executeTakeFirst();
      // Somebody else tried in between: look again.
      if (changed.numUpdatedRows === 1n) return 0;
    }
  }

  async function forgiveFrom(address: string): Promise<void> {
    await db
      .updateTable('login_failures')
      .set(({ eb }) => ({ wrong: eb('wrong', '-', 1), until_ms: 0 }))
      .where('who', '=', nameAddress(address))
      .where('wrong', '>', 0)
      .execute();
  }

  return {
    /** Milliseconds to wait before a try may be judged; 0: judge it, and it is counted as wrong until `forgive`. */
    async begin({ login, address }: Try): Promise<number> {
      const byAddress = await count(nameAddress(address), ofAddress);
      if (byAddress > 0) return byAddress;
      return count(nameLogin(login), ofAccount);
    },

    /** As `begin`, for a try of which nobody knows yet whose account it is about. */
    beginFrom: (address: string): Promise<number> => count(nameAddress(address), ofAddress),
    forgiveFrom,

    /** The password was right. The address keeps its count, but for this try: it may be trying others. */
    async forgive({ login, address }: Try): Promise<void> {
      await db.deleteFrom('login_failures').where('who', '=', nameLogin(login)).execute();
      await forgiveFrom(address);
    },

    /** Milliseconds until this login may be tried again. */
    async waitOf({ login, address }: Try): Promise<number> {
      const rows = await db
        .selectFrom('login_failures')
        .select('until_ms')
        .where('who', 'in', [nameLogin(login), nameAddress(address)])
        .execute();
      return Math.max(0, ...rows.map(({ until_ms }) => until_ms - nowMs()));
    },

    async forgetOld(): Promise<void> {
      await db
        .deleteFrom('login_failures')
        .where('last_ms', '<', nowMs() - forgetAfterMs)
        .execute();
    },
  };
}
export type LoginThrottle = ReturnType<typeof makeLoginThrottle>;

function waitAfter(wrong: number, { freeTries, firstWaitMs, longestWaitMs }: Patience): number {
  if (wrong < freeTries) return 0;
  return Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(20, wrong - freeTries));
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32);
const nameLogin = (login: string) => `account:${digest(login)}`;
const nameAddress = (address: string) => `address:${digest(networkOf(address))}`;

/** A household or office has a /64 of IPv6 addresses, all of them one sender's. */
function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros =
    tail === undefined ? [] : Array<string>(Math.max(0, 8 - groups.length - after.length)).fill('0');
  return [...groups, ...zeros, ...after].slice(0, 4).join(':');
}
