// The organisers' key file, as `age-keygen` writes it, and opening what was sealed to it. Both happen in
// this page: nothing here asks the hub for anything.
export const keyMark = 'AGE-SECRET-KEY-';

/** Undefined where there is no secret key in the file. */
export function readKey(text: string): string | undefined {
  const line = text
    .split(/\r?\n/)
    .map((one) => one.trim())
    .find((one) => one.toUpperCase().startsWith(keyMark));
  return line?.toUpperCase();
}

/** Undefined where this key does not open it. What was written is filled with spaces before it is sealed. */
export async function openSealed(ciphertext: string, key: string): Promise<string | undefined> {
  // Loaded once somebody has a key: nobody else needs it.
  const { armor, Decrypter } = await import('age-encryption');
  try {
    const decrypter = new Decrypter();
    decrypter.addIdentity(key);
    const words = await decrypter.decrypt(armor.decode(ciphertext), 'text');
    return words.replace(/ +$/, '');
  } catch {
    // Sealed to another key, or damaged: there is nothing more to be had from it, and the page says so.
    return undefined;
  }
}
