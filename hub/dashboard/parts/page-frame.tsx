// The head that every page has: what it is, one sentence of what it shows, and what can be done.
import { useEffect, type ReactNode } from 'react';
import { useWords } from '../i18n/i18n.ts';

type PageFrameProps = { title: string; lead?: ReactNode; actions?: ReactNode; children: ReactNode };

export function PageFrame({ title, lead, actions, children }: PageFrameProps) {
  const { t } = useWords();
  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`;
  }, [title, t]);
  return (
    <>
      <header className="page-head">
        <h1 tabIndex={-1}>{title}</h1>
        {lead !== undefined && <p className="page-lead">{lead}</p>}
        {actions !== undefined && <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </>
  );
}

type SectionProps = { title: string; note?: ReactNode; id: string; children: ReactNode };

export function Section({ title, note, id, children }: SectionProps) {
  return (
    <section className="section" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {note !== undefined && <p className="section-note">{note}</p>}
      {children}
    </section>
  );
}
