// The rows behind the figures: a hundred visits at a time, the newest first. Which hundred stands in the
// address, so that going back shows the same ones.
import { visitKinds, visitRowsSchema, type VisitRowsPage } from '../../../model/hub-views.ts';
import { writeRoute } from '../app/route.ts';
import { goTo, useRoute } from '../app/use-route.ts';
import { askPath, keepFilters } from '../filters/filters.ts';
import { useLive } from '../hub-api/use-live.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useWords } from '../i18n/i18n.ts';
import { useNames } from '../i18n/use-names.ts';
import { LivePart, Nothing } from '../parts/live-part.tsx';
import { PageFrame } from '../parts/page-frame.tsx';
import { Register } from '../parts/register.tsx';
import { readRowsQuery } from './rows-query.ts';

export function RowsPage() {
  const { t } = useWords();
  const { query } = useRoute();
  const asked = readRowsQuery(query);
  const { after: _after, ...first } = asked;
  const live = useLive(askPath('/api/visits', asked), visitRowsSchema);
  return (
    <PageFrame title={t('page.rows')} lead={t('rows.lead')}>
      <RowFilters query={asked} />
      <LivePart of={live} lines={20}>
        {({ rows, next }) =>
          rows.length === 0 ? (
            <Nothing>{t('rows.none')}</Nothing>
          ) : (
            <>
              <RowsTable rows={rows} />
              <nav className="rows-pages" aria-label={t('rows.pages')}>
                {'after' in asked && (
                  <a href={writeRoute({ path: '/rows', query: first })}>{t('rows.newest')}</a>
                )}
                {next !== null && (
                  <a href={writeRoute({ path: '/rows', query: { ...asked, after: next } })}>
                    {t('rows.older')}
                  </a>
                )}
              </nav>
            </>
          )
        }
      </LivePart>
    </PageFrame>
  );
}

/** What only rows can be cut by: the kind, and what a figure led here with. */
function RowFilters({ query }: { query: Record<string, string> }) {
  const { t } = useWords();
  const names = useNames();
  const format = useFormat();
  const { kind, panel, hour } = query;
  const without = (name: string) =>
    Object.fromEntries(Object.entries(query).filter(([key]) => key !== name && key !== 'after'));
  const go = (next: Record<string, string>) => goTo({ path: '/rows', query: next });
  return (
    <div className="row-filters">
      <div className="choice" role="group" aria-label={t('rows.kind')}>
        {[undefined, ...visitKinds].map((one) => (
          <button
            key={one ?? ''}
            type="button"
            aria-pressed={one === kind}
            onClick={() => go(one === undefined ? without('kind') : { ...without('kind'), kind: one })}
          >
            {one === undefined ? t('rows.everyKind') : names.visitKind(one)}
          </button>
        ))}
      </div>
      {panel !== undefined && (
        <button type="button" className="button" onClick={() => go(without('panel'))}>
          {t('rows.withoutPanel', { panel })}
        </button>
      )}
      {hour !== undefined && (
        <button type="button" className="button" onClick={() => go(without('hour'))}>
          {t('rows.withoutHour', { hour: format.hour(Number(hour)) })}
        </button>
      )}
    </div>
  );
}

type Row = VisitRowsPage['rows'][number];

function RowsTable({ rows }: { rows: readonly Row[] }) {
  const { t } = useWords();
  const format = useFormat();
  const names = useNames();
  return (
    <Register<Row>
      caption={t('page.rows')}
      rows={rows}
      keyOf={({ kioskId, visitId }) => `${kioskId} ${visitId}`}
      columns={[
        { key: 'started', head: t('rows.started'), isHead: true, cell: (row) => <Moment row={row} /> },
        {
          key: 'stop',
          head: t('filter.stop'),
          cell: (row) => (
            <>
              {names.stop(row)}
              <span className="small">{names.entry(row.entry)}</span>
            </>
          ),
        },
        {
          key: 'kind',
          head: t('rows.kind'),
          cell: (row) => (
            <>
              {names.visitKind(row.kind)}
              {row.inGroup && <span className="small">{t('rows.inGroup')}</span>}
            </>
          ),
        },
        {
          key: 'who',
          head: t('rows.who'),
          cell: (row) => (
            <>
              {names.language(row.language)}
              {row.audience !== '' && <span className="small">{names.audience(row.audience)}</span>}
            </>
          ),
        },
        {
          key: 'panels',
          head: t('rows.panels'),
          isNumber: true,
          cell: (row) => `${format.number(row.panelsFinished)} / ${format.number(row.panelsOpened)}`,
        },
        {
          key: 'attended',
          head: t('figure.attended'),
          isNumber: true,
          cell: (row) => format.duration(row.attendedMs),
        },
        {
          key: 'reflections',
          head: t('figure.reflections'),
          isNumber: true,
          cell: (row) => (row.reflections === 0 ? '' : format.number(row.reflections)),
        },
        {
          key: 'pledges',
          head: t('figure.pledges'),
          isNumber: true,
          cell: (row) => (row.pledges === 0 ? '' : format.number(row.pledges)),
        },
        {
          key: 'kiosk',
          head: t('filter.kiosk'),
          cell: ({ kioskId }) => (
            <a
              className="figure-link"
              href={writeRoute({ path: '/rows', query: keepFilters({ kiosk: kioskId }) })}
            >
              {kioskId}
            </a>
          ),
        },
      ]}
    />
  );
}

function Moment({ row: { startedMs, timeQuality, timeZone } }: { row: Row }) {
  const { t } = useWords();
  const format = useFormat();
  if (timeQuality === 'unknown') return <span className="quiet">{t('rows.unknownTime')}</span>;
  const there = format.elsewhere(startedMs, timeZone);
  return (
    <>
      <time dateTime={new Date(startedMs).toISOString()}>{format.moment(startedMs)}</time>
      {there !== undefined && <span className="small">{t('rows.there', { time: there })}</span>}
      {timeQuality === 'estimated' && <span className="small">{t('rows.estimated')}</span>}
    </>
  );
}
