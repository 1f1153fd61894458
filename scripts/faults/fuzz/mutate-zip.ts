// One seeded spoiling of a zip: a few bits, a cut, entries exchanged, fields of a header set to what
// they should never be. The same seed spoils the same way.
import { makeChance, type Chance } from '../campaign.ts';

export function mutateZip(whole: Buffer, seed: number): Buffer {
  const chance = makeChance(seed);
  let bytes: Buffer = Buffer.from(whole);
  const times = 1 + chance.below(3);
  for (let time = 0; time < times; time += 1) {
    const mutate = mutations[chance.below(mutations.length)];
    if (mutate && bytes.length > 64) bytes = mutate(bytes, chance);
  }
  return bytes;
}

type Mutation = (bytes: Buffer, chance: Chance) => Buffer;

const mutations: Mutation[] = [
  flipBits,
  flipInHeader,
  flipInHeader,
  setField,
  setField,
  swapNames,
  (bytes, chance) => bytes.subarray(0, chance.below(bytes.length)),
  (bytes, chance) => bytes.subarray(chance.below(Math.min(bytes.length, 4_096))),
  cutOut,
  doubleUp,
  overwrite,
];

function flipBits(bytes: Buffer, chance: Chance): Buffer {
  const times = 1 + chance.below(8);
  for (let time = 0; time < times; time += 1) flip(bytes, chance.below(bytes.length), chance);
  return bytes;
}

function flip(bytes: Buffer, at: number, chance: Chance): void {
  bytes[at] = (bytes[at] ?? 0) ^ (1 << chance.below(8));
}

/** Where the headers are: local ones, the central directory's, and the end of it. */
function findHeaders(bytes: Buffer): number[] {
  const found: number[] = [];
  for (const mark of ['504b0304', '504b0102', '504b0506']) {
    const signature = Buffer.from(mark, 'hex');
    for (let at = bytes.indexOf(signature); at !== -1; at = bytes.indexOf(signature, at + 4)) found.push(at);
  }
  return found;
}

function flipInHeader(bytes: Buffer, chance: Chance): Buffer {
  const headers = findHeaders(bytes);
  const at = headers[chance.below(headers.length)] ?? 0;
  flip(bytes, Math.min(bytes.length - 1, at + chance.below(90)), chance);
  return bytes;
}

const extremes = [0, 1, 0x7fff, 0xffff, 0x10000, 0x7fffffff, 0xfffffffe, 0xffffffff];

function setField(bytes: Buffer, chance: Chance): Buffer {
  const headers = findHeaders(bytes);
  const at = (headers[chance.below(headers.length)] ?? 0) + 4 + 2 * chance.below(22);
  if (at + 4 > bytes.length) return bytes;
  const value = extremes[chance.below(extremes.length)] ?? 0;
  if (chance.below(2) === 0) bytes.writeUInt16LE(value & 0xffff, at);
  else bytes.writeUInt32LE(value, at);
  return bytes;
}

const evilNames = ['../../evil.txt', '/tmp/evil.txt', 'a\\..\\..\\evil', 'CON', '\0', 'media/../../../e'];

/** Two entries' names, or a name and something that leads elsewhere, of the same length. */
function swapNames(bytes: Buffer, chance: Chance): Buffer {
  const headers = findHeaders(bytes).filter((at) => bytes.readUInt32LE(at) === 0x02014b50);
  const at = headers[chance.below(headers.length)];
  const other = headers[chance.below(headers.length)];
  if (at === undefined || other === undefined || at + 46 > bytes.length) return bytes;
  const length = bytes.readUInt16LE(at + 28);
  const evil = evilNames[chance.below(evilNames.length)] ?? '';
  const name =
    chance.below(2) === 0
      ? Buffer.from(evil.padEnd(length, 'x')).subarray(0, length)
      : Buffer.from(bytes.subarray(other + 46, other + 46 + length));
  name.copy(bytes, at + 46);
  // Now and then the file's own header tells the same story.
  const local = bytes.readUInt32LE(at + 42) + 30;
  if (chance.below(2) === 0 && local + name.length < bytes.length) name.copy(bytes, local);
  return bytes;
}

function cutOut(bytes: Buffer, chance: Chance): Buffer {
  const from = chance.below(bytes.length);
  const to = Math.min(bytes.length, from + 1 + chance.below(512));
  return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
}

function doubleUp(bytes: Buffer, chance: Chance): Buffer {
  const from = chance.below(bytes.length);
  const part = bytes.subarray(from, from + 1 + chance.below(2_048));
  const at = chance.below(bytes.length);
  return Buffer.concat([bytes.subarray(0, at), part, bytes.subarray(at)]);
}

function overwrite(bytes: Buffer, chance: Chance): Buffer {
  const from = chance.below(bytes.length);
  const to = Math.min(bytes.length, from + 1 + chance.below(256));
  for (let at = from; at < to; at += 1) bytes[at] = chance.below(256);
  return bytes;
}
