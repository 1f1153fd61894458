// The sound of the film, made here: plucked strings like a guqin's, a bronze bell, a rope, a
// flood, and the breath of a room. Two channels, 48,000 samples a second, the same in every run.
import { filmSeconds, moments, shotStarts } from './timing.ts';

export const samplesPerSecond = 48_000;

export interface Sound {
  left: Float32Array;
  right: Float32Array;
}

/** The loudest sample. */
const peak = 0.7;
/** How far what is loud is held back, so that what is quiet is heard in a hall. */
const drive = 1.9;

export function makeSound(): Sound {
  const length = filmSeconds * samplesPerSecond;
  const dry = { left: new Float32Array(length), right: new Float32Array(length) };
  layRoom(dry);
  layMusic(dry);
  layThings(dry);
  layRewind(dry);
  const sound = addHall(dry);
  silence(sound, shotStarts.lampOut + 6.6, shotStarts.rewind);
  layBell(sound);
  level(sound);
  return sound;
}

// --- notes --------------------------------------------------------------------------------------

/** The five open tones of the piece, low to high, in Hz: D, F, G, A, C and their octaves. */
const tones = {
  D2: 73.42,
  A2: 110,
  C3: 130.81,
  D3: 146.83,
  F3: 174.61,
  G3: 196,
  A3: 220,
  C4: 261.63,
  D4: 293.66,
  F4: 349.23,
  G4: 392,
  A4: 440,
  D5: 587.33,
};
type Tone = keyof typeof tones;

interface Note {
  at: number;
  tone: Tone;
  strength: number;
  /** −1 left to 1 right. */
  pan?: number;
  /** Slides into the tone from this many semitones off, as a finger does on the string. */
  slide?: number;
  harmonic?: boolean;
}

