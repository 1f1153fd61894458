// The rows behind what staff recorded of the six ones.
import {
  activityRowsQuerySchema,
  activityRowsSchema,
  type ActivityRowsPage,
} from '../../../model/hub-views.ts';
import { useRoute } from '../app/use-route.ts';
import { askPath } from '../filters/filters.ts';
import { useLive } from '../hub-api/use-live.ts';
import { useWords } from '../i18n/i18n.ts';
import { useNames } from '../i18n/use-names.ts';
import { PageFrame } from '../parts/page-frame.tsx';
import { Register } from '../parts/register.tsx';
import { OnlyButton } from './only-button.tsx';
import { readAsked } from './read-asked.ts';
import { RowsList } from './rows-list.tsx';
import { useRowColumns } from './use-row-columns.tsx';

type Row = ActivityRowsPage['rows'][number];
const path = '/rows/activities';

export function ActivitiesPage() {
  const { t } = useWords();
  const names = useNames();
  const asked = readAsked(useRoute().query, activityRowsQuerySchema.shape);
  const live = useLive(askPath('/api/rows/activities', asked), activityRowsSchema);
  return (
    <PageFrame title={t('page.activities')} lead={t('rows.activitiesLead')}>
      {asked.activity !== undefined && (
        <div className="row-filters">
          <OnlyButton path={path} asked={asked} name="activity" what={names.activity(asked.activity)} />
        </div>
      )}
      <RowsList<Row> of={live} path={path} asked={asked} none={t('rows.noActivities')}>
        {(rows) => <ActivitiesTable rows={rows} />}
      </RowsList>
    </PageFrame>
  );
}

function ActivitiesTable({ rows }: { rows: readonly Row[] }) {
  const { t } = useWords();
  const names = useNames();
  const { day, stop, headcount, kiosk } = useRowColumns();
  return (
    <Register<Row>
      caption={t('page.activities')}
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        day,
        {
          key: 'activity',
          head: t('takingPart.activity'),
          cell: ({ activity }) => names.activity(activity),
        },
        {
          key: 'organisation',
          head: t('rows.organisation'),
          cell: ({ organisation }) => organisation,
        },
        stop,
        headcount,
        kiosk,
      ]}
    />
  );
}
