// The head that every page has: what it is, one sentence of what it shows, what can be done; and the filters
// that the page has in the list of pages.
import { useEffect, type ReactNode } from 'react';
import { usePage } from '../app/page-context.ts';
import { FiltersBar } from '../filters/filters-bar.tsx';
import { useWords } from '../i18n/i18n.ts';

type PageFrameProps = { title: string; lead?: ReactNode; actions?: ReactNode; children: ReactNode };

export function PageFrame({ title, lead, actions, children }: PageFrameProps) {
  const { t } = useWords();
  const page = usePage();
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
      {page && page.filters.length > 0 && <FiltersBar offered={page.filters} path={page.path} />}
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
