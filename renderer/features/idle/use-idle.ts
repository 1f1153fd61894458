// Notices that nobody is there any more: a touch, a key, a wheel or scrolling is activity.
// At the limit a countdown begins; any touch keeps the place; at its end the visit is over.
import { useEffect, useRef, useState } from 'react';

export interface IdleOptions {
  active: boolean;
  limitSeconds: number;
  countdownSeconds: number;
  onActivity(): void;
  onIdle(): void;
}

const activity = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'scroll'] as const;

/** Seconds left of the countdown, or undefined while somebody is there; and a way to stay. */
export function useIdle(options: IdleOptions): { secondsLeft: number | undefined; stay(): void } {
  const [secondsLeft, setSecondsLeft] = useState<number>();
  const lastActivityMs = useRef(0);
  const current = useRef(options);
  current.current = options;
  const { active } = options;

  const note = () => {
    lastActivityMs.current = performance.now();
    current.current.onActivity();
  };
  const noteRef = useRef(note);
  noteRef.current = note;

  useEffect(() => {
    if (!active) {
      setSecondsLeft(undefined);
      return;
    }
    lastActivityMs.current = performance.now();
    let counting = false;
    const onActivity = () => {
      // While the countdown is shown only its own overlay, which covers everything, ends it.
      if (!counting) noteRef.current();
    };
    for (const name of activity) addEventListener(name, onActivity, { passive: true, capture: true });
    const timer = setInterval(() => {
      const { limitSeconds, countdownSeconds, onIdle } = current.current;
      const quietSeconds = (performance.now() - lastActivityMs.current) / 1000;
      const left = Math.ceil(limitSeconds + countdownSeconds - quietSeconds);
      counting = quietSeconds >= limitSeconds;
      if (left <= 0) onIdle();
      else setSecondsLeft(counting ? left : undefined);
    }, 250);
    return () => {
      clearInterval(timer);
      for (const name of activity) removeEventListener(name, onActivity, { capture: true });
    };
  }, [active]);

  return {
    secondsLeft,
    stay() {
      noteRef.current();
      setSecondsLeft(undefined);
    },
  };
}
