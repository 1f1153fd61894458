// Columns that rows of different kinds have in common.
import { useFormat } from '../i18n/use-format.ts';
import { useWords } from '../i18n/i18n.ts';
import { useNames } from '../i18n/use-names.ts';
import type { Column } from '../parts/register.tsx';

type Place = { stop: string; stopName: string; entry: string };

export function useRowColumns() {
  const { t } = useWords();
  const format = useFormat();
  const names = useNames();
  const stop: Column<Place> = {
    key: 'stop',
    head: t('filter.stop'),
    cell: (row) => (
      <>
        {names.stop(row)}
        <span className="small">{names.entry(row.entry)}</span>
      </>
    ),
  };
  const headcount: Column<{ headcount: number }> = {
    key: 'headcount',
    head: t('rows.headcount'),
    isNumber: true,
    cell: (row) => format.number(row.headcount),
  };
  const kiosk: Column<{ kioskId: string; kioskName: string }> = {
    key: 'kiosk',
    head: t('filter.kiosk'),
    cell: ({ kioskId, kioskName }) => (
      <>
        {kioskName}
        <span className="small">{kioskId}</span>
      </>
    ),
  };
  const day: Column<{ day: string }> = {
    key: 'day',
    head: t('figure.day'),
    isHead: true,
    cell: (row) => format.day(row.day),
  };
  return { day, stop, headcount, kiosk };
}
