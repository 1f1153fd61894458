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

/** Where a film was, and when: `ms` on a clock that only goes forward. */
export interface Seen {
  second: number;
  ms: number;
}

const toleranceSeconds = 1.5;

/**
 * A file that was cut off “ends” too. The player then stops early, or, since the file's head
 * still tells the whole length, leaps from the cut to the end faster than time goes.
 */
export function isCutShort(lastSeen: Seen, end: Seen, filmSeconds: number): boolean {
  const leaptSeconds = end.second - lastSeen.second - (end.ms - lastSeen.ms) / 1000;
  return end.second < filmSeconds - toleranceSeconds || leaptSeconds > toleranceSeconds;
}

/** Seen to the end, and not only pulled there with a finger: most of it was really played. */
export function isCompleted(hasEnded: boolean, playedSeconds: number, filmSeconds: number): boolean {
  return hasEnded && playedSeconds >= filmSeconds * 0.8;
}
