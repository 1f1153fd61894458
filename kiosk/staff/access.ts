// Who may come behind the exhibition: the first PINs, entering, leaving, and the way back in when a
// PIN is forgotten. The PINs of a new kiosk can only be set in the minutes after it was started, so
// that no visitor sets them.
import type { Access, Entered, StaffRole } from '../../model/staff-api.ts';
import type { Clock } from '../clock.ts';
import { keepPins } from './pins.ts';
import { keepRecovery, type RecoveryOutcome } from './recovery.ts';
import { keepSessions, sessionIdleMs } from './sessions.ts';

export type AccessOptions = {
  dataDir: string;
  kioskId: string;
  clock: Clock;
  isTrusted(bytes: Uint8Array, signature: string): boolean;
  tell(line: string): void;
};

/** From the start of the program, or from a recovery. */
const setUpMs = 15 * 60_000;

export type StaffAccess = ReturnType<typeof keepAccess>;

export function keepAccess(options: AccessOptions) {
  const { clock, kioskId } = options;
  const pins = keepPins(options);
  const recovery = keepRecovery(options);
  const sessions = keepSessions(clock);
  let setUpUntilMs = clock.monoMs() + setUpMs;
  let isRecovering = false;

  const isSetUpOpen = () => (isRecovering || !pins.isSet()) && clock.monoMs() < setUpUntilMs;
  const seconds = (ms: number) => Math.ceil(ms / 1000);

  return {
    roleOf: sessions.roleOf,
    isAnyoneIn: sessions.isAnyOpen,
    leave: sessions.close,

    describe: (): Access => ({
      state: isSetUpOpen() ? 'set-up' : pins.isSet() ? 'ready' : 'closed',
      waitSeconds: seconds(pins.waitMs()),
      kioskId,
      challenge: recovery.challenge(),
    }),

    /** False where the time for it is over. */
    async setUp(first: Record<StaffRole, string>): Promise<boolean> {
      if (!isSetUpOpen()) return false;
      await pins.set(first);
      isRecovering = false;
      sessions.closeAll();
      return true;
    },

    async enter(pin: string): Promise<Entered> {
      const outcome = await pins.enter(pin);
      if (outcome.kind !== 'right') return { kind: outcome.kind, waitSeconds: seconds(outcome.waitMs) };
      const token = sessions.open(outcome.role);
      return { kind: 'entered', token, role: outcome.role, idleSeconds: seconds(sessionIdleMs) };
    },

    /** False where the other role has the same PIN. */
    async changePin(role: StaffRole, pin: string): Promise<boolean> {
      if (await pins.isTaken(pin, role === 'staff' ? 'technician' : 'staff')) return false;
      await pins.set({ [role]: pin });
      return true;
    },

    recover(dirs: readonly string[]): RecoveryOutcome {
      const outcome = recovery.recover(dirs);
      if (outcome !== 'recovered') return outcome;
      isRecovering = true;
      setUpUntilMs = clock.monoMs() + setUpMs;
      sessions.closeAll();
      return outcome;
    },

    forget(): void {
      pins.forget();
      sessions.closeAll();
    },
  };
}
