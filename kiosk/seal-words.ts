// What a visitor writes for the organisers only is sealed to their public key before it touches
// the disk. It opens with the standard tool: `age -d -i KEY FILE`.

/** Lengths tell something of what was written, so all are filled with spaces to one of these. */
const smallestBytes = 4 * 1024;

/** Ciphertext in age's armour. Throws where `readerKey` is no age recipient. */
export async function sealWords(words: string, readerKey: string): Promise<string> {
  // Loaded when somebody writes: the exhibition need not wait for it at the start.
  const { armor, Encrypter } = await import('age-encryption');
  const plain = new TextEncoder().encode(words);
  let sizeBytes = smallestBytes;
  while (sizeBytes < plain.length) sizeBytes *= 2;
  const padded = new Uint8Array(sizeBytes).fill(0x20);
  padded.set(plain);
  const encrypter = new Encrypter();
  encrypter.addRecipient(readerKey);
  return armor.encode(await encrypter.encrypt(padded));
}
