// Small sums about where in a film one is.

/** `1:07`; nothing is shown of a length that is not known. */
export function clock(seconds: number): string {
  const whole = Number.isFinite(seconds) ? Math.max(0, Math.floor(seconds)) : 0;
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** A second that may be gone to: never past the end, and a moment before it, so that it still plays. */
export function seekable(second: number, filmSeconds: number): number {
  return Math.min(Math.max(0, second), Math.max(0, filmSeconds - 0.25));
}

/** How far from its end a film may stop and still have come to it, in seconds. */
const endToleranceSeconds = 1.5;

/** A file that was cut off ends too: the player takes the end of the file for the end of the film. */
export function isCutShort(endedAtSecond: number, filmSeconds: number): boolean {
  return endedAtSecond < filmSeconds - endToleranceSeconds;
}

/** Seen to the end, and not only pulled there with a finger: most of it was really played. */
export function isCompleted(hasEnded: boolean, playedSeconds: number, filmSeconds: number): boolean {
  return hasEnded && playedSeconds >= filmSeconds * 0.8;
}
