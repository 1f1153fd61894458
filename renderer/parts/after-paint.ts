// Work that may wait until the frame that answers a touch is on the glass.

/** A page that is not shown paints nothing, and must not wait for it. */
const patienceMs = 100;

/** Runs `work` once, after the next frame has been painted; in the order in which it was asked. */
export function afterPaint(work: () => void): void {
  let isDone = false;
  const run = () => {
    if (isDone) return;
    isDone = true;
    clearTimeout(late);
    work();
  };
  const late = setTimeout(run, patienceMs);
  // A frame's callbacks run before it is painted, a timer of theirs after it. (A message would be
  // sooner by a millisecond, and each channel stays in the page's memory for long.)
  requestAnimationFrame(() => setTimeout(run));
}
