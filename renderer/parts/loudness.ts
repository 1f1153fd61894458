// How loud anything here may be: staff bound it, and bell, seal and film all follow.

/** In hundredths, as settings have it; what bell and film were made for. */
const usual = 80;
let volume = usual;

export function setLoudness(hundredths: number): void {
  volume = hundredths;
}

/** What a loudness that was made for the usual volume becomes; 1 at the most. */
export function bounded(level: number): number {
  return Math.min(1, (level * volume) / usual);
}
