// How many batches may wait at once. More are told to come again later, which costs nearly nothing;
// without it ten thousand kiosks that come back at once would all time out together.

export type BatchQueue = {
  /** Undefined where too much waits already; else called once, when the batch is done with. */
  enter(): (() => void) | undefined;
  /** Runs as soon as fewer than `atOnce` others run, in order. */
  run<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Seconds after which to come again: spread, and longer the more are turned away. */
  retryAfterS(): number;
};

export type QueueOptions = { waiting: number; atOnce: number; random(): number };

const shortestS = 2;
const longestS = 60;

export function makeBatchQueue({ waiting, atOnce, random }: QueueOptions): BatchQueue {
  const starts: (() => void)[] = [];
  let inside = 0;
  let running = 0;
  /** How many were turned away of late; falls as others are let in. */
  let turnedAway = 0;

  /** The place goes to who waits, or is free. */
  function leave(): void {
    const start = starts.shift();
    if (start) start();
    else running -= 1;
  }

  return {
    enter() {
      if (inside >= waiting) {
        turnedAway += 1;
        return undefined;
      }
      inside += 1;
      turnedAway = Math.max(0, turnedAway - 1);
      return () => void (inside -= 1);
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
      const spanS = Math.min(longestS, shortestS + turnedAway / 20) - shortestS;
      return Math.ceil(shortestS + random() * Math.max(4, spanS));
    },
  };
}
