// The sound of a seal set down: wood on paper, and under it one low, quiet note of bronze. Made of
// its partials; no sound file, nothing to load.
import { bounded } from '../../parts/loudness.ts';

/** Hertz, loudness, decay in seconds: first the stamp, then what rings after it. */
const partials = [
  [74, 1, 0.16],
  [121, 0.6, 0.09],
  [131, 0.3, 1.6],
  [262, 0.16, 1.1],
  [393, 0.05, 0.7],
] as const;
const loudness = 0.16;

let context: AudioContext | undefined;

/** Sounds after `delayMs`, when the seal touches the paper. A machine without sound stays silent. */
export function strikeSeal(delayMs: number): void {
  try {
    context ??= new AudioContext();
  } catch {
    return;
  }
  const struckAt = context.currentTime + delayMs / 1000;
  const master = context.createGain();
  master.gain.value = bounded(loudness);
  master.connect(context.destination);
  for (const [hertz, level, decaySeconds] of partials) {
    const tone = context.createOscillator();
    const envelope = context.createGain();
    tone.frequency.value = hertz;
    envelope.gain.setValueAtTime(0, struckAt);
    envelope.gain.linearRampToValueAtTime(level, struckAt + 0.004);
    envelope.gain.exponentialRampToValueAtTime(0.0001, struckAt + decaySeconds);
    tone.connect(envelope).connect(master);
    tone.start(struckAt);
    tone.stop(struckAt + decaySeconds);
  }
  setTimeout(() => master.disconnect(), delayMs + 2_000);
}