function layMusic(into: Sound): void {
  const score: Note[] = [
    // A lamp is lit, a thread comes down.
    { at: 1.3, tone: 'D3', strength: 0.7 },
    { at: 2.9, tone: 'A3', strength: 0.5, pan: 0.2, slide: -2 },
    { at: 4.3, tone: 'D5', strength: 0.3, harmonic: true, pan: 0.4 },
    { at: 5.2, tone: 'A4', strength: 0.25, harmonic: true, pan: 0.4 },
    // The envelope: one clear phrase, asked and left open.
    { at: 8.5, tone: 'G3', strength: 0.6, pan: 0.3 },
    { at: 9.4, tone: 'A3', strength: 0.55, pan: 0.15, slide: -2 },
    { at: 10.6, tone: 'C4', strength: 0.6 },
    { at: 12.1, tone: 'A3', strength: 0.45, slide: 2 },
    { at: 13.6, tone: 'G3', strength: 0.4 },
    { at: 15.4, tone: 'D3', strength: 0.55, pan: -0.2 },
    { at: 18.2, tone: 'F3', strength: 0.5, pan: -0.1, slide: -1 },
    { at: 20.45, tone: 'D2', strength: 0.8 },
    { at: 21.8, tone: 'A2', strength: 0.4, pan: 0.4 },
    // The courtyard: home, in higher tones.
    { at: 24.4, tone: 'D4', strength: 0.5, pan: -0.2 },
    { at: 25.3, tone: 'F4', strength: 0.45 },
    { at: 26, tone: 'G4', strength: 0.5, pan: 0.1 },
    { at: 27.4, tone: 'A4', strength: 0.42, slide: -2 },
    { at: 28.9, tone: 'G4', strength: 0.4 },
    { at: 29.8, tone: 'F4', strength: 0.4, pan: -0.1 },
    { at: 30.8, tone: 'D4', strength: 0.5 },
    { at: 31.9, tone: 'A3', strength: 0.4 },
    // The banquet and the keys: the first phrase, quicker and lower.
    { at: 33.5, tone: 'G3', strength: 0.55, pan: -0.3 },
    { at: 34.1, tone: 'A3', strength: 0.5, pan: -0.1 },
    { at: 34.8, tone: 'C4', strength: 0.55 },
    { at: 35.7, tone: 'A3', strength: 0.4, slide: 2 },
    { at: 37.65, tone: 'D2', strength: 0.85 },
    { at: 39.4, tone: 'A2', strength: 0.5, pan: 0.5, slide: -2 },
    { at: 42.5, tone: 'G3', strength: 0.5 },
    { at: 43, tone: 'A3', strength: 0.5 },
    { at: 43.5, tone: 'C4', strength: 0.5 },
    { at: 44.4, tone: 'D4', strength: 0.45, slide: -2 },
    { at: 46, tone: 'C4', strength: 0.4 },
    { at: 47.2, tone: 'D2', strength: 0.8 },
    // Each strand of the rope a tone, then all of them, always lower and closer together.
    ...moments.strands.map((at, index): Note => ({
      at,
      tone: (['A3', 'G3', 'F3', 'D3', 'C3'] as const)[index] ?? 'D3',
      strength: 0.55,
      pan: -0.6 + index * 0.3,
    })),
    ...Array.from({ length: 13 }, (_, index): Note => ({
      at: 55.6 + index * (0.34 - index * 0.008),
      tone: (['D3', 'C3', 'A2', 'D2'] as const)[index % 4] ?? 'D2',
      strength: 0.4 + index * 0.03,
      pan: index % 2 === 0 ? -0.4 : 0.4,
    })),
    { at: moments.ropeTaut, tone: 'D2', strength: 1 },
    // The bridge, in day.
    { at: 61.2, tone: 'D3', strength: 0.5 },
    { at: 62.6, tone: 'F3', strength: 0.45, slide: -1 },
    { at: 64, tone: 'C3', strength: 0.45 },
    { at: 68.6, tone: 'A2', strength: 0.4, pan: 0.3 },
    // The courtyard again; the tones come slower, and stop.
    { at: 71.6, tone: 'D4', strength: 0.4 },
    { at: 72.9, tone: 'F4', strength: 0.34 },
    { at: 74.3, tone: 'G4', strength: 0.3 },
    { at: 75.9, tone: 'A4', strength: 0.22, harmonic: true },
    // The knot: one tone by itself, then the open phrase is answered.
    { at: moments.threadReddens, tone: 'D4', strength: 0.5, harmonic: true },
    { at: 88, tone: 'G3', strength: 0.5 },
    { at: 88.8, tone: 'A3', strength: 0.5, slide: -2 },
    { at: moments.knotOpens, tone: 'C4', strength: 0.6 },
    { at: 91.4, tone: 'D4', strength: 0.6, slide: -2 },
    { at: 92.6, tone: 'A3', strength: 0.4, pan: 0.3 },
    { at: 93.6, tone: 'D3', strength: 0.55 },
    // Home.
    { at: 95.9, tone: 'D4', strength: 0.5 },
    { at: 96.6, tone: 'F4', strength: 0.45 },
    { at: 97.2, tone: 'G4', strength: 0.5 },
    { at: 98.2, tone: 'A4', strength: 0.45, slide: -2 },
    { at: 99.4, tone: 'D5', strength: 0.34, harmonic: true },
    { at: 100.6, tone: 'A4', strength: 0.26, harmonic: true },
  ];
  for (const note of score) pluck(into, note);
}

