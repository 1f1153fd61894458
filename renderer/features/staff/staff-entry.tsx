// One question to staff that fills the page: what is asked, the way out, and what went wrong with the
// last answer; what was typed stays until it was taken.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePressGuard } from '../../app/use-press-guard.ts';
import './staff-entry.css';

export function StaffEntry({
  label,
  said,
  className = '',
  onCancel,
  children,
}: {
  label: string;
  said?: string | undefined;
  className?: string;
  onCancel(): void;
  children: ReactNode;
}) {
  const { t } = useTranslation('staff');
  const guard = usePressGuard(label);
  return (
    <section className={`staff-entry ${className}`} {...guard}>
      <header>
        <h1>{label}</h1>
        <button type="button" className="button" onClick={onCancel}>
          {t('cancel')}
        </button>
      </header>
      <p className="staff-said" role="status">
        {said}
      </p>
      {children}
    </section>
  );
}
