import { armor, Encrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import { expect, test } from 'vitest';
import { openSealed, readKey } from './read-key.ts';

test('a key file is read as age-keygen writes it, and opens what was sealed to it, and nothing else', async () => {
  const [key, other] = [await generateIdentity(), await generateIdentity()];
  const file = `# created: 2026-11-20\r\n# public key: ${await identityToRecipient(key)}\r\n${key}\r\n`;
  expect(readKey(file)).toBe(key);
  expect(readKey('age1publickeyonly')).toBeUndefined();
  const encrypter = new Encrypter();
  encrypter.addRecipient(await identityToRecipient(key));
  const sealed = armor.encode(await encrypter.encrypt(`写给主办方 <b>${' '.repeat(4_000)}`));
  expect(await openSealed(sealed, readKey(file) ?? '')).toBe('写给主办方 <b>');
  expect(await openSealed(sealed, other)).toBeUndefined();
  expect(await openSealed(sealed.slice(0, 200), key)).toBeUndefined();
  expect(await openSealed(sealed, 'AGE-SECRET-KEY-1NONSENSE')).toBeUndefined();
});
