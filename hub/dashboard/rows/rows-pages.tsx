// From one hundred rows to the hundred before, and back to the newest. Which hundred stands in the address,
// so that going back shows the same ones.
import { writeRoute } from '../app/route.ts';
import { useWords } from '../i18n/i18n.ts';

type RowsPagesProps = { path: string; asked: Readonly<Record<string, string>>; next: string | null };

export function RowsPages({ path, asked, next }: RowsPagesProps) {
  const { t } = useWords();
  const { after, ...first } = asked;
  return (
    <nav className="rows-pages" aria-label={t('rows.pages')}>
      {after !== undefined && <a href={writeRoute({ path, query: first })}>{t('rows.newest')}</a>}
      {next !== null && (
        <a href={writeRoute({ path, query: { ...asked, after: next } })}>{t('rows.older')}</a>
      )}
    </nav>
  );
}
