// Staff who were called away leave no open door: after three untouched minutes the exhibition stands
// there again.
import { useEffect, useEffectEvent } from 'react';

const idleMs = 180_000;

export function useStaffIdle(onIdle: () => void): void {
  const idle = useEffectEvent(onIdle);
  useEffect(() => {
    let timer = window.setTimeout(() => idle(), idleMs);
    const stay = () => {
      clearTimeout(timer);
      timer = window.setTimeout(() => idle(), idleMs);
    };
    const listening = new AbortController();
    for (const name of ['pointerdown', 'pointermove', 'keydown']) {
      addEventListener(name, stay, { capture: true, signal: listening.signal });
    }
    return () => {
      clearTimeout(timer);
      listening.abort();
    };
  }, []);
}
