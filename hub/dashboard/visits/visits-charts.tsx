import { useMemo } from 'react';
import type { VisitsView } from '../../../model/hub-views.ts';
import { goTo } from '../app/use-route.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useWords } from '../i18n/i18n.ts';
import { Chart } from '../parts/chart.tsx';
import { Register } from '../parts/register.tsx';
import { RowsLink } from '../parts/rows-link.tsx';
import { fillDays } from './fill-days.ts';
import { useFigureColumn, useReachColumns } from './visits-tables.tsx';

type Filters = Record<string, string>;

export function DaysChart({ days, filters }: { days: VisitsView['days']; filters: Filters }) {
  const { t } = useWords();
  const format = useFormat();
  const filled = useMemo(() => fillDays(days), [days]);
  const data = useMemo(() => {
    const visits = {
      name: t('figure.visitsOutsideGroups'),
      color: 'bronze',
      values: filled.map(({ visitsOutsideGroups }) => visitsOutsideGroups),
    } as const;
    const groups = {
      name: t('figure.groupPeople'),
      color: 'celadon',
      values: filled.map(({ groupPeople }) => groupPeople ?? 0),
    } as const;
    const isCut = filled.some(({ groupPeople }) => groupPeople === null);
    return {
      labels: filled.map(({ key }) => format.shortDay(key)),
      names: filled.map(({ key }) => format.day(key)),
      // As in the bars of the tables below: groups first.
      series: isCut ? [visits] : [groups, visits],
      sayNumber: format.number,
    };
  }, [filled, format, t]);
  const rowsOf = (day: string) => ({ ...filters, from: day, to: day });
  const columns = useReachColumns<VisitsView['days'][number]>(({ key }) => rowsOf(key));
  return (
    <Chart
      label={t('visits.byDay')}
      data={data}
      onPick={(index) => {
        const day = filled[index];
        if (day) goTo({ path: '/rows', query: rowsOf(day.key) });
      }}
      table={
        <Register
          caption={t('visits.byDay')}
          rows={days}
          keyOf={({ key }) => key}
          columns={[
            {
              key: 'day',
              head: t('figure.day'),
              isHead: true,
              cell: ({ key }) => <RowsLink query={rowsOf(key)}>{format.day(key)}</RowsLink>,
            },
            columns.people,
            columns.outside,
            columns.groups,
            columns.visits,
            columns.touches,
          ]}
        />
      }
    />
  );
}

const hoursOfDay = Array.from({ length: 24 }, (_, hour) => hour);

export function HoursChart({ hours, filters }: { hours: VisitsView['hours']; filters: Filters }) {
  const { t } = useWords();
  const format = useFormat();
  const data = useMemo(() => {
    const of = new Map(hours.map((row) => [row.hour, row]));
    return {
      labels: hoursOfDay.map(String),
      names: hoursOfDay.map(format.hour),
      series: [
        {
          name: t('figure.visits'),
          color: 'bronze',
          values: hoursOfDay.map((hour) => of.get(hour)?.visits ?? 0),
        },
      ] as const,
      sayNumber: format.number,
    };
  }, [hours, format, t]);
  const rowsOf = (hour: number) => ({ ...filters, hour: String(hour) });
  const visitsOf = (hour: number) => ({ ...rowsOf(hour), kind: 'visit' });
  const column = useFigureColumn<VisitsView['hours'][number]>(({ hour }) => rowsOf(hour));
  return (
    <Chart
      label={t('visits.byHour')}
      data={data}
      onPick={(hour) => goTo({ path: '/rows', query: visitsOf(hour) })}
      table={
        <Register
          caption={t('visits.byHour')}
          rows={hours}
          keyOf={({ hour }) => String(hour)}
          columns={[
            {
              key: 'hour',
              head: t('figure.hour'),
              isHead: true,
              cell: ({ hour }) => <RowsLink query={visitsOf(hour)}>{format.hour(hour)}</RowsLink>,
            },
            column({
              key: 'visits',
              head: t('figure.visits'),
              read: (row) => row.visits,
              own: { kind: 'visit' },
            }),
            column({
              key: 'touches',
              head: t('figure.touches'),
              read: (row) => row.touches,
              own: { kind: 'touch' },
            }),
          ]}
        />
      }
    />
  );
}
