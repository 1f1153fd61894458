// Notices that nobody is there any more: a touch, a key, a wheel or scrolling is activity.
// At the limit a countdown begins; any touch keeps the place; at its end the visit is over.
import { useEffect, useEffectEvent, useRef, useState } from 'react';

export interface IdleOptions {
  active: boolean;
  limitSeconds: number;
  countdownSeconds: number;
  onActivity(): void;
  onIdle(): void;
}

const activity = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'scroll'] as const;

/** Seconds left of the countdown, or undefined while somebody is there; and a way to stay. */
export function useIdle({ active, limitSeconds, countdownSeconds, onActivity, onIdle }: IdleOptions): {
  secondsLeft: number | undefined;
  stay(): void;
} {
  const [secondsLeft, setSecondsLeft] = useState<number>();
  const lastActivityMs = useRef(0);

  const noteActivity = useEffectEvent(() => {
    lastActivityMs.current = performance.now();
    onActivity();
  });
  const look = useEffectEvent(() => {
    const quietSeconds = (performance.now() - lastActivityMs.current) / 1000;
    const left = Math.ceil(limitSeconds + countdownSeconds - quietSeconds);
    if (left <= 0) onIdle();
    else setSecondsLeft(quietSeconds >= limitSeconds ? left : undefined);
  });
  // While the countdown is shown only its own overlay, which covers everything, ends it.
  const isCounting = secondsLeft !== undefined;

  useEffect(() => {
    if (!active) {
      setSecondsLeft(undefined);
      return;
    }
    lastActivityMs.current = performance.now();
    const timer = setInterval(() => look(), 250);
    return () => clearInterval(timer);
  }, [active]);

  useEffect(() => {
    if (!active || isCounting) return;
    const note = () => noteActivity();
    for (const name of activity) addEventListener(name, note, { passive: true, capture: true });
    return () => {
      for (const name of activity) removeEventListener(name, note, { capture: true });
    };
  }, [active, isCounting]);

  return {
    secondsLeft,
    stay() {
      lastActivityMs.current = performance.now();
      onActivity();
      setSecondsLeft(undefined);
    },
  };
}
