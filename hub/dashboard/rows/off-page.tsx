// The rows behind the time that kiosks were off.
import { offRowsQuerySchema, offRowsSchema, type OffRowsPage } from '../../../model/hub-views.ts';
import { useRoute } from '../app/use-route.ts';
import { askPath } from '../filters/filters.ts';
import { useLive } from '../hub-api/use-live.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useWords } from '../i18n/i18n.ts';
import { PageFrame } from '../parts/page-frame.tsx';
import { Register } from '../parts/register.tsx';
import { readAsked } from './read-asked.ts';
import { RowsList } from './rows-list.tsx';
import { useRowColumns } from './use-row-columns.tsx';

type Row = OffRowsPage['rows'][number];

export function OffPage() {
  const { t } = useWords();
  const asked = readAsked(useRoute().query, offRowsQuerySchema.shape);
  const live = useLive(askPath('/api/rows/off', asked), offRowsSchema);
  return (
    <PageFrame title={t('page.off')} lead={t('rows.offLead')}>
      <RowsList<Row> of={live} path="/rows/off" asked={asked} none={t('rows.noOff')}>
        {(rows) => <OffTable rows={rows} />}
      </RowsList>
    </PageFrame>
  );
}

function OffTable({ rows }: { rows: readonly Row[] }) {
  const { t } = useWords();
  const format = useFormat();
  const { day, stop, kiosk } = useRowColumns();
  return (
    <Register<Row>
      caption={t('page.off')}
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        day,
        stop,
        {
          key: 'off',
          head: t('tour.off'),
          isNumber: true,
          cell: ({ offMs }) => format.duration(offMs),
        },
        kiosk,
      ]}
    />
  );
}
