// The hidden corner: a finger held still in the lower left for three seconds opens the staff's room.
// Nothing on the screen tells of it, and whatever lies there still does what it does when touched.
import { useEffect, useEffectEvent } from 'react';

const holdMs = 3_000;
/** In parts of the screen's shorter side; a thumb in a work glove. */
const cornerPart = 0.12;
const slipPx = 40;

export function useStaffCorner(onHeld: () => void): void {
  const held = useEffectEvent(onHeld);
  useEffect(() => {
    let finger: { id: number; x: number; y: number; timer: number } | undefined;
    const letGo = () => {
      if (finger) clearTimeout(finger.timer);
      finger = undefined;
    };
    const down = ({ pointerId: id, clientX: x, clientY: y }: PointerEvent) => {
      const corner = Math.min(innerWidth, innerHeight) * cornerPart;
      // A second finger is no staff: it is a palm, or a child.
      if (finger || x > corner || y < innerHeight - corner) return letGo();
      finger = { id, x, y, timer: window.setTimeout(() => (letGo(), held()), holdMs) };
    };
    const move = ({ pointerId, clientX, clientY }: PointerEvent) => {
      if (finger?.id !== pointerId) return;
      if (Math.hypot(clientX - finger.x, clientY - finger.y) > slipPx) letGo();
    };
    const up = ({ pointerId }: PointerEvent) => {
      if (finger?.id === pointerId) letGo();
    };
    const heard = { pointerdown: down, pointermove: move, pointerup: up, pointercancel: up };
    const listening = new AbortController();
    for (const [name, hear] of Object.entries(heard)) {
      addEventListener(name, hear as EventListener, { capture: true, signal: listening.signal });
    }
    return () => {
      letGo();
      listening.abort();
    };
  }, []);
}
