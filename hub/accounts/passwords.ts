// Passwords are kept as scrypt hashes that say how they were made, so that the cost can rise later.
// One is judged after the other: each takes 64 MiB, and a storm of wrong ones must not take them all.
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

export type ScryptCost = { N: number; r: number; p: number };
/** OWASP's smallest for scrypt with 64 MiB; a fifth of a second. */
export const ordinaryCost: ScryptCost = { N: 2 ** 16, r: 8, p: 1 };

export type Passwords = ReturnType<typeof makePasswords>;

export function makePasswords({ cost = ordinaryCost }: { cost?: ScryptCost } = {}) {
  let judging: Promise<unknown> = Promise.resolve();
  /** What is compared where there is no such account, so that the time taken tells nobody. */
  const nobody = `scrypt$${cost.N}$${cost.r}$${cost.p}$${'00'.repeat(16)}$${'00'.repeat(32)}`;

  function inTurn<Result>(task: () => Promise<Result>): Promise<Result> {
    const outcome = judging.then(task);
    judging = outcome.catch(() => undefined);
    return outcome;
  }

  return {
    hash: (password: string): Promise<string> =>
      inTurn(async () => {
        const salt = randomBytes(16);
        const key = await derive(password, salt, cost);
        return ['scrypt', cost.N, cost.r, cost.p, salt.toString('hex'), key.toString('hex')].join('$');
      }),

    /** `kept`: null where there is no such account. Throws for a broken row. */
    isRight: (password: string, kept: string | null): Promise<boolean> =>
      inTurn(async () => {
        const { salt, key, ...made } = readKept(kept ?? nobody);
        const isSame = timingSafeEqual(await derive(password.normalize('NFC'), salt, made), key);
        return isSame && kept !== null;
      }),
  };
}

function readKept(kept: string) {
  const found = /^scrypt\$(\d{1,7})\$(\d{1,2})\$(\d{1,2})\$([0-9a-f]{32})\$([0-9a-f]{64})$/.exec(kept);
  if (!found) throw new Error('A kept password cannot be read.');
  const [, N = '', r = '', p = '', salt = '', key = ''] = found;
  return {
    N: Number(N),
    r: Number(r),
    p: Number(p),
    salt: Buffer.from(salt, 'hex'),
    key: Buffer.from(key, 'hex'),
  };
}

function derive(password: string, salt: Buffer, { N, r, p }: ScryptCost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { N, r, p, maxmem: 256 * r * (N + p) };
    scrypt(password, salt, 32, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
