// A view that cannot be cut by a filter that is set says so, rather than show numbers that seem cut.
import type { FilterName } from '../../../model/hub-views.ts';
import { useWords } from '../i18n/i18n.ts';

export function NotCutBy({ names }: { names: readonly FilterName[] }) {
  const { t, language } = useWords();
  if (names.length === 0) return null;
  const list = new Intl.ListFormat(language).format(names.map((name) => t(`filter.${name}`)));
  return <p className="note note-not-cut">{t('filter.notCutBy', { filters: list })}</p>;
}
