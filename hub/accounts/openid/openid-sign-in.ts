// Signing in through the organisation's own service. It says who somebody is; who may come in, the hub's
// own accounts say: nobody gets one by this way.
import type { Kysely, Transaction } from 'kysely';
import { loginSchema, type OpenidRefusal } from '../../../model/hub-access.ts';
import type { Tables } from '../../store/tables.ts';
import { hubItself, noteAudit } from '../audit.ts';
import type { LoginThrottle } from '../login-throttle.ts';
import { openSession } from '../sessions.ts';
import { hashToken } from '../tokens.ts';
import { attemptLastsMs, makeAttempt, readAttempt } from './attempt.ts';
import { findByLogin, findLinked, linkIdentity, type Account } from './identities.ts';
import { makeProvider, type Told } from './provider.ts';
import type { OpenidSettings } from './read-settings.ts';

export type OpenidOptions = {
  settings: OpenidSettings;
  tell(line: string): void;
  /** Shorter in tests only. */
  timeoutSeconds?: number;
};
type OpenidDeps = OpenidOptions & { db: Kysely<Tables>; throttle: LoginThrottle; nowMs(): number };

type Refused = { kind: 'refused'; code: OpenidRefusal };
export type OpenidBegun = { kind: 'begun'; address: string; cookie: string } | Refused;
export type OpenidFinished = { kind: 'signed-in'; token: string } | Refused | { kind: 'wait' };

export function makeOpenidSignIn(deps: OpenidDeps) {
  const { db, settings, throttle, nowMs } = deps;
  const provider = makeProvider(deps);

  /** False for one that has been gone already, at this process of the hub or another. */
  async function useReturn(state: string): Promise<boolean> {
    // As long as the attempt could be read, with the slack of clocks on both sides.
    const row = { state_hash: hashToken(state), until_ms: nowMs() + 2 * attemptLastsMs };
    const made = await db
      .insertInto('openid_returns')
      .values(row)
      .onConflict((conflict) => conflict.column('state_hash').doNothing())
      .executeTakeFirst();
    return made.numInsertedOrUpdatedRows === 1n;
  }

  return {
    /** Where the hub is open to people, as `https://hub.example.org`. */
    origin: settings.publicUrl.origin,

    /** Where the browser is to go, and the cookie that it takes along. */
    async begin(): Promise<OpenidBegun> {
      const attempt = makeAttempt(nowMs());
      const begun = await provider.begin(attempt);
      if (begun.kind === 'away') return refuse('openid-unreachable');
      if (begun.kind === 'broken') return refuse('openid-broken');
      return { kind: 'begun', address: begun.address.href, cookie: attempt.cookie };
    },

    /**
     * Takes in somebody who came back. What no begun attempt fits costs nothing and is not counted: any
     * page can make a browser ask for that. The rest is tried with the patience of passwords.
     */
    async finish(wanted: {
      search: string;
      cookie: string | undefined;
      address: string;
    }): Promise<OpenidFinished> {
      const { search, cookie, address } = wanted;
      const attempt = readAttempt(cookie, nowMs());
      const states = new URLSearchParams(search).getAll('state');
      if (!attempt || states.length !== 1 || states[0] !== attempt.state) return refuse('openid-stale');
      if ((await throttle.beginFrom(address)) > 0) return { kind: 'wait' };
      if (!(await useReturn(attempt.state))) return refuseAloud('openid-stale', '?');
      const finished = await provider.finish(search, attempt);
      if (finished.kind === 'away') {
        await throttle.forgiveFrom(address);
        return refuse('openid-unreachable');
      }
      if (finished.kind !== 'told') return refuseAloud(`openid-${finished.kind}`, '?');
      const outcome = await db.transaction().execute((work) => admit(work, finished.told));
      if (outcome.kind === 'signed-in') await throttle.forgiveFrom(address);
      return outcome;
    },

    /** Says in the log where the service cannot be reached or used; the hub goes on in any case. */
    look: async (): Promise<void> => void (await provider.begin(makeAttempt(nowMs()))),
  };

  async function admit(work: Transaction<Tables>, told: Told): Promise<OpenidFinished> {
    const linked = await findLinked(work, told);
    if (linked) return letIn(work, linked, told);
    if (told.login === undefined) return refuseAloud('openid-unverified', '?', work);
    const login = readLogin(told.login);
    const account = login === undefined ? undefined : await findByLogin(work, login);
    if (!account) return refuseAloud('openid-no-account', login ?? '?', work);
    if (account.state === 'closed') return letIn(work, account, told);
    const { accountId, name } = account;
    if (!(await linkIdentity(work, told, { accountId, nowMs: nowMs() }))) {
      // The same person may have come in by another window just now.
      const since = await findLinked(work, told);
      if (since) return letIn(work, since, told);
      return refuseAloud('openid-other-person', account.login, work);
    }
    const note = { by: { accountId, name }, act: 'account-linked', about: account.login } as const;
    await noteAudit(work, { ...note, details: { provider: hostOf(told.issuer) } }, nowMs());
    return letIn(work, account, told);
  }

  async function letIn(work: Transaction<Tables>, account: Account, told: Told): Promise<OpenidFinished> {
    const { accountId, name, login, state } = account;
    if (state === 'closed') return refuseAloud('openid-closed', login, work);
    const details = { provider: hostOf(told.issuer) };
    await noteAudit(work, { by: { accountId, name }, act: 'signed-in', about: login, details }, nowMs());
    return { kind: 'signed-in', token: await openSession(work, accountId, nowMs()) };
  }

  /** `about`: the account, or whom the service vouched for; `?` where nobody did. */
  async function refuseAloud(
    code: OpenidRefusal,
    about: string,
    work: Kysely<Tables> = db,
  ): Promise<Refused> {
    const details = { provider: settings.issuer.host, why: code };
    await noteAudit(work, { by: hubItself, act: 'sign-in-refused', about, details }, nowMs());
    return refuse(code);
  }
}

const refuse = (code: OpenidRefusal): Refused => ({ kind: 'refused', code });
const hostOf = (issuer: string) => (URL.canParse(issuer) ? new URL(issuer).host : '?');

/**
 * An account's login by what the service calls somebody. Capitals do not matter, but letters that only
 * look alike are others to the service, and so to us.
 */
function readLogin(told: string): string | undefined {
  const parsed = loginSchema.safeParse(told);
  return parsed.success && told === told.normalize('NFKC').trim() ? parsed.data : undefined;
}
