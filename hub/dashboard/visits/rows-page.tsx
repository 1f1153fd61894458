// The rows behind figures of visits: a hundred at a time, the newest first.
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
import { Register, type Column } from '../parts/register.tsx';
import { OnlyButton } from '../rows/only-button.tsx';
import { RowsPages } from '../rows/rows-pages.tsx';
import { useRowColumns } from '../rows/use-row-columns.tsx';
import { readRowsQuery } from './rows-query.ts';

const path = '/rows';

export function RowsPage() {
  const { t } = useWords();
  const { query } = useRoute();
  const asked = readRowsQuery(query);
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
              <RowsTable rows={rows} asked={asked} />
              <RowsPages path={path} asked={asked} next={next} />
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
  const only = useOnly(query);
  const { kind } = query;
  const without = (name: string) =>
    Object.fromEntries(Object.entries(query).filter(([key]) => key !== name && key !== 'after'));
  const go = (next: Record<string, string>) => goTo({ path, query: next });
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
      {only.map(([name, what]) => (
        <OnlyButton key={name} path={path} asked={query} name={name} what={what} />
      ))}
    </div>
  );
}

/** What a figure led here with, in words. */
function useOnly({ panel, hour, finished, quiz, group, time, did, signed, aspect }: Record<string, string>) {
  const { t } = useWords();
  const names = useNames();
  const format = useFormat();
  const all: [string, string | undefined][] = [
    ['panel', panel && t('rows.only.panel', { panel })],
    ['hour', hour && t('rows.only.hour', { hour: format.hour(Number(hour)) })],
    ['finished', finished && t(finished === 'yes' ? 'panels.finished' : 'panels.turnedBack')],
    ['quiz', quiz && t(quiz === 'right' ? 'panels.question' : 'rows.only.answered')],
    ['group', group === undefined ? undefined : t(group === '' ? 'rows.only.outside' : 'rows.only.members')],
    ['time', time && t('rows.unknownTime')],
    ['did', did && names.atScreen(did)],
    ['signed', signed === '' ? names.atScreen('talk') : signed && names.pledge(signed)],
    ['aspect', aspect === undefined ? undefined : t('rows.only.aspect', { aspect: names.aspect(aspect) })],
  ];
  return all.flatMap(([name, what]): [string, string][] => (what === undefined ? [] : [[name, what]]));
}

type Row = VisitRowsPage['rows'][number];

/** What was done, where rows are asked for by that. */
function useActColumns({ signed, aspect, did }: Record<string, string>): readonly Column<Row>[] {
  const { t } = useWords();
  const format = useFormat();
  const names = useNames();
  const number = (
    key: string,
    head: string,
    read: (act: NonNullable<Row['act']>) => number,
  ): Column<Row> => ({
    key,
    head,
    isNumber: true,
    cell: ({ act }) => (act ? format.number(read(act)) : ''),
  });
  if (signed !== undefined) {
    const pledge = {
      key: 'pledge',
      head: t('figure.pledges'),
      cell: ({ act }: Row) => names.pledge(act?.about ?? ''),
    };
    return [pledge, number('signatures', t('takingPart.signatures'), (act) => act.signatures)];
  }
  if (aspect !== undefined) {
    return [
      number('right', t('panels.right'), ({ right }) => right),
      number('guessed', t('panels.guessed'), ({ times }) => times),
    ];
  }
  // One visit may sign several; those are rows of their own.
  if (did === undefined || did === 'talk') return [];
  return [number('times', t('takingPart.times'), ({ times }) => times)];
}

function RowsTable({ rows, asked }: { rows: readonly Row[]; asked: Record<string, string> }) {
  const { t } = useWords();
  const format = useFormat();
  const names = useNames();
  const actColumns = useActColumns(asked);
  const { stop } = useRowColumns();
  return (
    <Register<Row>
      caption={t('page.rows')}
      rows={rows}
      keyOf={({ kioskId, visitId, act }) => `${kioskId} ${visitId} ${act?.n ?? ''}`}
      columns={[
        { key: 'started', head: t('rows.started'), isHead: true, cell: (row) => <Moment row={row} /> },
        stop,
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
        ...actColumns,
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
          cell: ({ kioskId, kioskName }) => (
            <a
              className="figure-link"
              href={writeRoute({ path: '/rows', query: keepFilters({ kiosk: kioskId }) })}
            >
              {kioskName}
              <span className="small">{kioskId}</span>
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
