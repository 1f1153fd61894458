import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeSmallPack } from '../../../pack/testing/small-pack.ts';
import { makeLeanPack } from './lean-pack.ts';
import { mutateZip } from './mutate-zip.ts';
import { tryMutation } from './try-mutation.ts';

test('300 spoiled packs: none crashes the check, writes outside its slot or passes for another', async () => {
  const small = await makeSmallPack();
  const zip = join(small.dir, 'lean.zip');
  await makeLeanPack(small, zip);
  const whole = readFileSync(zip);
  const boxDir = join(small.dir, 'box');
  for (let seed = 0; seed < 300; seed += 1) {
    const startedMs = performance.now();
    const verdict = await tryMutation({ whole, key: small.key.publicKey, seed, boxDir });
    expect(verdict, `seed ${seed}`).toMatchObject({ outside: 0, forged: 0 });
    expect(performance.now() - startedMs, `seed ${seed}`).toBeLessThan(10_000);
  }
  small.remove();
}, 120_000);

test('the same seed spoils the same way, another one another way', () => {
  const whole = Buffer.alloc(4_096, 7);
  expect(mutateZip(whole, 5).equals(mutateZip(whole, 5))).toBe(true);
  expect(mutateZip(whole, 5).equals(mutateZip(whole, 6))).toBe(false);
});
