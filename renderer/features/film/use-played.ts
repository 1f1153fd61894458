// Tells once, when the film is left in whatever way, how many seconds of it were really played.
import { useEffect, useEffectEvent, useRef } from 'react';
import { startWatchTime, type WatchTime } from '../../parts/watch-time.ts';
import { isCompleted } from './film-time.ts';

export function usePlayed(
  isMoving: boolean,
  hasEnded: boolean,
  filmSeconds: number,
  now: () => number,
  onDone: (secondsWatched: number, completed: boolean) => void,
): () => void {
  const watch = useRef<WatchTime>(undefined);
  const ended = useRef(false);
  const done = useRef<() => void>(undefined);
  const begin = useEffectEvent(() => {
    const time = startWatchTime(now);
    time.setVisible(false);
    return time;
  });
  const tell = useEffectEvent((seconds: number) =>
    onDone(seconds, isCompleted(ended.current, seconds, filmSeconds)),
  );
  useEffect(() => {
    const time = begin();
    watch.current = time;
    let isTold = false;
    const tellOnce = () => {
      if (isTold) return;
      isTold = true;
      tell(time.seconds());
    };
    done.current = tellOnce;
    return tellOnce;
  }, []);
  useEffect(() => {
    watch.current?.setVisible(isMoving);
    ended.current ||= hasEnded;
  }, [isMoving, hasEnded]);
  return () => done.current?.();
}