/** A plucked string (Karplus and Strong): a burst of noise that goes round and is worn away. */
function pluck(into: Sound, note: Note): void {
  const hertz = tones[note.tone];
  const seconds = note.harmonic ? 3.4 : 4.6;
  const line = Math.ceil(samplesPerSecond / (hertz * 0.84)) + 4;
  const string = new Float32Array(line);
  const noise = randomFrom(Math.round(note.at * 1000) + Math.round(hertz));
  let soft = 0;
  // A finger's flesh, not a nail: the burst is dull, and duller for a low string.
  const dull = note.harmonic ? 0.75 : 0.62;
  for (let index = 0; index < line; index++) {
    soft += (noise() * 2 - 1 - soft) * (1 - dull);
    string[index] = soft;
  }
  // A string does not push one way: what is left of that would rumble.
  const mean = string.reduce((sum, sample) => sum + sample, 0) / line;
  for (let index = 0; index < line; index++) string[index] = (string[index] ?? 0) - mean;
  const start = Math.round(note.at * samplesPerSecond);
  const count = Math.min(seconds * samplesPerSecond, into.left.length - start);
  const keep = Math.exp(-6.2 / (hertz * seconds * (note.harmonic ? 0.8 : 1)));
  const [left, right] = gains(note.pan ?? 0);
  let write = 0;
  let before = 0;
  let body = 0;
  for (let index = 0; index < count; index++) {
    const second = index / samplesPerSecond;
    const bend = note.slide ? note.slide * Math.exp(-second / 0.09) : 0;
    const vibrato =
      note.slide && second > 0.5 ? 0.1 * Math.sin(second * 30) * Math.exp(-(second - 0.5) / 0.8) : 0;
    const delay = samplesPerSecond / (hertz * 2 ** ((bend + vibrato) / 12));
    const read = (write - delay + line * 4) % line;
    const low = Math.floor(read);
    const share = read - low;
    const out = (string[low] ?? 0) * (1 - share) + (string[(low + 1) % line] ?? 0) * share;
    const worn = keep * (note.harmonic ? out * 0.86 + before * 0.14 : out * 0.62 + before * 0.38);
    before = out;
    string[write] = worn;
    write = (write + 1) % line;
    const attack = Math.min(1, second / 0.003);
    const release = Math.min(1, (seconds - second) / 0.4);
    // The wooden body answers a little below.
    body += (out - body) * 0.06;
    const heard = (out * 0.8 + body * 0.9) * note.strength * attack * release * 1.3;
    add(into, start + index, heard * left, heard * right);
  }
}

// --- things -------------------------------------------------------------------------------------

function layThings(into: Sound): void {
  hiss(into, moments.lampLit, 0.5, 0.05, 3200, 0);
  slide(into, moments.envelopeComes, 2.2, 0.1);
  slide(into, 18.6, 1.6, 0.09);
  thud(into, moments.drawerShuts, 0.5, 95);
  thud(into, moments.sitsDown, 0.32, 70);
  for (let index = 0; index < 9; index++)
    chime(
      into,
      moments.keysSwing + index * 0.31 + 0.08 * Math.sin(index * 5),
      0.11 * Math.exp(-index * 0.2),
      2300 + 420 * Math.sin(index * 2.3),
    );
  creak(into, 52.5, 59, 0.05);
  drone(into, 50, 59.05);
  thud(into, moments.ropeTaut, 0.9, 52);
  flood(into, 63.6, 71.6);
  crash(into, moments.bridgeBreaks);
  hiss(into, moments.lampDies, 0.9, 0.035, 5200, 0.1);
  hiss(into, moments.knotOpens, 0.6, 0.05, 2600, 0.2);
  slide(into, 92.2, 2.6, 0.09);
  for (let step = 0; step < 4; step++) thud(into, 96.1 + step * 0.86, 0.11, 120);
}

/** A quiet room, breathing once in about nine seconds. */
function layRoom(into: Sound): void {
  const noise = randomFrom(7);
  let left = 0;
  let right = 0;
  for (let index = 0; index < into.left.length; index++) {
    left += (noise() * 2 - 1 - left) * 0.018;
    right += (noise() * 2 - 1 - right) * 0.018;
    const second = index / samplesPerSecond;
    const breath = 0.024 + 0.01 * Math.sin(second * 0.7);
    add(into, index, left * breath, right * breath);
  }
}

function hiss(into: Sound, at: number, seconds: number, strength: number, hertz: number, pan: number): void {
  const noise = randomFrom(Math.round(at * 100));
  const [left, right] = gains(pan);
  const wear = 1 - Math.exp((-2 * Math.PI * hertz) / samplesPerSecond);
  let soft = 0;
  each(into, at, seconds, (second) => {
    soft += (noise() * 2 - 1 - soft) * wear;
    const heard = soft * strength * Math.min(1, second / 0.02) * Math.exp(-second / (seconds * 0.3));
    return [heard * left, heard * right];
  });
}

