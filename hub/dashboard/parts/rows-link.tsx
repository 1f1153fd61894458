// From a figure to the rows behind it.
import type { ReactNode } from 'react';
import { writeRoute } from '../app/route.ts';
import { useWords } from '../i18n/i18n.ts';

type RowsLinkProps = { query: Readonly<Record<string, string>>; path?: string; children: ReactNode };

export function RowsLink({ query, path = '/rows', children }: RowsLinkProps) {
  const { t } = useWords();
  return (
    <a className="figure-link" href={writeRoute({ path, query })} title={t('figure.behind')}>
      {children}
    </a>
  );
}
