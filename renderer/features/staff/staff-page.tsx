// One page behind the exhibition: its name, the way back, and what is said about what was just done.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePressGuard } from '../../app/use-press-guard.ts';
import { Arrow } from '../../parts/icons.tsx';

export function StaffPage({
  title,
  said,
  shown = '',
  onBack,
  children,
}: {
  title: string;
  /** A sentence about the last thing that was done, or what went wrong with it. */
  said?: string | undefined;
  /** Changes when other buttons come to lie under the finger: no second tap is meant for them. */
  shown?: string;
  onBack(): void;
  children: ReactNode;
}) {
  const { t } = useTranslation('staff');
  const guard = usePressGuard(`${title} ${shown}`);
  return (
    <section className="staff-page" {...guard}>
      <header>
        <button type="button" className="crumb-back" onClick={onBack}>
          <Arrow back /> {t('back')}
        </button>
        <h1>{title}</h1>
      </header>
      <p className="staff-said" role="status">
        {said}
      </p>
      {children}
    </section>
  );
}
