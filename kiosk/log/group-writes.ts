// Requests that wait in the same turn of the event loop share one transaction, and so one wait
// for the disk; none is answered before its rows are on it.

export type GroupedWrites<Write, Outcome> = {
  add(write: Write): Promise<Outcome>;
  /** Writes what waits now. */
  flush(): void;
};

/** `writeAll` does not throw, and answers each write in its place. */
export function groupWrites<Write, Outcome>(
  writeAll: (writes: readonly Write[]) => readonly Outcome[],
): GroupedWrites<Write, Outcome> {
  const waiting: { write: Write; settle: (outcome: Outcome) => void }[] = [];
  let isDue = false;

  function flush(): void {
    isDue = false;
    const batch = waiting.splice(0);
    if (batch.length === 0) return;
    const outcomes = writeAll(batch.map(({ write }) => write));
    for (const [index, outcome] of outcomes.entries()) batch[index]?.settle(outcome);
  }

  return {
    add(write) {
      return new Promise((settle) => {
        waiting.push({ write, settle });
        if (!isDue) setImmediate(flush);
        isDue = true;
      });
    },
    flush,
  };
}
