// Nothing that cannot be taken back at once happens at one touch: first the question, then the deed.
import { useState, type ReactNode } from 'react';
import { useWords } from '../i18n/i18n.ts';

type ConfirmProps = {
  /** What the button says, and what the question is called. */
  word: string;
  why: ReactNode;
  yes: string;
  isBusy?: boolean;
  isDanger?: boolean;
  onYes(): void;
};

export function Confirm({ word, why, yes, isBusy = false, isDanger = true, onYes }: ConfirmProps) {
  const { t } = useWords();
  const [isAsking, setAsking] = useState(false);
  if (!isAsking) {
    return (
      <button type="button" className="button" disabled={isBusy} onClick={() => setAsking(true)}>
        {word}
      </button>
    );
  }
  return (
    <div
      className={isDanger ? 'note note-failed confirm' : 'note confirm'}
      role="alertdialog"
      aria-label={word}
      onKeyDown={({ key }) => {
        if (key === 'Escape') setAsking(false);
      }}
    >
      <p>{why}</p>
      <button
        type="button"
        className={isDanger ? 'button button-danger' : 'button button-first'}
        disabled={isBusy}
        onClick={() => {
          setAsking(false);
          onYes();
        }}
      >
        {yes}
      </button>{' '}
      <button type="button" className="button" autoFocus onClick={() => setAsking(false)}>
        {t('confirm.cancel')}
      </button>
    </div>
  );
}