/** Paper or wood drawn over wood, from the right to where it lies. */
function slide(into: Sound, at: number, seconds: number, strength: number): void {
  const noise = randomFrom(Math.round(at * 10));
  let soft = 0;
  let low = 0;
  each(into, at, seconds, (second) => {
    const share = second / seconds;
    soft += (noise() * 2 - 1 - soft) * 0.2;
    low += (soft - low) * 0.03;
    const grain = 0.6 + 0.4 * Math.sin(second * 47 + 3 * Math.sin(second * 11));
    const heard = (soft - low) * strength * grain * Math.sin(Math.PI * share) ** 2;
    const [left, right] = gains(0.6 - share * 0.6);
    return [heard * left, heard * right];
  });
}

function thud(into: Sound, at: number, strength: number, hertz: number): void {
  const noise = randomFrom(Math.round(at * 10) + 3);
  let soft = 0;
  let phase = 0;
  each(into, at, 1.1, (second) => {
    phase += (2 * Math.PI * hertz * (1 + 0.7 * Math.exp(-second / 0.03))) / samplesPerSecond;
    soft += (noise() * 2 - 1 - soft) * 0.12;
    const heard =
      strength * (0.55 * Math.sin(phase) * Math.exp(-second / 0.16) + 0.5 * soft * Math.exp(-second / 0.03));
    return [heard, heard];
  });
}

/** One small key against another. */
function chime(into: Sound, at: number, strength: number, hertz: number): void {
  each(into, at, 0.7, (second) => {
    const heard =
      strength *
      [1, 1.58, 2.24, 2.92].reduce(
        (sum, ratio, index) =>
          sum +
          (Math.sin(2 * Math.PI * hertz * ratio * second) * Math.exp(-second / (0.16 / (1 + index)))) /
            (1 + index),
        0,
      ) *
      0.4;
    return [heard * 0.8, heard];
  });
}

/** Fibres that give, a little and often, as they are twisted. */
function creak(into: Sound, from: number, until: number, strength: number): void {
  const chance = randomFrom(31);
  let at = from;
  while (at < until) {
    const share = (at - from) / (until - from);
    const hertz = 190 + 240 * chance();
    const level = strength * (0.3 + share) * (0.4 + chance());
    const pan = chance() * 1.2 - 0.6;
    const [left, right] = gains(pan);
    each(into, at, 0.09, (second) => {
      const heard =
        level *
        Math.sin(2 * Math.PI * hertz * second * (1 + second)) *
        Math.exp(-second / 0.02) *
        Math.sin(2 * Math.PI * 71 * second);
      return [heard * left, heard * right];
    });
    at += 0.03 + (0.3 - 0.24 * share) * chance();
  }
}

/** The rope's own low tone, which grows until it is taut and is then gone. */
function drone(into: Sound, from: number, until: number): void {
  each(into, from, until - from, (second) => {
    const share = second / (until - from);
    const wave = [1, 2, 3, 4.02, 5].reduce(
      (sum, ratio, index) =>
        sum +
        Math.sin(2 * Math.PI * 73.42 * ratio * second + 0.5 * Math.sin(second * (0.9 + index * 0.3))) /
          (index + 1),
      0,
    );
    const heard = 0.1 * share ** 2 * wave * Math.min(1, (until - from - second) / 0.04);
    return [heard * 0.9, heard];
  });
}

/** Rain and water, rising. */
function flood(into: Sound, from: number, until: number): void {
  const noise = randomFrom(53);
  let left = 0;
  let right = 0;
  let deep = 0;
  each(into, from, until - from, (second) => {
    left += (noise() * 2 - 1 - left) * 0.3;
    right += (noise() * 2 - 1 - right) * 0.3;
    deep += (noise() * 2 - 1 - deep) * 0.012;
    const swell = Math.min(1, second / 2.4) * Math.min(1, (until - from - second) / 1.6);
    const wave = 0.8 + 0.2 * Math.sin(second * 2.3);
    return [(left * 0.05 + deep * 0.9 * wave) * swell, (right * 0.05 + deep * 0.9 * wave) * swell];
  });
}

