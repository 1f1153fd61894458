// The PINs of staff and technician, and the patience between wrong ones. Only their scrypt hashes
// are kept. Tries are counted on the disk before they are judged, so that pulling the plug saves
// nobody a wait; the wait is measured from the boot, so that setting the clock does not either.
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { staffRoles, type StaffRole } from '../../model/staff-api.ts';
import type { Clock } from '../clock.ts';
import { keepJson } from './keep-json.ts';

const hashSchema = z.strictObject({
  salt: z.string().regex(/^[0-9a-f]{32}$/),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
const pinsSchema = z.strictObject({
  pins: z.partialRecord(z.enum(staffRoles), hashSchema),
  /** Wrong tries since the last right one. */
  wrong: z.int().min(0),
  /** The last wrong try, on the clock that counts from the boot. */
  lastWrong: z.strictObject({ bootId: z.string(), monoMs: z.number() }).nullable(),
});
type Pins = z.infer<typeof pinsSchema>;

/** OWASP's smallest for scrypt; 64 MiB and a fifth of a second on a kiosk's processor. */
const cost = { N: 2 ** 16, r: 8, p: 1, maxmem: 128 * 1024 * 1024 };
/** Free tries, then a wait that doubles: half a minute, a minute, … half an hour at most. */
const freeTries = 4;
const firstWaitMs = 30_000;
const longestWaitMs = 30 * 60_000;

export type PinOutcome =
  { kind: 'right'; role: StaffRole } | { kind: 'wrong'; waitMs: number } | { kind: 'wait'; waitMs: number };

export function keepPins(options: { dataDir: string; clock: Clock; tell(line: string): void }) {
  const { dataDir, clock, tell } = options;
  const none: Pins = { pins: {}, wrong: 0, lastWrong: null };
  const file = keepJson({
    path: join(dataDir, 'staff', 'pins.json'),
    schema: pinsSchema,
    empty: none,
    isSecret: true,
    tell,
  });
  let trying: Promise<unknown> = Promise.resolve();

  function waitMs(): number {
    const { wrong, lastWrong } = file.read();
    if (wrong < freeTries || !lastWrong) return 0;
    const wait = Math.min(longestWaitMs, firstWaitMs * 2 ** (wrong - freeTries));
    // After a restart of the machine the whole wait begins again at its boot.
    const fromMs = lastWrong.bootId === clock.bootId ? lastWrong.monoMs : 0;
    return Math.max(0, Math.ceil(fromMs + wait - clock.monoMs()));
  }

  async function judge(pin: string): Promise<PinOutcome> {
    const patience = waitMs();
    if (patience > 0) return { kind: 'wait', waitMs: patience };
    const before = file.read();
    const lastWrong = { bootId: clock.bootId, monoMs: clock.monoMs() };
    file.write({ ...before, wrong: before.wrong + 1, lastWrong });
    for (const role of staffRoles) {
      const kept = before.pins[role];
      if (!kept || !(await isRight(pin, kept))) continue;
      file.write({ ...file.read(), wrong: 0, lastWrong: null });
      return { kind: 'right', role };
    }
    return { kind: 'wrong', waitMs: waitMs() };
  }

  return {
    isSet: () => Object.keys(file.read().pins).length > 0,
    waitMs,

    /** One try after the other, however many are sent at once. Throws what the disk says. */
    enter(pin: string): Promise<PinOutcome> {
      const outcome = trying.then(() => judge(pin));
      trying = outcome.catch(() => undefined);
      return outcome;
    },

    /** Sets one PIN or several; wrong tries are forgiven. Throws what the disk says. */
    async set(pins: Partial<Record<StaffRole, string>>): Promise<void> {
      const hashed: Pins['pins'] = {};
      for (const role of staffRoles) {
        const pin = pins[role];
        if (pin !== undefined) hashed[role] = await hashPin(pin);
      }
      file.write({ pins: { ...file.read().pins, ...hashed }, wrong: 0, lastWrong: null });
    },

    /** Whether `pin` is already another role's. */
    async isTaken(pin: string, by: StaffRole): Promise<boolean> {
      const kept = file.read().pins[by];
      return kept !== undefined && isRight(pin, kept);
    },

    /** No PINs any more: the kiosk is as on its first day. */
    forget: () => file.write(none),
  };
}

async function hashPin(pin: string): Promise<z.infer<typeof hashSchema>> {
  const salt = randomBytes(16);
  return { salt: salt.toString('hex'), hash: (await derive(pin, salt)).toString('hex') };
}

async function isRight(pin: string, { salt, hash }: z.infer<typeof hashSchema>): Promise<boolean> {
  return timingSafeEqual(await derive(pin, Buffer.from(salt, 'hex')), Buffer.from(hash, 'hex'));
}

function derive(pin: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, 32, cost, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
