// Who has entered with a PIN, and until when. Sessions live in memory: a restart ends them all.
import { randomBytes } from 'node:crypto';
import type { StaffRole } from '../../model/staff-api.ts';
import type { Clock } from '../clock.ts';
import { readBearer } from '../staff-key.ts';

/** Without a touch for so long, the next one needs the PIN again. */
export const sessionIdleMs = 5 * 60_000;
const mostSessions = 8;

export function keepSessions(clock: Clock) {
  const sessions = new Map<string, { role: StaffRole; usedMs: number }>();

  function dropIdle(): void {
    for (const [token, { usedMs }] of sessions) {
      if (clock.monoMs() - usedMs > sessionIdleMs) sessions.delete(token);
    }
  }

  return {
    open(role: StaffRole): string {
      dropIdle();
      const [oldest] = sessions.keys();
      if (sessions.size >= mostSessions && oldest !== undefined) sessions.delete(oldest);
      const token = randomBytes(32).toString('hex');
      sessions.set(token, { role, usedMs: clock.monoMs() });
      return token;
    },

    /** Whether anybody has entered and is not idle. */
    isAnyOpen(): boolean {
      dropIdle();
      return sessions.size > 0;
    },

    /** The role of who asks; undefined without a session, or one that went idle. */
    roleOf(request: Request): StaffRole | undefined {
      dropIdle();
      const token = readBearer(request);
      const session = token === undefined ? undefined : sessions.get(token);
      if (session) session.usedMs = clock.monoMs();
      return session?.role;
    },

    close(request: Request): void {
      const token = readBearer(request);
      if (token !== undefined) sessions.delete(token);
    },

    closeAll: () => sessions.clear(),
  };
}
