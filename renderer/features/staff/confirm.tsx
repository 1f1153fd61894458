// Two touches for what changes something: the first says what will happen, the second does it, once.
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePressGuard } from '../../app/use-press-guard.ts';
import { useOnce } from './use-once.ts';

export function Confirm({
  text,
  what,
  className = 'button',
  isDisabled = false,
  onConfirmed,
}: {
  /** On the button. */
  text: ReactNode;
  /** What will happen. */
  what: string;
  className?: string;
  isDisabled?: boolean;
  /** Nothing else can be touched here until it is settled. */
  onConfirmed(): Promise<unknown>;
}) {
  const { t } = useTranslation('staff');
  const [isAsking, setAsking] = useState(false);
  const [isSending, once] = useOnce();
  const guard = usePressGuard(String(isAsking));
  const panel = useRef<HTMLDivElement>(null);
  // In a long list the question may open below the glass, and a keyboard must find it.
  useEffect(() => {
    if (!isAsking) return;
    panel.current?.focus({ preventScroll: true });
    panel.current?.scrollIntoView({ block: 'nearest' });
  }, [isAsking]);
  if (!isAsking) {
    return (
      <button type="button" className={className} disabled={isDisabled} onClick={() => setAsking(true)}>
        {text}
      </button>
    );
  }
  const confirm = async () => {
    await onConfirmed();
    setAsking(false);
  };
  return (
    <div ref={panel} className="staff-confirm" role="alertdialog" aria-label={what} tabIndex={-1} {...guard}>
      <p>{what}</p>
      <div className="staff-ways">
        <button type="button" className="button" disabled={isSending} onClick={() => setAsking(false)}>
          {t('cancel')}
        </button>
        <button
          type="button"
          className="button button-next"
          disabled={isSending}
          onClick={() => once(confirm)}
        >
          {t('yes')}
        </button>
      </div>
    </div>
  );
}
