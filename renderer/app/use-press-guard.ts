// A second tap of a double tap must not press what has just appeared under the finger: a press
// counts only if it began a moment after its screen was shown. Keys are not held back.
import { useLayoutEffect, useMemo, useRef, type MouseEvent } from 'react';

const settleMs = 280;

/** What was pressed stays seen as pressed until what it brings is there. */
const heldMs = 160;

function holdPressed(button: Element): void {
  button.setAttribute('data-pressed', '');
  setTimeout(() => button.removeAttribute('data-pressed'), heldMs);
}

export function usePressGuard(screen: string) {
  const shownMs = useRef(0);
  const pressedMs = useRef(0);
  useLayoutEffect(() => {
    shownMs.current = performance.now();
  }, [screen]);
  return useMemo(
    () => ({
      onPointerDownCapture() {
        pressedMs.current = performance.now();
      },
      onClickCapture(event: MouseEvent) {
        const isPointer = event.detail > 0;
        if (isPointer && pressedMs.current < shownMs.current + settleMs) {
          event.stopPropagation();
          event.preventDefault();
          return;
        }
        const pressed = event.target instanceof Element && event.target.closest('button');
        if (pressed) holdPressed(pressed);
      },
    }),
    [],
  );
}
