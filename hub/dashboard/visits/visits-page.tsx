// Visits: people reached with both terms of the rule, touches apart, cut in six ways.
import { visitsViewSchema, type VisitsView } from '../../../model/hub-views.ts';
import { useRoute } from '../app/use-route.ts';
import { askPath, dropFilters, keepFilters } from '../filters/filters.ts';
import { useLive } from '../hub-api/use-live.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useWords } from '../i18n/i18n.ts';
import { useNames } from '../i18n/use-names.ts';
import { LivePart, Nothing } from '../parts/live-part.tsx';
import { PageFrame, Section } from '../parts/page-frame.tsx';
import { RowsLink } from '../parts/rows-link.tsx';
import { DaysChart, HoursChart } from './visits-charts.tsx';
import { ReachTable, SessionsTable } from './visits-tables.tsx';
import './visits.css';

export function VisitsPage() {
  const { t } = useWords();
  const filters = keepFilters(useRoute().query);
  const live = useLive(askPath('/api/views/visits', filters), visitsViewSchema);
  return (
    <PageFrame title={t('page.visits')} lead={t('visits.lead')}>
      <LivePart of={live} lines={14}>
        {(view) => <Visits view={view} filters={filters} />}
      </LivePart>
    </PageFrame>
  );
}

type VisitsProps = { view: VisitsView; filters: Record<string, string> };

function Visits({ view, filters }: VisitsProps) {
  const { t } = useWords();
  const names = useNames();
  const { totals, days, hours, stops, entries, languages, audiences } = view;
  const none = totals.visits + totals.touches + (totals.groupPeople ?? 0) === 0;
  return (
    <>
      <Reach view={view} filters={filters} />
      {none ? (
        <Nothing>{t('visits.none')}</Nothing>
      ) : (
        <>
          <Section id="by-day" title={t('visits.byDay')} note={t('visits.byDayNote')}>
            <DaysChart days={days} filters={filters} />
          </Section>
          <Section id="by-hour" title={t('visits.byHour')} note={t('visits.byHourNote')}>
            <HoursChart hours={hours} filters={filters} />
          </Section>
          <Section id="by-stop" title={t('visits.byStop')}>
            <ReachTable
              caption={t('visits.byStop')}
              head={t('filter.stop')}
              rows={stops.map((row) => ({ ...row, key: row.stop, name: names.stop(row), filter: 'stop' }))}
              filters={filters}
            />
          </Section>
          <Section id="by-entry" title={t('visits.byEntry')} note={t('visits.byEntryNote')}>
            <ReachTable
              caption={t('visits.byEntry')}
              head={t('filter.entry')}
              rows={entries.map((row) => ({ ...row, name: names.entry(row.key), filter: 'entry' }))}
              filters={filters}
            />
          </Section>
          <div className="two-columns">
            <Section id="by-language" title={t('visits.byLanguage')} note={t('visits.withoutGroups')}>
              <SessionsTable
                caption={t('visits.byLanguage')}
                head={t('filter.language')}
                rows={languages.map((row) => ({ ...row, name: names.language(row.key), filter: 'language' }))}
                filters={filters}
              />
            </Section>
            <Section id="by-audience" title={t('visits.byAudience')} note={t('visits.byAudienceNote')}>
              <SessionsTable
                caption={t('visits.byAudience')}
                head={t('filter.audience')}
                rows={audiences.map((row) => ({ ...row, name: names.audience(row.key), filter: 'audience' }))}
                filters={filters}
              />
            </Section>
          </div>
        </>
      )}
    </>
  );
}

/** The sum as the rule makes it, so that nobody has to believe it. */
function Reach({ view: { totals, atUnknownTime }, filters }: VisitsProps) {
  const { t } = useWords();
  const format = useFormat();
  const { peopleReached, groupPeople, groups } = totals;
  const visitRows = { ...filters, kind: 'visit' };
  const isPeriod = 'from' in filters || 'to' in filters;
  const unknownRows = { ...dropFilters(filters, ['from', 'to']), time: 'unknown' };
  const atUnknown = atUnknownTime.visits + atUnknownTime.touches;
  return (
    <section className="reach" aria-label={t('visits.reach')}>
      <dl className="reach-sum">
        <div className="reach-total">
          <dt>{t('figure.peopleReached')}</dt>
          <dd>{peopleReached === null ? t('visits.notTold') : format.number(peopleReached)}</dd>
        </div>
        <span aria-hidden="true">=</span>
        <div>
          <dt>{t('figure.visitsOutsideGroups')}</dt>
          <dd>
            <RowsLink query={{ ...visitRows, group: '' }}>
              {format.number(totals.visitsOutsideGroups)}
            </RowsLink>
          </dd>
        </div>
        <span aria-hidden="true">+</span>
        <div>
          <dt>
            {t('figure.groupPeople')}
            {groups !== null && <span className="small">{t('visits.inGroups', { count: groups })}</span>}
          </dt>
          <dd>
            {groupPeople === null ? (
              t('visits.notTold')
            ) : (
              <RowsLink path="/rows/groups" query={filters}>
                {format.number(groupPeople)}
              </RowsLink>
            )}
          </dd>
        </div>
      </dl>
      {groupPeople === null && <p className="note note-not-cut">{t('visits.groupsNotCut')}</p>}
      <dl className="reach-more">
        <div>
          <dt>{t('figure.visits')}</dt>
          <dd>
            <RowsLink query={visitRows}>{format.number(totals.visits)}</RowsLink>
          </dd>
        </div>
        <div>
          <dt>{t('figure.touches')}</dt>
          <dd>
            <RowsLink query={{ ...filters, kind: 'touch' }}>{format.number(totals.touches)}</RowsLink>
          </dd>
        </div>
        <div>
          <dt>{t('figure.attended')}</dt>
          <dd>
            <RowsLink query={visitRows}>{format.duration(totals.attendedMs)}</RowsLink>
          </dd>
        </div>
        <div>
          <dt>{t('figure.panelsOpened')}</dt>
          <dd>
            <RowsLink query={visitRows}>{format.number(totals.panelsOpened)}</RowsLink>
          </dd>
        </div>
        <div>
          <dt>{t('figure.staffTests')}</dt>
          <dd>
            <RowsLink query={{ ...filters, kind: 'staff-test' }}>{format.number(totals.staffTests)}</RowsLink>
          </dd>
        </div>
      </dl>
      {atUnknown > 0 && (
        <p className="section-note">
          {t(isPeriod ? 'visits.unknownLeftOut' : 'visits.unknownIncluded', {
            visits: format.number(atUnknownTime.visits),
            touches: format.number(atUnknownTime.touches),
          })}{' '}
          <RowsLink query={{ ...unknownRows, kind: 'visit' }}>{t('figure.visits')}</RowsLink>{' '}
          <RowsLink query={{ ...unknownRows, kind: 'touch' }}>{t('figure.touches')}</RowsLink>
        </p>
      )}
    </section>
  );
}
