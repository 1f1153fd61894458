// It is on the disk: what happens to it now, and the way on.
import { useTranslation } from 'react-i18next';
import { BalancedLines } from '../../parts/balanced-lines.tsx';
import type { Destination } from './consent.tsx';

export function Kept({ to, onWall, onBack }: { to: Destination; onWall(): void; onBack(): void }) {
  const { t } = useTranslation();
  return (
    <div className="kept" role="status">
      {/* Not a word of it any more: the next visitor may be looking already. */}
      <span className="kept-paper" data-to={to} aria-hidden="true" />
      <h2 data-read>
        <BalancedLines text={t('reflection.kept')} />
      </h2>
      <p data-read>{t(to === 'public' ? 'reflection.keptPublic' : 'reflection.keptPrivate')}</p>
      <nav className="kept-ways">
        <button type="button" className="button" onClick={onWall}>
          {t('reflection.wall')}
        </button>
        <button type="button" className="button button-next" onClick={onBack}>
          {t('reflection.on')}
        </button>
      </nav>
    </div>
  );
}
