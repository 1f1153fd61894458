// Figures by what they are cut by: each row a bar, its terms, and the way to the rows behind it.
import type { FilterName, ReachFigures } from '../../../model/hub-views.ts';
import { setFilter } from '../filters/filters.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useWords } from '../i18n/i18n.ts';
import { Bar } from '../parts/bar.tsx';
import { Register, type Column } from '../parts/register.tsx';
import { RowsLink } from '../parts/rows-link.tsx';

type TableProps<Row> = {
  caption: string;
  head: string;
  rows: readonly Row[];
  filters: Record<string, string>;
};
type Cut = { key: string; name: string; filter: FilterName };
type Sessions = Cut & { visits: number; touches: number };

/** What the row is cut by, as the way to its visits. */
function nameColumn(head: string, filters: Record<string, string>): Column<Cut> {
  return {
    key: 'name',
    head,
    isHead: true,
    cell: ({ key, name, filter }) => <RowsLink query={setFilter(filters, filter, key)}>{name}</RowsLink>,
  };
}

type RowsOf<Row> = {
  key: string;
  head: string;
  read(row: Row): number | null;
  /** Where the rows behind it are. */
  path?: string;
  own?: Record<string, string>;
};

/** A figure of each row, as the way to the rows behind it. */
export function useFigureColumn<Row>(rowsOf: (row: Row) => Record<string, string>) {
  const format = useFormat();
  return ({ key, head, read, path = '/rows', own = {} }: RowsOf<Row>): Column<Row> => ({
    key,
    head,
    isNumber: true,
    cell: (row) => {
      const value = read(row);
      if (value === null) return '—';
      return (
        <RowsLink path={path} query={{ ...rowsOf(row), ...own }}>
          {format.number(value)}
        </RowsLink>
      );
    },
  });
}

/** What people reached are made of, each with its rows; the sum leads to its two terms. */
export function useReachColumns<Row extends ReachFigures>(rowsOf: (row: Row) => Record<string, string>) {
  const { t } = useWords();
  const column = useFigureColumn<Row>(rowsOf);
  return {
    people: column({
      key: 'people',
      head: t('figure.peopleReached'),
      read: (row) => row.peopleReached,
      path: '/visits',
    }),
    outside: column({
      key: 'outside',
      head: t('figure.visitsOutsideGroups'),
      read: (row) => row.visitsOutsideGroups,
      own: { kind: 'visit', group: '' },
    }),
    groups: column({
      key: 'groups',
      head: t('figure.groupPeople'),
      read: (row) => row.groupPeople,
      path: '/rows/groups',
    }),
    visits: column({
      key: 'visits',
      head: t('figure.visits'),
      read: (row) => row.visits,
      own: { kind: 'visit' },
    }),
    touches: column({
      key: 'touches',
      head: t('figure.touches'),
      read: (row) => row.touches,
      own: { kind: 'touch' },
    }),
  };
}

export function ReachTable({ caption, head, rows, filters }: TableProps<Cut & ReachFigures>) {
  const { t } = useWords();
  const columns = useReachColumns<Cut & ReachFigures>(({ filter, key }) => setFilter(filters, filter, key));
  const shown = rows.toSorted((a, b) => reachOf(b) - reachOf(a));
  const most = Math.max(0, ...rows.map(reachOf));
  return (
    <Register<Cut & ReachFigures>
      caption={caption}
      rows={shown}
      keyOf={({ key }) => key}
      columns={[
        nameColumn(head, filters),
        columns.people,
        {
          key: 'bar',
          head: <span className="for-readers">{t('figure.bar')}</span>,
          cell: (row) => <Bar value={reachOf(row)} most={most} part={row.groupPeople ?? 0} />,
        },
        columns.outside,
        columns.groups,
        columns.visits,
        columns.touches,
      ]}
    />
  );
}

const reachOf = ({ peopleReached, visitsOutsideGroups }: ReachFigures) =>
  peopleReached ?? visitsOutsideGroups;

export function SessionsTable({ caption, head, rows, filters }: TableProps<Sessions>) {
  const { t } = useWords();
  const column = useFigureColumn<Sessions>(({ filter, key }) => setFilter(filters, filter, key));
  const shown = rows.toSorted((a, b) => b.visits - a.visits);
  const most = Math.max(0, ...rows.map(({ visits }) => visits));
  return (
    <Register<Sessions>
      caption={caption}
      rows={shown}
      keyOf={({ key }) => key}
      columns={[
        nameColumn(head, filters),
        column({
          key: 'visits',
          head: t('figure.visits'),
          read: (row) => row.visits,
          own: { kind: 'visit' },
        }),
        {
          key: 'bar',
          head: <span className="for-readers">{t('figure.bar')}</span>,
          cell: ({ visits }) => <Bar value={visits} most={most} />,
        },
        column({
          key: 'touches',
          head: t('figure.touches'),
          read: (row) => row.touches,
          own: { kind: 'touch' },
        }),
      ]}
    />
  );
}
