// “还在看吗?” over everything; any touch or key keeps the visitor's place.
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { numeral } from '../../parts/numeral.ts';
import type { Language } from '../../../model/language.ts';
import './idle.css';

export function IdleCountdown({
  secondsLeft,
  language,
  onStay,
}: {
  secondsLeft: number;
  language: Language;
  onStay(): void;
}) {
  const { t } = useTranslation();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    button.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  return (
    <button
      type="button"
      className="idle"
      ref={button}
      onPointerDown={onStay}
      onClick={onStay}
      onKeyDown={onStay}
    >
      <span className="idle-number" aria-hidden="true">
        {numeral(secondsLeft, language)}
      </span>
      <strong>{t('idle.title')}</strong>
      <span>{t('idle.hint')}</span>
      <span className="note">
        {t('idle.count', { count: secondsLeft, number: numeral(secondsLeft, language) })}
      </span>
    </button>
  );
}
