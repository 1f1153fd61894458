// The rows behind what staff recorded of the six ones.
import {
  activityRowsQuerySchema,
  activityRowsSchema,
  type ActivityRowsPage,
} from '../../../model/hub-views.ts';
import { useRoute } from '../app/use-route.ts';
import { askPath } from '../filters/filters.ts';
import { NotCutBy } from '../filters/not-cut-by.tsx';
import { useLive } from '../hub-api/use-live.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useWords } from '../i18n/i18n.ts';
import { useNames } from '../i18n/use-names.ts';
import { LivePart, Nothing } from '../parts/live-part.tsx';
import { PageFrame } from '../parts/page-frame.tsx';
import { Register } from '../parts/register.tsx';
import { OnlyButton } from './only-button.tsx';
import { readAsked } from './read-asked.ts';
import { RowsPages } from './rows-pages.tsx';

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
      <LivePart of={live} lines={20}>
        {({ rows, next, notCutBy }) => (
          <>
            <NotCutBy names={notCutBy} />
            {rows.length === 0 ? (
              <Nothing>{t('rows.noActivities')}</Nothing>
            ) : (
              <ActivitiesTable rows={rows} />
            )}
            <RowsPages path={path} asked={asked} next={next} />
          </>
        )}
      </LivePart>
    </PageFrame>
  );
}

function ActivitiesTable({ rows }: { rows: readonly Row[] }) {
  const { t } = useWords();
  const format = useFormat();
  const names = useNames();
  return (
    <Register<Row>
      caption={t('page.activities')}
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        { key: 'day', head: t('figure.day'), isHead: true, cell: ({ day }) => format.day(day) },
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
          key: 'headcount',
          head: t('rows.headcount'),
          isNumber: true,
          cell: ({ headcount }) => format.number(headcount),
        },
        { key: 'kiosk', head: t('filter.kiosk'), cell: ({ kioskId }) => kioskId },
      ]}
    />
  );
}
