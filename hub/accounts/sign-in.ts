// Signing in with a password: patience first, then the password, then a session.
import type { Kysely } from 'kysely';
import { loginSchema } from '../../model/hub-access.ts';
import type { Tables } from '../store/tables.ts';
import { hubItself, noteAudit } from './audit.ts';
import type { LoginThrottle } from './login-throttle.ts';
import type { Passwords } from './passwords.ts';
import type { PeopleDesk } from './people.ts';
import { openSession } from './sessions.ts';

export type SignInOutcome =
  { kind: 'signed-in'; token: string } | { kind: 'wrong'; waitMs: number } | { kind: 'wait'; waitMs: number };

type SignInDeps = {
  db: Kysely<Tables>;
  people: PeopleDesk;
  passwords: Passwords;
  throttle: LoginThrottle;
  nowMs(): number;
};

export function makeSignIn({ db, people, passwords, throttle, nowMs }: SignInDeps) {
  /** `address`: where the request came from, see request-origin.ts. */
  return async (wanted: { login: string; password: string; address: string }): Promise<SignInOutcome> => {
    const parsed = loginSchema.safeParse(wanted.login);
    // One that could not be anybody's is judged like any other, so that nothing is told by it.
    const login = parsed.success ? parsed.data : wanted.login;
    const attempt = { login, address: wanted.address };
    const waitMs = await throttle.begin(attempt);
    if (waitMs > 0) return { kind: 'wait', waitMs };
    const person = await people.findByLogin(login);
    if (!(await passwords.isRight(wanted.password, person?.password ?? null)) || !person) {
      // Whose login was tried stands in the log only where it is somebody's: others may be passwords.
      const about = person ? login : '?';
      await noteAudit(db, { by: hubItself, act: 'sign-in-refused', about }, nowMs());
      return { kind: 'wrong', waitMs: await throttle.waitOf(attempt) };
    }
    await throttle.forgive(attempt);
    const { accountId, name } = person;
    const token = await db.transaction().execute(async (work) => {
      await noteAudit(work, { by: { accountId, name }, act: 'signed-in', about: login }, nowMs());
      return openSession(work, accountId, nowMs());
    });
    return { kind: 'signed-in', token };
  };
}
