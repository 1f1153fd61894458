// By what a figure led here; pressed, the rows are no longer cut by it.
import { goTo } from '../app/use-route.ts';
import { useWords } from '../i18n/i18n.ts';

type OnlyButtonProps = {
  path: string;
  asked: Readonly<Record<string, string>>;
  name: string;
  what: string;
};

export function OnlyButton({ path, asked, name, what }: OnlyButtonProps) {
  const { t } = useWords();
  const rest = Object.entries(asked).filter(([key]) => key !== name && key !== 'after');
  return (
    <button type="button" className="button" onClick={() => goTo({ path, query: Object.fromEntries(rest) })}>
      {t('rows.without', { what })}
    </button>
  );
}
