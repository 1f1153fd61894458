// One key. It is down in the frame in which it is touched and acts when it is let go, each finger
// for itself: two thumbs may overlap, which clicks would not survive. A key that is still down when
// the next is touched acts then, so that letters stand in the order in which they were touched.
import { createContext, useContext, useEffect, useRef, type PointerEvent, type ReactNode } from 'react';
import { afterPaint } from '../../parts/after-paint.ts';

/** A finger that slid further than this off its key has changed its mind. */
const slipPx = 16;

/** What each finger that is down will do, by its pointer; one map for all keys of a keyboard. */
export const HeldKeys = createContext(new Map<number, () => void>());

export interface KeyProps {
  label?: string;
  kind?: 'letter' | 'named' | 'done' | 'tab' | 'candidate';
  className?: string;
  isOn?: boolean | undefined;
  isDisabled?: boolean;
  lang?: string;
  role?: 'tab';
  onPress(): void;
  children: ReactNode;
}

export function Key({
  label,
  kind = 'letter',
  className = '',
  isOn,
  isDisabled = false,
  lang,
  role,
  onPress,
  children,
}: KeyProps) {
  const finger = useRef<number>(undefined);
  const held = useContext(HeldKeys);
  const press = useRef(onPress);
  useEffect(() => {
    press.current = onPress;
  });
  // The key answers the finger first; what it writes comes a frame later, in the order of the keys.
  const act = () => afterPaint(() => press.current());
  const lift = (event: PointerEvent<HTMLButtonElement>) => {
    if (finger.current !== event.pointerId) return false;
    finger.current = undefined;
    held.delete(event.pointerId);
    delete event.currentTarget.dataset['down'];
    return true;
  };
  return (
    <button
      type="button"
      className={`key key-${kind} ${className}`}
      aria-label={label}
      lang={lang}
      role={role}
      aria-selected={role === 'tab' ? isOn === true : undefined}
      aria-pressed={role === 'tab' ? undefined : isOn}
      aria-disabled={isDisabled || undefined}
      // Whoever has a keyboard of their own types in the field; thirty letters are not in their way.
      tabIndex={kind === 'letter' || kind === 'candidate' ? -1 : undefined}
      // The field keeps the focus, and with it its caret.
      onMouseDown={(event) => event.preventDefault()}
      onPointerDown={(event) => {
        if (event.button !== 0 || isDisabled || finger.current !== undefined) return;
        for (const lifted of held.values()) lifted();
        const key = event.currentTarget;
        finger.current = event.pointerId;
        key.dataset['down'] = '';
        held.set(event.pointerId, () => {
          finger.current = undefined;
          held.delete(event.pointerId);
          delete key.dataset['down'];
          act();
        });
      }}
      onPointerUp={(event) => {
        if (!lift(event)) return;
        const { left, right, top, bottom } = event.currentTarget.getBoundingClientRect();
        const isInside =
          event.clientX > left - slipPx &&
          event.clientX < right + slipPx &&
          event.clientY > top - slipPx &&
          event.clientY < bottom + slipPx;
        if (isInside) act();
      }}
      onPointerCancel={lift}
      onClick={(event) => {
        // A screen reader or a switch presses without a pointer.
        if (event.detail === 0 && !isDisabled) act();
      }}
    >
      {children}
    </button>
  );
}
