// Panels: what holds visitors and where they turn back, and by aspect, which lesson is not understood.
import { languages } from '../../../model/language.ts';
import { panelsViewSchema, type PanelsView } from '../../../model/hub-views.ts';
import { useRoute } from '../app/use-route.ts';
import { askPath, dropFilters, keepFilters } from '../filters/filters.ts';
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

type Panel = PanelsView['panels'][number];

export function PanelsPage() {
  const { t } = useWords();
  const filters = keepFilters(useRoute().query);
  const live = useLive(askPath('/api/views/panels', filters), panelsViewSchema);
  return (
    <PageFrame title={t('page.panels')} lead={t('panels.lead')}>
      <LivePart of={live} lines={18}>
        {({ panels, steps, notCutBy, stepsNotCutBy }) =>
          panels.length + steps.length === 0 ? (
            <Nothing>{t('panels.none')}</Nothing>
          ) : (
            <>
              <Section id="panels" title={t('panels.holding')} note={t('panels.holdingNote')}>
                <NotCutBy names={notCutBy} />
                <p className="chart-key" aria-hidden="true">
                  <span className="key-celadon">{t('panels.finished')}</span>
                  <span className="key-bronze">{t('panels.turnedBack')}</span>
                </p>
                <PanelsTable panels={panels} filters={dropFilters(filters, notCutBy)} />
              </Section>
              <Section id="steps" title={t('panels.steps')} note={t('panels.stepsNote')}>
                <NotCutBy names={stepsNotCutBy} />
                <StepsTable steps={steps} filters={dropFilters(filters, stepsNotCutBy)} />
              </Section>
            </>
          )
        }
      </LivePart>
    </PageFrame>
  );
}

function PanelsTable({ panels, filters }: { panels: readonly Panel[]; filters: Record<string, string> }) {
  const { t, language } = useWords();
  const format = useFormat();
  const names = useNames();
  const shown = panels.toSorted((a, b) => b.opened - a.opened);
  const most = Math.max(0, ...panels.map(({ opened }) => opened));
  const rowsOf = ({ panel }: Pick<Panel, 'panel'>) => ({ ...filters, panel, kind: 'visit' });
  const titleOf = ({ titles, panel }: Panel) =>
    [language, ...languages].map((one) => titles[one]).find((title) => title !== undefined) ?? panel;
  return (
    <Register<Panel>
      caption={t('panels.holding')}
      rows={shown}
      keyOf={({ panel }) => panel}
      columns={[
        {
          key: 'title',
          head: t('panels.panel'),
          isHead: true,
          cell: (row) => (
            <>
              <RowsLink query={rowsOf(row)}>{titleOf(row)}</RowsLink>
              <span className="small">{names.aspect(row.aspect)}</span>
            </>
          ),
        },
        {
          key: 'bar',
          head: <span className="for-readers">{t('figure.bar')}</span>,
          cell: ({ opened, finished }) => <Bar value={opened} most={most} part={finished} />,
        },
        {
          key: 'opened',
          head: t('panels.opened'),
          isNumber: true,
          cell: (row) => <RowsLink query={rowsOf(row)}>{format.number(row.opened)}</RowsLink>,
        },
        {
          key: 'finished',
          head: t('panels.finished'),
          isNumber: true,
          cell: ({ finished, opened, ...row }) => (
            <>
              <RowsLink query={{ ...rowsOf(row), finished: 'yes' }}>{format.number(finished)}</RowsLink>{' '}
              <span className="small">{format.share(finished, opened)}</span>
            </>
          ),
        },
        {
          key: 'back',
          head: t('panels.turnedBack'),
          isNumber: true,
          cell: (row) => (
            <RowsLink query={{ ...rowsOf(row), finished: 'no' }}>
              {format.number(row.opened - row.finished)}
            </RowsLink>
          ),
        },
        {
          key: 'attended',
          head: t('panels.attendedEach'),
          isNumber: true,
          cell: ({ attendedMs, opened, ...row }) =>
            opened === 0 ? (
              '—'
            ) : (
              <RowsLink query={rowsOf(row)}>{format.duration(attendedMs / opened)}</RowsLink>
            ),
        },
        {
          key: 'question',
          head: t('panels.question'),
          isNumber: true,
          cell: ({ quizRight, quizAnswered, ...row }) =>
            quizAnswered === 0 ? (
              '—'
            ) : (
              <>
                <RowsLink query={{ ...rowsOf(row), quiz: 'right' }}>
                  {format.share(quizRight, quizAnswered)}
                </RowsLink>
                <span className="small">
                  <RowsLink query={{ ...rowsOf(row), quiz: 'answered' }}>
                    {t('panels.rightOf', {
                      right: format.number(quizRight),
                      all: format.number(quizAnswered),
                    })}
                  </RowsLink>
                </span>
              </>
            ),
        },
      ]}
    />
  );
}

type Step = PanelsView['steps'][number];

/** The least understood stands first. */
function StepsTable({ steps, filters }: { steps: readonly Step[]; filters: Record<string, string> }) {
  const { t } = useWords();
  const format = useFormat();
  const names = useNames();
  const shareOf = ({ right, guessed }: Step) => (guessed === 0 ? 1 : right / guessed);
  return (
    <Register<Step>
      caption={t('panels.steps')}
      rows={steps.toSorted((a, b) => shareOf(a) - shareOf(b))}
      keyOf={({ aspect }) => aspect}
      columns={[
        { key: 'aspect', head: t('panels.aspect'), isHead: true, cell: ({ aspect }) => names.aspect(aspect) },
        {
          key: 'share',
          head: t('panels.firstRight'),
          isNumber: true,
          cell: ({ right, guessed }) => format.share(right, guessed) ?? '—',
        },
        {
          key: 'bar',
          head: <span className="for-readers">{t('figure.bar')}</span>,
          cell: ({ right, guessed }) => <Bar value={guessed} most={guessed} part={right} />,
        },
        {
          key: 'right',
          head: t('panels.right'),
          isNumber: true,
          cell: ({ right, aspect }) => (
            <RowsLink query={{ ...filters, aspect }}>{format.number(right)}</RowsLink>
          ),
        },
        {
          key: 'guessed',
          head: t('panels.guessed'),
          isNumber: true,
          cell: ({ guessed, aspect }) => (
            <RowsLink query={{ ...filters, aspect }}>{format.number(guessed)}</RowsLink>
          ),
        },
      ]}
    />
  );
}
