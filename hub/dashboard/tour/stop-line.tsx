// The stops in order, each stay drawn where it lies in the whole tour.
import { useState } from 'react';
import type { TourView } from '../../../model/hub-views.ts';
import { setFilter } from '../filters/filters.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useWords } from '../i18n/i18n.ts';
import { useNames } from '../i18n/use-names.ts';
import { Register } from '../parts/register.tsx';
import { RowsLink } from '../parts/rows-link.tsx';
import { useReachColumns } from '../visits/visits-tables.tsx';
import { findStay, findTourSpan, placeStay, type Span } from './stay-span.ts';

type Stop = TourView['stops'][number];
type StopLineProps = { stops: readonly Stop[]; filters: Record<string, string> };

export function StopLine({ stops, filters }: StopLineProps) {
  const { t } = useWords();
  const format = useFormat();
  const names = useNames();
  // When it was opened is enough for a line of weeks.
  const [nowMs] = useState(() => Date.now());
  const whole = findTourSpan(stops, nowMs);
  const columns = useReachColumns<Stop>(({ stop }) => setFilter(filters, 'stop', stop));
  return (
    <Register<Stop>
      caption={t('tour.stops')}
      rows={stops}
      keyOf={({ stop }) => stop}
      columns={[
        {
          key: 'name',
          head: t('filter.stop'),
          isHead: true,
          cell: (stop) => (
            <>
              <RowsLink path="/visits" query={setFilter(filters, 'stop', stop.stop)}>
                {names.stop(stop)}
              </RowsLink>
              <span className="small">{names.entry(stop.entry)}</span>
              {stop.address !== '' && <span className="small">{stop.address}</span>}
            </>
          ),
        },
        {
          key: 'stay',
          head: t('tour.stay'),
          cell: (stop) => <Stay stop={stop} whole={whole} nowMs={nowMs} />,
        },
        columns.people,
        columns.outside,
        columns.groups,
        columns.touches,
        {
          key: 'off',
          head: t('tour.off'),
          isNumber: true,
          cell: (stop) =>
            stop.offMs > 0 && (
              <RowsLink path="/rows/off" query={setFilter(filters, 'stop', stop.stop)}>
                {format.duration(stop.offMs)}
              </RowsLink>
            ),
        },
      ]}
    />
  );
}

type StayProps = { stop: Stop; whole: Span | undefined; nowMs: number };

function Stay({ stop, whole, nowMs }: StayProps) {
  const { t } = useWords();
  const format = useFormat();
  const stay = findStay(stop, nowMs);
  if (!stay || !whole || stop.arrivedMs === null) {
    return <span className="quiet">{stop.stays === 0 ? t('tour.noStay') : t('rows.unknownTime')}</span>;
  }
  const { left, width } = placeStay(stay, whole);
  const days =
    stop.leftMs === null
      ? t('tour.since', { from: format.dayOf(stop.arrivedMs) })
      : format.days(stop.arrivedMs, stop.leftMs);
  return (
    <span className="stay">
      <svg className="stay-line" width="100%" height="12" aria-hidden="true">
        <line x1="0" x2="100%" y1="6" y2="6" />
        <rect x={`${100 * left}%`} width={`${100 * width}%`} y="1" height="10" />
      </svg>
      <span className="small">
        {days}
        {stop.stays > 1 && ` · ${t('tour.stays', { count: stop.stays })}`}
      </span>
    </span>
  );
}
