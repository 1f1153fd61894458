// One key. It is down in the frame in which it is touched and acts when it is let go, each finger
// for itself: two thumbs may overlap, which clicks would not survive.
import { useRef, type PointerEvent, type ReactNode } from 'react';

/** A finger that slid further than this off its key has changed its mind. */
const slipPx = 16;
/** A second tap that was meant for the screen before presses nothing here. */
const settleMs = 280;

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
  const shownMs = useRef<number>(undefined);
  const lift = (event: PointerEvent<HTMLButtonElement>) => {
    finger.current = undefined;
    delete event.currentTarget.dataset['down'];
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
      ref={(element) => {
        if (element) shownMs.current ??= performance.now();
      }}
      // The field keeps the focus, and with it its caret.
      onMouseDown={(event) => event.preventDefault()}
      onPointerDown={(event) => {
        if (event.button !== 0 || isDisabled || finger.current !== undefined) return;
        if (event.timeStamp < (shownMs.current ?? 0) + (kind === 'candidate' ? 0 : settleMs)) return;
        finger.current = event.pointerId;
        event.currentTarget.dataset['down'] = '';
      }}
      onPointerUp={(event) => {
        if (finger.current !== event.pointerId) return;
        const { left, right, top, bottom } = event.currentTarget.getBoundingClientRect();
        const isInside =
          event.clientX > left - slipPx &&
          event.clientX < right + slipPx &&
          event.clientY > top - slipPx &&
          event.clientY < bottom + slipPx;
        lift(event);
        if (isInside) onPress();
      }}
      onPointerCancel={lift}
      onClick={(event) => {
        // A screen reader or a switch presses without a pointer.
        if (event.detail === 0 && !isDisabled) onPress();
      }}
    >
      {children}
    </button>
  );
}
