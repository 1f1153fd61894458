// One quiet note of a bronze bell, made of its partials; no sound file, nothing to load.
import { bounded } from './loudness.ts';

/** Ratios to the strike note, loudness and decay in seconds, after a chime bell's partials. */
const partials = [
  [0.5, 0.5, 3.4],
  [1, 0.9, 2.6],
  [1.2, 0.35, 1.8],
  [1.5, 0.3, 1.5],
  [2, 0.4, 1.3],
  [2.74, 0.16, 0.7],
  [3.76, 0.1, 0.45],
] as const;
const strikeHz = 262;
const loudness = 0.14;

let context: AudioContext | undefined;

/** Strikes the bell. A machine without sound stays silent: the exhibition must not wait for it. */
export function strikeBell(): void {
  try {
    context ??= new AudioContext();
  } catch {
    return;
  }
  const { currentTime, destination } = context;
  const master = context.createGain();
  master.gain.value = bounded(loudness);
  master.connect(destination);
  for (const [ratio, level, decaySeconds] of partials) {
    const tone = context.createOscillator();
    const envelope = context.createGain();
    tone.frequency.value = strikeHz * ratio;
    envelope.gain.setValueAtTime(0, currentTime);
    envelope.gain.linearRampToValueAtTime(level, currentTime + 0.006);
    envelope.gain.exponentialRampToValueAtTime(0.0001, currentTime + decaySeconds);
    tone.connect(envelope).connect(master);
    tone.start(currentTime);
    tone.stop(currentTime + decaySeconds);
  }
  setTimeout(() => master.disconnect(), 4_000);
}
