// The rows behind headcounts: which group, where, from when to when, and how many people.
import { groupRowsQuerySchema, groupRowsSchema, type GroupRowsPage } from '../../../model/hub-views.ts';
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
import { RowsLink } from '../parts/rows-link.tsx';
import { readAsked } from './read-asked.ts';
import { RowsPages } from './rows-pages.tsx';

type Row = GroupRowsPage['rows'][number];

export function GroupsPage() {
  const { t } = useWords();
  const asked = readAsked(useRoute().query, groupRowsQuerySchema.shape);
  const live = useLive(askPath('/api/rows/groups', asked), groupRowsSchema);
  return (
    <PageFrame title={t('page.groups')} lead={t('rows.groupsLead')}>
      <LivePart of={live} lines={20}>
        {({ rows, next, notCutBy }) => (
          <>
            <NotCutBy names={notCutBy} />
            {rows.length === 0 ? <Nothing>{t('rows.noGroups')}</Nothing> : <GroupsTable rows={rows} />}
            <RowsPages path="/rows/groups" asked={asked} next={next} />
          </>
        )}
      </LivePart>
    </PageFrame>
  );
}

function GroupsTable({ rows }: { rows: readonly Row[] }) {
  const { t } = useWords();
  const format = useFormat();
  const names = useNames();
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
        {
          key: 'members',
          head: t('rows.memberVisits'),
          isNumber: true,
          cell: ({ groupId, memberVisits }) => (
            <RowsLink query={{ group: groupId, kind: 'visit' }}>{format.number(memberVisits)}</RowsLink>
          ),
        },
        { key: 'kiosk', head: t('filter.kiosk'), cell: ({ kioskId }) => kioskId },
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
