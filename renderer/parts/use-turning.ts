// Going through something told step by step: a sideways stroke of the finger, or an arrow key.
import { useEffect, useEffectEvent } from 'react';
import { useSwipe } from './use-swipe.ts';

/** Handlers for the element that is stroked; `onTurn` gets +1 for onward, -1 for back. */
export function useTurning(onTurn: (step: 1 | -1) => void) {
  const turn = useEffectEvent(onTurn);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key === 'ArrowRight') turn(1);
      if (event.key === 'ArrowLeft') turn(-1);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
  return useSwipe(onTurn);
}
