// The rows behind headcounts: which group, where, from when to when, and how many people.
import { groupRowsQuerySchema, groupRowsSchema, type GroupRowsPage } from '../../../model/hub-views.ts';
import { useRoute } from '../app/use-route.ts';
import { askPath } from '../filters/filters.ts';
import { useLive } from '../hub-api/use-live.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useWords } from '../i18n/i18n.ts';
import { useNames } from '../i18n/use-names.ts';
import { PageFrame } from '../parts/page-frame.tsx';
import { Register } from '../parts/register.tsx';
import { RowsLink } from '../parts/rows-link.tsx';
import { readAsked } from './read-asked.ts';
import { RowsList } from './rows-list.tsx';
import { useRowColumns } from './use-row-columns.tsx';

type Row = GroupRowsPage['rows'][number];

export function GroupsPage() {
  const { t } = useWords();
  const asked = readAsked(useRoute().query, groupRowsQuerySchema.shape);
  const live = useLive(askPath('/api/rows/groups', asked), groupRowsSchema);
  return (
    <PageFrame title={t('page.groups')} lead={t('rows.groupsLead')}>
      <RowsList<Row> of={live} path="/rows/groups" asked={asked} none={t('rows.noGroups')}>
        {(rows) => <GroupsTable rows={rows} />}
      </RowsList>
    </PageFrame>
  );
}

function GroupsTable({ rows }: { rows: readonly Row[] }) {
  const { t } = useWords();
  const format = useFormat();
  const names = useNames();
  const { stop, headcount, kiosk } = useRowColumns();
  return (
    <Register<Row>
      caption={t('page.groups')}
      rows={rows}
      keyOf={({ groupId }) => groupId}
      columns={[
        {
          key: 'organisation',
          head: t('rows.organisation'),
          isHead: true,
          cell: ({ organisation, groupEntry }) => (
            <>
              {organisation}
              <span className="small">{names.entry(groupEntry)}</span>
            </>
          ),
        },
        { key: 'opened', head: t('rows.started'), cell: (row) => <Moment row={row} ms={row.openedMs} /> },
        {
          key: 'closed',
          head: t('rows.ended'),
          cell: (row) =>
            row.closedMs === null ? (
              <span className="quiet">{t('rows.notEnded')}</span>
            ) : (
              <Moment row={row} ms={row.closedMs} />
            ),
        },
        stop,
        headcount,
        {
          key: 'members',
          head: t('rows.memberVisits'),
          isNumber: true,
          cell: ({ groupId, memberVisits }) => (
            <RowsLink query={{ group: groupId, kind: 'visit' }}>{format.number(memberVisits)}</RowsLink>
          ),
        },
        kiosk,
      ]}
    />
  );
}

function Moment({ row: { timeQuality }, ms }: { row: Row; ms: number }) {
  const { t } = useWords();
  const format = useFormat();
  if (timeQuality === 'unknown') return <span className="quiet">{t('rows.unknownTime')}</span>;
  return <time dateTime={new Date(ms).toISOString()}>{format.moment(ms)}</time>;
}
