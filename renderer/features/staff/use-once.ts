// What is sent to the kiosk is sent once, however often and fast the button is touched.
import { useEffect, useRef, useState } from 'react';

/** Whether something is under way, and what begins it unless something is. */
export function useOnce(): [boolean, (act: () => Promise<unknown>) => void] {
  const [isBusy, setBusy] = useState(false);
  // Two touches may come before the page is drawn again.
  const busy = useRef(false);
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);
  const once = (act: () => Promise<unknown>) => {
    if (busy.current) return;
    busy.current = true;
    setBusy(true);
    void act().finally(() => {
      busy.current = false;
      if (isHere.current) setBusy(false);
    });
  };
  return [isBusy, once];
}
