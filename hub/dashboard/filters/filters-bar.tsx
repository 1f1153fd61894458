// The bar above the figures: which days, which stop, entry, kiosk, language, audience. What is set stands in
// the address; what is offered comes from the hub itself.
import { useId, useState } from 'react';
import { audiences } from '../../../model/aspects.ts';
import { nowViewSchema, tourViewSchema, type FilterName } from '../../../model/hub-views.ts';
import { languages } from '../../../model/language.ts';
import { goTo, useRoute } from '../app/use-route.ts';
import { useLive } from '../hub-api/use-live.ts';
import { useWords } from '../i18n/i18n.ts';
import { useNames } from '../i18n/use-names.ts';
import { readFilters, setFilter } from './filters.ts';

type Option = { value: string; name: string };
/** Everything; what is at none is the empty value. */
const all = '*';

export function FiltersBar({ offered, path }: { offered: readonly FilterName[]; path: string }) {
  const { t } = useWords();
  const { query } = useRoute();
  const filters = readFilters(query);
  const options = useOptions();
  const set = (name: FilterName, value: string | undefined) =>
    goTo({ path, query: setFilter(query, name, value) });
  const setCount = offered.filter((name) => filters[name] !== undefined).length;
  const [isOpen, setOpen] = useState(false);
  return (
    <form
      className={isOpen ? 'filters is-open' : 'filters'}
      role="search"
      aria-label={t('filter.label')}
      onSubmit={(event) => event.preventDefault()}
    >
      {/* On a telephone the filters would fill the first screen. */}
      <button
        type="button"
        className="button filters-toggle"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {setCount === 0 ? t('filter.label') : t('filter.set', { count: setCount })}
      </button>
      {offered.map((name) =>
        name === 'from' || name === 'to' ? (
          <DayFilter key={name} name={name} value={filters[name]} onSet={set} />
        ) : (
          <ChoiceFilter key={name} name={name} value={filters[name]} options={options[name]} onSet={set} />
        ),
      )}
      {setCount > 0 && (
        <button type="button" className="button filters-clear" onClick={() => goTo({ path, query: {} })}>
          {t('filter.clear')}
        </button>
      )}
    </form>
  );
}

type SetFilter = (name: FilterName, value: string | undefined) => void;

function DayFilter({
  name,
  value,
  onSet,
}: {
  name: 'from' | 'to';
  value: string | undefined;
  onSet: SetFilter;
}) {
  const { t } = useWords();
  const id = useId();
  return (
    <div className="filter">
      <label htmlFor={id}>{t(`filter.${name}`)}</label>
      <input
        id={id}
        type="date"
        value={value ?? ''}
        onChange={({ target }) => onSet(name, target.value === '' ? undefined : target.value)}
      />
    </div>
  );
}

type ChoiceProps = {
  name: Exclude<FilterName, 'from' | 'to'>;
  value: string | undefined;
  options: readonly Option[];
  onSet: SetFilter;
};

function ChoiceFilter({ name, value, options, onSet }: ChoiceProps) {
  const { t } = useWords();
  const id = useId();
  const isKnown = value === undefined || options.some((option) => option.value === value);
  return (
    <div className="filter">
      <label htmlFor={id}>{t(`filter.${name}`)}</label>
      <select
        id={id}
        value={value ?? all}
        onChange={({ target }) => onSet(name, target.value === all ? undefined : target.value)}
      >
        <option value={all}>{t('filter.all')}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.name}
          </option>
        ))}
        {/* From somebody else's link, or not loaded yet. */}
        {!isKnown && <option value={value}>{value}</option>}
      </select>
    </div>
  );
}

/** Asked seldom: a new stop need not be in the list within seconds. */
const optionsEveryMs = 60_000;

function useOptions(): Record<Exclude<FilterName, 'from' | 'to'>, readonly Option[]> {
  const names = useNames();
  const tour = useLive('/api/views/tour', tourViewSchema, optionsEveryMs);
  const now = useLive('/api/views/now', nowViewSchema, optionsEveryMs);
  const stops = tour.kind === 'ready' ? tour.value.stops : [];
  const kiosks = now.kind === 'ready' ? now.value.kiosks : [];
  return {
    stop: stops.map((stop) => ({ value: stop.stop, name: names.stop(stop) })),
    entry: [...audiences, ''].map((entry) => ({ value: entry, name: names.entry(entry) })),
    kiosk: kiosks.map(({ kioskId, name }) => ({ value: kioskId, name })),
    language: languages.map((language) => ({ value: language, name: names.language(language) })),
    audience: [...audiences, ''].map((audience) => ({ value: audience, name: names.audience(audience) })),
  };
}
