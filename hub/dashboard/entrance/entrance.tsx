// The room before the dashboard: a seal, a name, and one slip of paper.
import type { ReactNode } from 'react';
import { LanguageChoice } from '../app/language-choice.tsx';
import { useWords } from '../i18n/i18n.ts';
import seal from '../parts/seal.svg';

export function Entrance({ hubName, children }: { hubName?: string; children: ReactNode }) {
  const { t } = useWords();
  return (
    <div className="entrance">
      <header className="entrance-head">
        <img src={seal} alt="" width="72" height="72" />
        <p className="entrance-bell">{t('app.bell')}</p>
        <p>{hubName ?? t('app.tour')}</p>
      </header>
      <main className="slip">{children}</main>
      <footer>
        <LanguageChoice />
      </footer>
    </div>
  );
}
