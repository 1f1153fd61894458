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

export function ReachTable({ caption, head, rows, filters }: TableProps<Cut & ReachFigures>) {
  const { t } = useWords();
  const format = useFormat();
  const shown = rows.toSorted((a, b) => reachOf(b) - reachOf(a));
  const most = Math.max(0, ...rows.map(reachOf));
  const orDash = (value: number | null) => (value === null ? '—' : format.number(value));
  return (
    <Register<Cut & ReachFigures>
      caption={caption}
      rows={shown}
      keyOf={({ key }) => key}
      columns={[
        nameColumn(head, filters),
        {
          key: 'people',
          head: t('figure.peopleReached'),
          isNumber: true,
          cell: (row) => orDash(row.peopleReached),
        },
        {
          key: 'bar',
          head: <span className="for-readers">{t('figure.bar')}</span>,
          cell: (row) => <Bar value={reachOf(row)} most={most} part={row.groupPeople ?? 0} />,
        },
        {
          key: 'outside',
          head: t('figure.visitsOutsideGroups'),
          isNumber: true,
          cell: (row) => format.number(row.visitsOutsideGroups),
        },
        {
          key: 'groups',
          head: t('figure.groupPeople'),
          isNumber: true,
          cell: (row) => orDash(row.groupPeople),
        },
        { key: 'visits', head: t('figure.visits'), isNumber: true, cell: (row) => format.number(row.visits) },
        {
          key: 'touches',
          head: t('figure.touches'),
          isNumber: true,
          cell: (row) => format.number(row.touches),
        },
      ]}
    />
  );
}

const reachOf = ({ peopleReached, visitsOutsideGroups }: ReachFigures) =>
  peopleReached ?? visitsOutsideGroups;

export function SessionsTable({ caption, head, rows, filters }: TableProps<Sessions>) {
  const { t } = useWords();
  const format = useFormat();
  const shown = rows.toSorted((a, b) => b.visits - a.visits);
  const most = Math.max(0, ...rows.map(({ visits }) => visits));
  return (
    <Register<Sessions>
      caption={caption}
      rows={shown}
      keyOf={({ key }) => key}
      columns={[
        nameColumn(head, filters),
        { key: 'visits', head: t('figure.visits'), isNumber: true, cell: (row) => format.number(row.visits) },
        {
          key: 'bar',
          head: <span className="for-readers">{t('figure.bar')}</span>,
          cell: ({ visits }) => <Bar value={visits} most={most} />,
        },
        {
          key: 'touches',
          head: t('figure.touches'),
          isNumber: true,
          cell: (row) => format.number(row.touches),
        },
      ]}
    />
  );
}
