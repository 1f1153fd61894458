// Two touches for what changes something: the first says what will happen, the second does it.
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

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
  onConfirmed(): void;
}) {
  const { t } = useTranslation('staff');
  const [isAsking, setAsking] = useState(false);
  if (!isAsking) {
    return (
      <button type="button" className={className} disabled={isDisabled} onClick={() => setAsking(true)}>
        {text}
      </button>
    );
  }
  return (
    <div className="staff-confirm" role="alertdialog" aria-label={what}>
      <p>{what}</p>
      <div className="staff-ways">
        <button type="button" className="button" onClick={() => setAsking(false)}>
          {t('cancel')}
        </button>
        <button
          type="button"
          className="button button-next"
          onClick={() => {
            setAsking(false);
            onConfirmed();
          }}
        >
          {t('yes')}
        </button>
      </div>
    </div>
  );
}
