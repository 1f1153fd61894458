// Taking part: reflections by what became of them, pledges, and the chapters played at the screen.
import { mayDo } from '../../../model/hub-access.ts';
import { takingPartViewSchema, type TakingPartView } from '../../../model/hub-views.ts';
import { reviewStates } from '../../../model/reflection.ts';
import { useMe } from '../app/me-context.ts';
import { useRoute } from '../app/use-route.ts';
import { askPath, dropFilters, keepFilters, setFilter } from '../filters/filters.ts';
import { NotCutBy } from '../filters/not-cut-by.tsx';
import { useLive } from '../hub-api/use-live.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useWords } from '../i18n/i18n.ts';
import { useNames } from '../i18n/use-names.ts';
import { Bar } from '../parts/bar.tsx';
import { LivePart, Nothing } from '../parts/live-part.tsx';
import { PageFrame, Section } from '../parts/page-frame.tsx';
import { Register } from '../parts/register.tsx';
import { RowsLink } from '../parts/rows-link.tsx';

type ViewProps = { view: TakingPartView; filters: Record<string, string> };

export function TakingPartPage() {
  const { t } = useWords();
  const filters = keepFilters(useRoute().query);
  const live = useLive(askPath('/api/views/taking-part', filters), takingPartViewSchema);
  return (
    <PageFrame title={t('page.takingPart')} lead={t('takingPart.lead')}>
      <LivePart of={live} lines={14}>
        {(view) => <TakingPart view={view} filters={dropFilters(filters, view.notCutBy)} />}
      </LivePart>
    </PageFrame>
  );
}

function TakingPart({ view, filters }: ViewProps) {
  const { t } = useWords();
  return (
    <>
      <NotCutBy names={view.notCutBy} />
      <Reflections view={view} filters={filters} />
      <div className="two-columns">
        <Section id="pledges" title={t('takingPart.pledges')} note={t('takingPart.pledgesNote')}>
          <Pledges view={view} filters={filters} />
        </Section>
        <Section id="screen" title={t('takingPart.screen')} note={t('takingPart.screenNote')}>
          <Screen view={view} filters={filters} />
        </Section>
      </div>
    </>
  );
}

function Reflections({ view: { reflections }, filters }: ViewProps) {
  const { t } = useWords();
  const format = useFormat();
  const names = useNames();
  const mayReview = mayDo(useMe().role, 'review-reflections');
  const rowsOf = (own: Record<string, string>) => ({
    path: '/rows/reflections',
    query: { ...filters, ...own },
  });
  const rows = reviewStates.map((state) => ({ state, n: reflections.byState[state] ?? 0 }));
  const most = Math.max(0, ...rows.map(({ n }) => n));
  return (
    <Section id="reflections" title={t('takingPart.reflections')} note={t('takingPart.reflectionsNote')}>
      <dl className="reach-more">
        <div>
          <dt>{t('takingPart.written')}</dt>
          <dd>
            <RowsLink query={{ ...filters, did: 'reflection' }}>
              {format.number(reflections.written)}
            </RowsLink>
          </dd>
        </div>
        <div>
          <dt>{t('takingPart.shared')}</dt>
          <dd>
            <RowsLink {...rowsOf({ consent: 'public' })}>{format.number(reflections.public)}</RowsLink>
          </dd>
        </div>
        <div>
          <dt>{t('takingPart.kept')}</dt>
          <dd>
            <RowsLink {...rowsOf({ consent: 'private' })}>{format.number(reflections.private)}</RowsLink>
          </dd>
        </div>
      </dl>
      <Register
        caption={t('takingPart.byState')}
        isCaptionHidden={false}
        rows={rows}
        keyOf={({ state }) => state}
        columns={[
          {
            key: 'state',
            head: t('takingPart.state'),
            isHead: true,
            cell: ({ state }) =>
              mayReview ? (
                <RowsLink path="/review" query={{ state }}>
                  {names.reviewState(state)}
                </RowsLink>
              ) : (
                names.reviewState(state)
              ),
          },
          {
            key: 'n',
            head: t('figure.reflections'),
            isNumber: true,
            cell: ({ n, state }) => (
              <RowsLink {...rowsOf({ consent: 'public', state })}>{format.number(n)}</RowsLink>
            ),
          },
          {
            key: 'bar',
            head: <span className="for-readers">{t('figure.bar')}</span>,
            cell: ({ n }) => <Bar value={n} most={most} />,
          },
        ]}
      />
    </Section>
  );
}

function Pledges({ view: { pledges }, filters }: ViewProps) {
  const { t } = useWords();
  const format = useFormat();
  const names = useNames();
  if (pledges.length === 0) return <Nothing>{t('takingPart.noPledges')}</Nothing>;
  const link = (query: Record<string, string>, value: number) => (
    <RowsLink query={query}>{format.number(value)}</RowsLink>
  );
  const rowsOf = ({ stop, pledge }: { stop: string; pledge: string }) => ({
    ...setFilter(filters, 'stop', stop),
    signed: pledge,
  });
  const all = { ...filters, signed: '' };
  return (
    <Register
      caption={t('takingPart.pledges')}
      rows={pledges}
      keyOf={({ pledge, stop }) => `${pledge} ${stop}`}
      columns={[
        {
          key: 'stop',
          head: t('filter.stop'),
          isHead: true,
          cell: (row) => (
            <>
              <RowsLink query={setFilter(filters, 'stop', row.stop)}>{names.stop(row)}</RowsLink>
              <span className="small">{names.pledge(row.pledge)}</span>
            </>
          ),
        },
        {
          key: 'signed',
          head: t('takingPart.signed'),
          isNumber: true,
          cell: (row) => link(rowsOf(row), row.signed),
        },
        {
          key: 'signatures',
          head: t('takingPart.signatures'),
          isNumber: true,
          cell: (row) => link(rowsOf(row), row.signatures),
        },
      ]}
      foot={
        <tfoot>
          <tr>
            <th scope="row">{t('takingPart.all')}</th>
            <td className="number">
              {link(
                all,
                pledges.reduce((sum, { signed }) => sum + signed, 0),
              )}
            </td>
            <td className="number">
              {link(
                all,
                pledges.reduce((sum, { signatures }) => sum + signatures, 0),
              )}
            </td>
          </tr>
        </tfoot>
      }
    />
  );
}

function Screen({ view: { screen }, filters }: ViewProps) {
  const { t } = useWords();
  const format = useFormat();
  const names = useNames();
  return (
    <Register
      caption={t('takingPart.screen')}
      rows={screen}
      keyOf={({ activity }) => activity}
      columns={[
        {
          key: 'activity',
          head: t('takingPart.activity'),
          isHead: true,
          cell: ({ activity }) => (
            <RowsLink path="/tour" query={filters}>
              {names.atScreen(activity)}
            </RowsLink>
          ),
        },
        {
          key: 'people',
          head: t('takingPart.people'),
          isNumber: true,
          cell: ({ people, activity }) => (
            <RowsLink query={{ ...filters, did: activity }}>{format.number(people)}</RowsLink>
          ),
        },
        {
          key: 'times',
          head: t('takingPart.times'),
          isNumber: true,
          cell: ({ occasions, activity }) => (
            <RowsLink query={{ ...filters, ...(activity === 'talk' ? { signed: '' } : { did: activity }) }}>
              {format.number(occasions)}
            </RowsLink>
          ),
        },
      ]}
    />
  );
}
