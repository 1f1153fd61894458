// Tells once, when a chapter is left in whatever way, how long it was on the screen and
// whether its end was reached.
import { useEffect, useEffectEvent, useRef } from 'react';
import { startWatchTime } from './watch-time.ts';

/**
 * `onDone` is called once: by the returned function, which comes before the way out that the
 * visitor takes, or when the screen is taken away from them.
 */
export function useWatched(
  isCompleted: boolean,
  now: () => number,
  onDone: (secondsWatched: number, completed: boolean) => void,
): () => void {
  const reached = useRef(false);
  useEffect(() => {
    reached.current ||= isCompleted;
  }, [isCompleted]);
  const done = useRef<() => void>(undefined);
  const begin = useEffectEvent(() => startWatchTime(now));
  const tell = useEffectEvent((seconds: number) => onDone(seconds, reached.current));
  useEffect(() => {
    const watch = begin();
    let isTold = false;
    const tellOnce = () => {
      if (isTold) return;
      isTold = true;
      tell(watch.seconds());
    };
    const visibility = () => watch.setVisible(document.visibilityState === 'visible');
    done.current = tellOnce;
    document.addEventListener('visibilitychange', visibility);
    return () => {
      document.removeEventListener('visibilitychange', visibility);
      tellOnce();
    };
  }, []);
  return () => done.current?.();
}