function crash(into: Sound, at: number): void {
  const noise = randomFrom(77);
  let soft = 0;
  let low = 0;
  each(into, at, 2.6, (second) => {
    soft += (noise() * 2 - 1 - soft) * (0.04 + 0.4 * Math.exp(-second / 0.1));
    low += (noise() * 2 - 1 - low) * 0.008;
    const heard =
      0.8 * soft * Math.exp(-second / 0.3) + 3.2 * low * Math.exp(-second / 0.8) * Math.min(1, second / 0.02);
    return [heard * 0.8, heard * 0.72];
  });
  thud(into, at, 1, 44);
  for (const [after, strength] of [
    [0.42, 0.3],
    [0.66, 0.22],
    [1.02, 0.16],
  ] as const)
    thud(into, at + after, strength, 80 + after * 60);
}

/** What was heard runs backwards and swells to the moment at which it stops. */
function layRewind(into: Sound): void {
  const until = Math.round(moments.rewindStops * samplesPerSecond);
  const seconds = 5.4;
  const count = Math.round(seconds * samplesPerSecond);
  const heard = { left: new Float32Array(count), right: new Float32Array(count) };
  // Six passages, each from further back, faster than they went.
  const passages = [62, 55.4, 43, 34, 21, 9.6];
  const each = Math.floor(count / passages.length);
  for (const [number, from] of passages.entries()) {
    for (let index = 0; index < each; index++) {
      const source = Math.round(from * samplesPerSecond) + (each - index) * 2;
      const share = (number * each + index) / count;
      const edge = Math.min(1, index / 2400, (each - index) / 2400);
      heard.left[number * each + index] = (into.left[source] ?? 0) * share * edge * 1.1;
      heard.right[number * each + index] = (into.right[source] ?? 0) * share * edge * 1.1;
    }
  }
  for (let index = 0; index < count; index++)
    add(into, until - count + index, heard.left[index] ?? 0, heard.right[index] ?? 0);
}

/** One stroke. The partials of a bronze bell beat against each other and die at their own pace. */
function layBell(into: Sound): void {
  const hum = 98;
  const partials = [
    { ratio: 1, strength: 0.5, lasting: 6 },
    { ratio: 1.006, strength: 0.4, lasting: 6 },
    { ratio: 2, strength: 0.75, lasting: 3.6 },
    { ratio: 2.011, strength: 0.5, lasting: 3.4 },
    { ratio: 2.41, strength: 0.6, lasting: 2.6 },
    { ratio: 3.02, strength: 0.4, lasting: 1.9 },
    { ratio: 4.02, strength: 0.42, lasting: 1.5 },
    { ratio: 5.37, strength: 0.26, lasting: 0.9 },
    { ratio: 6.6, strength: 0.2, lasting: 0.6 },
    { ratio: 8.2, strength: 0.14, lasting: 0.35 },
    { ratio: 11.1, strength: 0.08, lasting: 0.16 },
  ];
  each(into, moments.bell, filmSeconds - moments.bell, (second) => {
    let wave = 0;
    for (const { ratio, strength, lasting } of partials)
      wave += strength * Math.sin(2 * Math.PI * hum * ratio * second) * Math.exp(-second / lasting);
    const left = filmSeconds - moments.bell - second;
    const heard = 0.25 * wave * Math.min(1, second / 0.004) * Math.min(1, left / 1.1);
    const round = 0.04 * Math.sin(second * 2.1);
    return [heard * (1 + round), heard * (1 - round)];
  });
}

// --- the hall -----------------------------------------------------------------------------------

