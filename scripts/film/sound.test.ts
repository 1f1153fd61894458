// The sound of the film: whole, quiet, and the same whenever it is made.
import { expect, test } from 'vitest';
import { makeSound, samplesPerSecond, toWav } from './sound.ts';
import { filmSeconds, moments } from './timing.ts';

const sound = makeSound();
const loudest = (from: number, until: number) => {
  let most = 0;
  for (let index = from * samplesPerSecond; index < until * samplesPerSecond; index++)
    most = Math.max(most, Math.abs(sound.left[Math.floor(index)] ?? 0));
  return most;
};

test('it is as long as the film, and never too loud', () => {
  expect(sound.left.length).toBe(filmSeconds * samplesPerSecond);
  expect(sound.right.length).toBe(sound.left.length);
  for (const sample of sound.left) {
    if (!(Math.abs(sample) <= 0.701)) throw new Error(`a sample of ${sample}`);
  }
});

test('it is nearly still once the lamp is out, and ends with the bell', () => {
  expect(loudest(78, 79)).toBeLessThan(0.05);
  expect(loudest(moments.bell, moments.bell + 1)).toBeGreaterThan(0.2);
  expect(loudest(filmSeconds - 0.05, filmSeconds)).toBeLessThan(0.05);
});

test('made again it is the same, and a WAV file says how long it is', () => {
  const wav = toWav(sound);
  expect(wav.equals(toWav(makeSound()))).toBe(true);
  expect(wav.readUInt32LE(40)).toBe(wav.length - 44);
  expect(wav.readUInt32LE(24)).toBe(samplesPerSecond);
});
