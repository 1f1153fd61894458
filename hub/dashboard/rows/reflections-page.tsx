// The rows behind the figures of reflections: when and where each was written, for whom, and what became of it.
// What it says is for who reviews, and not here.
import {
  reflectionRowsQuerySchema,
  reflectionRowsSchema,
  type ReflectionRowsPage,
} from '../../../model/hub-views.ts';
import { useRoute } from '../app/use-route.ts';
import { askPath } from '../filters/filters.ts';
import { useLive } from '../hub-api/use-live.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useWords } from '../i18n/i18n.ts';
import { useNames } from '../i18n/use-names.ts';
import { PageFrame } from '../parts/page-frame.tsx';
import { Register } from '../parts/register.tsx';
import { OnlyButton } from './only-button.tsx';
import { readAsked } from './read-asked.ts';
import { RowsList } from './rows-list.tsx';
import { useRowColumns } from './use-row-columns.tsx';

type Row = ReflectionRowsPage['rows'][number];
const path = '/rows/reflections';

export function ReflectionsPage() {
  const { t } = useWords();
  const names = useNames();
  const asked = readAsked(useRoute().query, reflectionRowsQuerySchema.shape);
  const { consent, state } = asked;
  const live = useLive(askPath('/api/rows/reflections', asked), reflectionRowsSchema);
  return (
    <PageFrame title={t('page.reflections')} lead={t('rows.reflectionsLead')}>
      {(consent !== undefined || state !== undefined) && (
        <div className="row-filters">
          {consent !== undefined && (
            <OnlyButton path={path} asked={asked} name="consent" what={names.consent(consent)} />
          )}
          {state !== undefined && (
            <OnlyButton path={path} asked={asked} name="state" what={names.reviewState(state)} />
          )}
        </div>
      )}
      <RowsList<Row> of={live} path={path} asked={asked} none={t('rows.noReflections')}>
        {(rows) => <ReflectionsTable rows={rows} />}
      </RowsList>
    </PageFrame>
  );
}

function ReflectionsTable({ rows }: { rows: readonly Row[] }) {
  const { t } = useWords();
  const format = useFormat();
  const names = useNames();
  const { stop, kiosk } = useRowColumns();
  return (
    <Register<Row>
      caption={t('page.reflections')}
      rows={rows}
      keyOf={({ kioskId, id }) => `${kioskId} ${id}`}
      columns={[
        {
          key: 'written',
          head: t('takingPart.written'),
          isHead: true,
          cell: ({ day, writtenMs }) =>
            day === '' ? (
              <span className="quiet">{t('rows.unknownTime')}</span>
            ) : (
              <time dateTime={new Date(writtenMs).toISOString()}>{format.moment(writtenMs)}</time>
            ),
        },
        stop,
        { key: 'consent', head: t('rows.consent'), cell: ({ consent }) => names.consent(consent) },
        { key: 'form', head: t('rows.form'), cell: ({ form }) => names.form(form) },
        { key: 'audience', head: t('filter.audience'), cell: ({ audience }) => names.audience(audience) },
        {
          key: 'state',
          head: t('takingPart.state'),
          cell: ({ state }) => (state === '' ? '—' : names.reviewState(state)),
        },
        kiosk,
      ]}
    />
  );
}
