// How long a chapter is on the screen, for the log: while the page is visible, on a clock that
// only goes forward. Nobody stays on a step past the idle limit, so gaps need no rule here.

export interface WatchTime {
  /** The page was hidden or shown. */
  setVisible(visible: boolean): void;
  seconds(): number;
}

/** Starts at once; `now` is monotonic, in ms. */
export function startWatchTime(now: () => number): WatchTime {
  let watchedMs = 0;
  let countedToMs = now();
  let isVisible = true;
  const countUp = () => {
    const ms = now();
    if (isVisible) watchedMs += Math.max(0, ms - countedToMs);
    countedToMs = ms;
  };
  return {
    setVisible(visible) {
      countUp();
      isVisible = visible;
    },
    seconds() {
      countUp();
      return Math.round(watchedMs / 1000);
    },
  };
}
