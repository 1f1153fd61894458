// Going through something told step by step: a sideways stroke of the finger, or an arrow key.
import { useEffect, useEffectEvent, useRef, type PointerEvent } from 'react';
import { swipeOf } from './swipe.ts';

/** Handlers for the element that is stroked; `onTurn` gets +1 for onward, -1 for back. */
export function useTurning(onTurn: (step: 1 | -1) => void) {
  const start = useRef<{ x: number; y: number } | undefined>(undefined);
  const turn = useEffectEvent(onTurn);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key === 'ArrowRight') turn(1);
      if (event.key === 'ArrowLeft') turn(-1);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
  return {
    onPointerDown(event: PointerEvent) {
      start.current = event.isPrimary ? { x: event.clientX, y: event.clientY } : undefined;
    },
    onPointerUp(event: PointerEvent) {
      const step = start.current && swipeOf(start.current, event);
      start.current = undefined;
      if (step) onTurn(step);
    },
  };
}
