// One page behind the exhibition: its name, the way back, and what is said about what was just done.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Arrow } from '../../parts/icons.tsx';

export function StaffPage({
  title,
  said,
  onBack,
  children,
}: {
  title: string;
  /** A sentence about the last thing that was done, or what went wrong with it. */
  said?: string | undefined;
  onBack(): void;
  children: ReactNode;
}) {
  const { t } = useTranslation('staff');
  return (
    <section className="staff-page">
      <button type="button" className="crumb-back" onClick={onBack}>
        <Arrow back /> {t('back')}
      </button>
      <h1>{title}</h1>
      <p className="staff-said" role="status">
        {said}
      </p>
      {children}
    </section>
  );
}
