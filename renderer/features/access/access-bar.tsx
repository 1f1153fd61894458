// One touch away on every screen: language, text size, contrast, read aloud, reach.
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../../model/language.ts';
import type { Access } from '../../app/journey.ts';
import './access.css';

export function AccessBar({
  access,
  languages,
  canRead,
  onChange,
}: {
  access: Access;
  languages: Language[];
  canRead: boolean;
  onChange(change: Partial<Access>): void;
}) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<'language' | 'text-size'>();
  const bar = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!open) return;
    // A touch anywhere else puts the choices away, and does what it would have done anyway.
    const close = (event: PointerEvent) => {
      if (event.target instanceof Node && !bar.current?.contains(event.target)) setOpen(undefined);
    };
    addEventListener('pointerdown', close);
    return () => removeEventListener('pointerdown', close);
  }, [open]);
  const toggle = (which: 'language' | 'text-size') =>
    setOpen((before) => (before === which ? undefined : which));
  const choose = (change: Partial<Access>) => {
    onChange(change);
    setOpen(undefined);
  };
  return (
    <nav className="access" aria-label={t('access.label')} ref={bar}>
      {open === 'language' && (
        <div className="access-choices">
          {languages.map((language) => (
            <button
              key={language}
              type="button"
              lang={language}
              aria-pressed={language === access.language}
              onClick={() => choose({ language })}
            >
              {t(`languageName.${language}`)}
            </button>
          ))}
        </div>
      )}
      {open === 'text-size' && (
        <div className="access-choices">
          {([0, 1, 2] as const).map((size) => (
            <button
              key={size}
              type="button"
              className={`access-size-${size}`}
              aria-pressed={size === access.textSize}
              onClick={() => choose({ textSize: size })}
            >
              {t(`access.size_${size}`)}
            </button>
          ))}
        </div>
      )}
      <button type="button" aria-expanded={open === 'language'} onClick={() => toggle('language')}>
        <b aria-hidden="true">{t('access.languageMark')}</b> {t('access.language')}
      </button>
      <button type="button" aria-expanded={open === 'text-size'} onClick={() => toggle('text-size')}>
        <b aria-hidden="true">{t('access.textSizeMark')}</b> {t('access.textSize')}
      </button>
      <button
        type="button"
        aria-pressed={access.highContrast}
        onClick={() => choose({ highContrast: !access.highContrast })}
      >
        <b aria-hidden="true">{t('access.contrastMark')}</b> {t('access.contrast')}
      </button>
      {canRead && (
        <button
          type="button"
          aria-pressed={access.readAloud}
          onClick={() => choose({ readAloud: !access.readAloud })}
        >
          <b aria-hidden="true">{t('access.readAloudMark')}</b> {t('access.readAloud')}
        </button>
      )}
      <button type="button" aria-pressed={access.reach} onClick={() => choose({ reach: !access.reach })}>
        <b aria-hidden="true">{t('access.reachMark')}</b> {t('access.reach')}
      </button>
    </nav>
  );
}
