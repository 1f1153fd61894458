// Notices a film that ought to move and does not: a disk that hangs, a file that no longer comes.

export interface StallWatch {
  /**
   * Told a few times a second where the film is (seconds) and whether it ought to move.
   * True once it has stood still for `limitMs`.
   */
  look(nowMs: number, second: number, shouldMove: boolean): boolean;
}

export function startStallWatch(limitMs: number): StallWatch {
  let movedMs: number | undefined;
  let last = Number.NaN;
  return {
    look(nowMs, second, shouldMove) {
      if (!shouldMove || second !== last || movedMs === undefined) movedMs = nowMs;
      last = second;
      return nowMs - movedMs >= limitMs;
    },
  };
}
