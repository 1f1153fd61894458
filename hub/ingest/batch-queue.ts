// How many batches may wait at once. More are told to come again later, which costs nearly nothing;
// without it ten thousand kiosks that come back at once would all time out together.

export type BatchQueue = {
  /**
   * Asked before anything is read: undefined where it would be turned away, and then it counts as that.
   * Else it is expected for a moment, so that a crowd does not come in by one free place; called when it
   * has been read.
   */
  expect(): (() => void) | undefined;
  /** Undefined where too much waits already; else called once, when the batch is done with. */
  enter(): (() => void) | undefined;
  /** Runs as soon as fewer than `atOnce` others run, in order. */
  run<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Seconds after which to come again: spread, and longer the more are turned away. */
  retryAfterS(): number;
};

export type QueueOptions = {
  waiting: number;
  atOnce: number;
  /** Nobody is let in who would wait longer, by how quickly others were done with of late. */
  longestMs?: number;
  random(): number;
  /** Milliseconds of a clock that only goes forward. */
  now?(): number;
};

const shortestS = 2;
/**
 * Whoever is turned away costs a connection, which others wait for. A second more for each one keeps those
 * who come again near twice what is taken in, however large the crowd is.
 */
const longestS = 120;
/** Of those who were turned away, with each that is let in. */
const stillCounts = 0.99;
/** How much of the newest pause between two that were done with goes into what is expected. */
const newestPart = 0.1;
/** Who takes longer to send than this takes no place of others meanwhile. */
const expectedMs = 500;

export function makeBatchQueue(options: QueueOptions): BatchQueue {
  const { waiting, atOnce, longestMs = Number.POSITIVE_INFINITY, random } = options;
  const { now = () => performance.now() } = options;
  const starts: (() => void)[] = [];
  let inside = 0;
  /** Being read just now. */
  let expected = 0;
  let running = 0;
  /** How many were turned away of late; falls as others are let in. */
  let turnedAway = 0;
  /** Between two that were done with while others waited. */
  let pauseMs = 0;
  let doneAt: number | undefined;

  function isFull(): boolean {
    const ahead = inside + expected;
    return inside >= waiting || (ahead >= atOnce && ahead * pauseMs > longestMs);
  }

  /** The place goes to who waits, or is free. */
  function leave(): void {
    const start = starts.shift();
    if (start) start();
    else running -= 1;
  }

  function noteDone(): void {
    const at = now();
    if (doneAt !== undefined) pauseMs += (at - doneAt - pauseMs) * newestPart;
    inside -= 1;
    doneAt = inside > 0 ? at : undefined;
  }

  return {
    expect() {
      if (isFull()) {
        turnedAway += 1;
        return undefined;
      }
      expected += 1;
      let isExpected = true;
      const isHere = () => {
        if (isExpected) expected -= 1;
        isExpected = false;
        clearTimeout(timer);
      };
      const timer = setTimeout(isHere, expectedMs);
      timer.unref();
      return isHere;
    },
    enter() {
      if (isFull()) {
        turnedAway += 1;
        return undefined;
      }
      inside += 1;
      turnedAway *= stillCounts;
      return noteDone;
    },
    async run(work) {
      if (running >= atOnce) await new Promise<void>((resolve) => starts.push(resolve));
      else running += 1;
      try {
        return await work();
      } finally {
        leave();
      }
    },
    retryAfterS() {
      const spanS = Math.min(longestS - shortestS, turnedAway);
      return Math.ceil(shortestS + random() * Math.max(4, spanS));
    },
  };
}
