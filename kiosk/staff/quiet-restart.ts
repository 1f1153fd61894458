// The daily restart: at its minute, if nobody has touched the screen for a while; else as soon as
// nobody has, within the hour.
export type QuietRestart = { look(now: { minute: string; monoMs: number }): boolean };

const withinMinutes = 60;
const quietMs = 3 * 60_000;

/**
 * `look` is asked every half minute and says when to restart, once a start. `lastTouchMs`: when a
 * visitor's event came last, on the same clock; undefined before the first.
 */
export function planQuietRestart(options: {
  restartAt(): string | null;
  lastTouchMs(): number | undefined;
  startedMs: number;
}): QuietRestart {
  let isDone = false;
  return {
    look({ minute, monoMs }) {
      const restartAt = options.restartAt();
      if (isDone || restartAt === null) return false;
      // A kiosk that was just started has nothing to gain, and must not go round in circles.
      if (monoMs - options.startedMs < (withinMinutes + 5) * 60_000) return false;
      const late = (minutesOf(minute) - minutesOf(restartAt) + 1_440) % 1_440;
      if (late >= withinMinutes) return false;
      const lastMs = options.lastTouchMs();
      isDone = lastMs === undefined || monoMs - lastMs >= quietMs;
      return isDone;
    },
  };
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
