// The tour: its stops in the order in which it came to them, and the five entries against the six ones, with
// what is still blank.
import { tourViewSchema } from '../../../model/hub-views.ts';
import { useRoute } from '../app/use-route.ts';
import { askPath, dropFilters, keepFilters } from '../filters/filters.ts';
import { NotCutBy } from '../filters/not-cut-by.tsx';
import { useLive } from '../hub-api/use-live.ts';
import { useWords } from '../i18n/i18n.ts';
import { LivePart, Nothing } from '../parts/live-part.tsx';
import { PageFrame, Section } from '../parts/page-frame.tsx';
import { Matrix } from './matrix.tsx';
import { StopLine } from './stop-line.tsx';
import './tour.css';

export function TourPage() {
  const { t } = useWords();
  const filters = keepFilters(useRoute().query);
  const live = useLive(askPath('/api/views/tour', filters), tourViewSchema);
  return (
    <PageFrame title={t('page.tour')} lead={t('tour.lead')}>
      <LivePart of={live} lines={16}>
        {({ stops, matrix, notCutBy }) => {
          const cut = dropFilters(filters, notCutBy);
          return (
            <>
              <NotCutBy names={notCutBy} />
              <Section id="matrix" title={t('tour.matrix')} note={t('tour.matrixNote')}>
                <Matrix cells={matrix} filters={cut} />
              </Section>
              <Section id="stops" title={t('tour.stops')} note={t('tour.stopsNote')}>
                {stops.length === 0 ? (
                  <Nothing>{t('tour.none')}</Nothing>
                ) : (
                  <StopLine stops={stops} filters={cut} />
                )}
              </Section>
            </>
          );
        }}
      </LivePart>
    </PageFrame>
  );
}
