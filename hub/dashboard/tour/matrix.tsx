// The five entries against the six ones. What staff recorded stands in ink, what the kiosks counted in
// celadon; they are never added up, and what is blank is seen at once.
import { activityKinds } from '../../../model/staff-events.ts';
import { setFilter } from '../filters/filters.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useWords } from '../i18n/i18n.ts';
import { useNames } from '../i18n/use-names.ts';
import { RowsLink } from '../parts/rows-link.tsx';
import { countBlank, isBlank, isStillBlank, toRows, type Cell } from './matrix-rows.ts';

type MatrixProps = { cells: readonly Cell[]; filters: Record<string, string> };

export function Matrix({ cells, filters }: MatrixProps) {
  const { t } = useWords();
  const names = useNames();
  const { blank, all } = countBlank(cells);
  return (
    <>
      <p className="matrix-blank">
        {blank === 0 ? t('tour.noBlank', { all }) : t('tour.blank', { count: blank, all })}
      </p>
      <p className="chart-key matrix-key">
        <span className="is-recorded">{t('tour.recorded')}</span>
        <span className="is-counted">{t('tour.counted')}</span>
      </p>
      <div className="register-scroll" role="group" aria-label={t('tour.matrix')} tabIndex={0}>
        <table className="matrix">
          <caption className="for-readers">{t('tour.matrix')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('filter.entry')}</th>
              {activityKinds.map((kind) => (
                <th key={kind} scope="col">
                  {names.activity(kind)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {toRows(cells).map((row) => (
              <tr key={row.entry}>
                <th scope="row">
                  <RowsLink path="/visits" query={setFilter(filters, 'entry', row.entry)}>
                    {names.entry(row.entry)}
                  </RowsLink>
                </th>
                {row.cells.map((cell) => (
                  <td key={cell.activity} className={isStillBlank(cell) ? 'is-blank' : undefined}>
                    <CellFigures cell={cell} filters={filters} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function CellFigures({ cell, filters }: { cell: Cell; filters: Record<string, string> }) {
  const { t } = useWords();
  const format = useFormat();
  if (isStillBlank(cell)) return <span>{t('tour.isBlank')}</span>;
  if (isBlank(cell)) return <span className="is-none">—</span>;
  const { entry, activity, recordedOccasions, recordedPeople, kioskOccasions, kioskPeople } = cell;
  const query = setFilter(filters, 'entry', entry);
  const { people, occasions } = findRows(activity, query);
  const say = (times: number) =>
    activity === 'panels'
      ? t('tour.atStops', { count: times, number: format.number(times) })
      : t('tour.times', { count: times, number: format.number(times) });
  return (
    <>
      <span className="is-recorded">
        <span className="for-readers">{t('tour.recorded')}: </span>
        {recordedOccasions === 0 ? (
          <span className="is-none">—</span>
        ) : (
          <>
            <RowsLink path="/rows/activities" query={{ ...query, activity }}>
              <b>{format.number(recordedPeople)}</b>
            </RowsLink>{' '}
            <small>
              <RowsLink path="/rows/activities" query={{ ...query, activity }}>
                {t('tour.times', { count: recordedOccasions, number: format.number(recordedOccasions) })}
              </RowsLink>
            </small>
          </>
        )}
      </span>
      {kioskOccasions > 0 && (
        <span className="is-counted">
          <span className="for-readers">{t('tour.counted')}: </span>
          <RowsLink {...people}>{format.number(kioskPeople)}</RowsLink>{' '}
          <small>
            <RowsLink {...occasions}>{say(kioskOccasions)}</RowsLink>
          </small>
        </span>
      )}
    </>
  );
}

type Query = Record<string, string>;

/** Whoever was reached at the panels is a sum of two terms, told with the visits. */
function findRows(activity: Cell['activity'], query: Query) {
  if (activity === 'panels') {
    const visits = { path: '/visits', query };
    return { people: visits, occasions: visits };
  }
  const sessions = { query: { ...query, did: activity } };
  return {
    people: sessions,
    occasions: activity === 'talk' ? { query: { ...query, signed: '' } } : sessions,
  };
}
