// The audit log: what was changed, by whom and when, a hundred lines at a time.
import { auditActs, auditSchema, type AuditPage as Page } from '../../../model/hub-access.ts';
import { writeRoute } from '../app/route.ts';
import { goTo, useRoute } from '../app/use-route.ts';
import { askPath } from '../filters/filters.ts';
import { useLive } from '../hub-api/use-live.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useWords } from '../i18n/i18n.ts';
import { LivePart, Nothing } from '../parts/live-part.tsx';
import { PageFrame } from '../parts/page-frame.tsx';
import { Register } from '../parts/register.tsx';
import { useAuditWords } from './use-audit-words.ts';

const everyKind = '*';

export function AuditPage() {
  const { t } = useWords();
  const { query } = useRoute();
  const act = auditActs.find((one) => one === query['act']);
  const ofAct: Record<string, string> = act === undefined ? {} : { act };
  const before = query['before'];
  const isPage = before !== undefined && /^\d{1,15}$/.test(before);
  const live = useLive(askPath('/api/audit', { ...ofAct, ...(isPage && { before }) }), auditSchema);
  return (
    <PageFrame title={t('page.audit')} lead={t('audit.lead')}>
      <div className="filters">
        <div className="filter filter-wide">
          <label htmlFor="audit-act">{t('audit.kind')}</label>
          <select
            id="audit-act"
            value={act ?? everyKind}
            onChange={({ target }) =>
              goTo({ path: '/audit', query: target.value === everyKind ? {} : { act: target.value } })
            }
          >
            <option value={everyKind}>{t('audit.everyKind')}</option>
            {auditActs.map((one) => (
              <option key={one} value={one}>
                {t(`audit.act.${one}`)}
              </option>
            ))}
          </select>
        </div>
      </div>
      <LivePart of={live}>
        {(page) => (
          <>
            {page.entries.length === 0 ? (
              <Nothing>{t('audit.none')}</Nothing>
            ) : (
              <Entries entries={page.entries} />
            )}
            <p className="rows-pages">
              {isPage && <a href={writeRoute({ path: '/audit', query: ofAct })}>{t('audit.newest')}</a>}
              {page.next !== null && (
                <a href={writeRoute({ path: '/audit', query: { ...ofAct, before: String(page.next) } })}>
                  {t('audit.older')}
                </a>
              )}
            </p>
          </>
        )}
      </LivePart>
    </PageFrame>
  );
}

function Entries({ entries }: { entries: Page['entries'] }) {
  const { t } = useWords();
  const format = useFormat();
  const words = useAuditWords();
  return (
    <Register
      caption={t('page.audit')}
      rows={entries}
      keyOf={({ n }) => String(n)}
      columns={[
        {
          key: 'at',
          head: t('audit.at'),
          cell: ({ atMs }) => <time dateTime={new Date(atMs).toISOString()}>{format.moment(atMs)}</time>,
        },
        { key: 'who', head: t('audit.who'), cell: words.who },
        { key: 'what', head: t('audit.what'), isHead: true, cell: ({ act }) => words.act(act) },
        {
          key: 'about',
          head: t('audit.about'),
          cell: (entry) => <span className="audit-about">{words.about(entry)}</span>,
        },
        {
          key: 'details',
          head: t('audit.details'),
          cell: (entry) => <span className="small">{words.details(entry)}</span>,
        },
      ]}
    />
  );
}