/** A stone room: eight delays that feed each other (Schroeder's and Jot's way). */
function addHall(dry: Sound): Sound {
  const delays = [1433, 1601, 1867, 2053, 2251, 2399, 2617, 2791].map((samples) => new Float32Array(samples));
  const places = delays.map(() => 0);
  const damped = delays.map(() => 0);
  const wet = { left: new Float32Array(dry.left.length), right: new Float32Array(dry.right.length) };
  const feedback = 0.83;
  for (let index = 0; index < dry.left.length; index++) {
    const heard = delays.map((line, number) => line[places[number] ?? 0] ?? 0);
    const sum = heard.reduce((all, one) => all + one, 0);
    const enters = ((dry.left[index] ?? 0) + (dry.right[index] ?? 0)) * 0.5;
    for (const [number, line] of delays.entries()) {
      // A Householder matrix keeps the energy: each gets itself less a quarter of all.
      const mixed = (heard[number] ?? 0) - sum / 4;
      damped[number] = (damped[number] ?? 0) + (mixed - (damped[number] ?? 0)) * 0.55;
      line[places[number] ?? 0] = enters + (damped[number] ?? 0) * feedback;
      places[number] = ((places[number] ?? 0) + 1) % line.length;
    }
    const even = (heard[0] ?? 0) + (heard[2] ?? 0) + (heard[4] ?? 0) + (heard[6] ?? 0);
    const odd = (heard[1] ?? 0) + (heard[3] ?? 0) + (heard[5] ?? 0) + (heard[7] ?? 0);
    wet.left[index] = (dry.left[index] ?? 0) + even * 0.15;
    wet.right[index] = (dry.right[index] ?? 0) + odd * 0.15;
  }
  return wet;
}

// --- sums ---------------------------------------------------------------------------------------

/** Takes the sound down between two moments: the lamp is out, and there is nothing to hear. */
function silence(sound: Sound, from: number, until: number): void {
  for (let index = 0; index < sound.left.length; index++) {
    const second = index / samplesPerSecond;
    const down =
      Math.min(1, Math.max(0, (second - from) / 1.2)) *
      Math.min(1, Math.max(0, (until + 0.5 - second) / 0.5));
    const keep = 1 - 0.85 * down;
    sound.left[index] = (sound.left[index] ?? 0) * keep;
    sound.right[index] = (sound.right[index] ?? 0) * keep;
  }
}

function level(sound: Sound): void {
  let most = 0;
  for (const channel of [sound.left, sound.right])
    for (const sample of channel) most = Math.max(most, Math.abs(Math.tanh(drive * sample)));
  for (const channel of [sound.left, sound.right])
    for (let index = 0; index < channel.length; index++)
      channel[index] = (Math.tanh(drive * (channel[index] ?? 0)) / most) * peak;
}

function each(
  into: Sound,
  at: number,
  seconds: number,
  heard: (second: number) => readonly [number, number],
): void {
  const start = Math.round(at * samplesPerSecond);
  const count = Math.round(seconds * samplesPerSecond);
  for (let index = 0; index < count; index++) {
    const [left, right] = heard(index / samplesPerSecond);
    add(into, start + index, left, right);
  }
}

function add(into: Sound, index: number, left: number, right: number): void {
  if (index < 0 || index >= into.left.length) return;
  into.left[index] = (into.left[index] ?? 0) + left;
  into.right[index] = (into.right[index] ?? 0) + right;
}

function gains(pan: number): [number, number] {
  const angle = ((pan + 1) * Math.PI) / 4;
  return [Math.cos(angle), Math.sin(angle)];
}

/** The same numbers from 0 to 1 for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The sound as a WAV file of 16 bits. */
export function toWav({ left, right }: Sound): Buffer {
  const headerBytes = 44;
  const dataBytes = left.length * 4;
  const wav = Buffer.alloc(headerBytes + dataBytes);
  wav.write('RIFF', 0, 'latin1');
  wav.writeUInt32LE(36 + dataBytes, 4);
  wav.write('WAVEfmt ', 8, 'latin1');
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20); // plain samples
  wav.writeUInt16LE(2, 22); // channels
  wav.writeUInt32LE(samplesPerSecond, 24);
  wav.writeUInt32LE(samplesPerSecond * 4, 28);
  wav.writeUInt16LE(4, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36, 'latin1');
  wav.writeUInt32LE(dataBytes, 40);
  for (let index = 0; index < left.length; index++) {
    wav.writeInt16LE(Math.round((left[index] ?? 0) * 32_767), headerBytes + index * 4);
    wav.writeInt16LE(Math.round((right[index] ?? 0) * 32_767), headerBytes + index * 4 + 2);
  }
  return wav;
}
