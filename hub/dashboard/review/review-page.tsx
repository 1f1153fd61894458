// Review: what visitors want to share, read and decided on at the keyboard's speed.
import { useEffect, type ReactNode } from 'react';
import { reviewPageSchema, type ReviewPage as Page } from '../../../model/hub-review.ts';
import { reviewStates, type ReviewState } from '../../../model/reflection.ts';
import { writeRoute } from '../app/route.ts';
import { goTo, useRoute } from '../app/use-route.ts';
import { askPath } from '../filters/filters.ts';
import { useLive } from '../hub-api/use-live.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useWords } from '../i18n/i18n.ts';
import { useNames } from '../i18n/use-names.ts';
import { LivePart, Nothing } from '../parts/live-part.tsx';
import { PageFrame } from '../parts/page-frame.tsx';
import { UnansweredNote } from '../parts/unanswered.tsx';
import { ReviewList } from './review-list.tsx';
import { useDesk } from './use-desk.ts';
import './review.css';

export function ReviewPage() {
  const { t } = useWords();
  const names = useNames();
  const { query } = useRoute();
  const state = reviewStates.find((one) => one === query['state']) ?? 'pending';
  const after = query['after'];
  const path = askPath('/api/review', { state, ...(after !== undefined && { after }) });
  const live = useLive(path, reviewPageSchema);
  const { desk, act, failed, said, decide, undo, erase } = useDesk();
  useEffect(() => act({ kind: 'turn' }), [act, path]);
  return (
    <PageFrame title={t('page.review')} lead={t('review.lead')}>
      <div className="choice review-states" role="group" aria-label={t('review.states')}>
        {reviewStates.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === state}
            onClick={() => goTo({ path: '/review', query: { state: one } })}
          >
            {names.reviewState(one)}
          </button>
        ))}
      </div>
      <div className="review-said">
        <p role="status">{said !== undefined && t(`review.done.${said}`)}</p>
        <button type="button" className="button" disabled={desk.past.length === 0} onClick={undo}>
          {t('review.undo')} <kbd>U</kbd>
        </button>
      </div>
      <UnansweredNote why={failed} />
      <LivePart of={live} lines={12}>
        {(page) => (
          <Shown
            page={page}
            state={state}
            after={after}
            list={(reflections) => <ReviewList {...{ reflections, desk, act, decide, undo, erase }} />}
            isDecided={(id, before) => (desk.decided[id] ?? before) !== state}
          />
        )}
      </LivePart>
    </PageFrame>
  );
}

type ShownProps = {
  page: Page;
  state: ReviewState;
  after: string | undefined;
  isDecided(id: string, before: ReviewState): boolean;
  list(reflections: Page['reflections']): ReactNode;
};

function Shown({ page, state, after, isDecided, list }: ShownProps) {
  const { t } = useWords();
  const format = useFormat();
  const left = page.reflections.filter((reflection) => !isDecided(reflection.id, reflection.state));
  const total = page.total - (page.reflections.length - left.length);
  const toOthers = page.next !== null || after !== undefined;
  return (
    <>
      <p className="review-total">{t('review.total', { count: total, number: format.number(total) })}</p>
      {left.length === 0 ? <Nothing>{t(`review.none.${state}`)}</Nothing> : list(left)}
      {toOthers && (
        <nav className="rows-pages" aria-label={t('rows.pages')}>
          {after !== undefined && (
            <a href={writeRoute({ path: '/review', query: { state } })}>{t('review.first')}</a>
          )}
          {page.next !== null && (
            <a href={writeRoute({ path: '/review', query: { state, after: page.next } })}>
              {t('review.more')}
            </a>
          )}
        </nav>
      )}
    </>
  );
}
