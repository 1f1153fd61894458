// What visitors shared, before it hangs on the wall: those that want a second look first. The last
// decision can be taken back with one touch, and every one can be changed later.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ink } from '../../../model/ink.ts';
import type { ReviewState } from '../../../model/reflection.ts';
import type { ReviewedReflection } from '../../../model/staff-api.ts';
import { InkDrawing } from '../../parts/ink-drawing.tsx';
import type { StaffDesk } from './ask-staff.ts';
import { StaffPage } from './staff-page.tsx';
import { useAsked, useAsking } from './use-asking.ts';
import './review-page.css';

type Listed = { reflections: ReviewedReflection[] };

const tabs = ['pending', 'approved', 'declined'] as const;
type Tab = (typeof tabs)[number];

const tabOf = ({ state }: ReviewedReflection): Tab => (state === 'withdrawn' ? 'declined' : state);

export function ReviewPage({ desk, onShut, onBack }: { desk: StaffDesk; onShut(): void; onBack(): void }) {
  const { t } = useTranslation('staff');
  const asking = useAsking(desk, onShut);
  const [listed, setListed] = useAsked<Listed>(asking, 'reflections');
  const [tab, setTab] = useState<Tab>('pending');
  const [last, setLast] = useState<{ id: string; before: ReviewState }>();
  const shared = listed?.reflections.filter(({ consent }) => consent === 'public') ?? [];
  const shown = shared.filter((each) => tabOf(each) === tab);

  const decide = async (id: string, state: ReviewState) => {
    const before = shared.find((each) => each.id === id)?.state ?? 'pending';
    const by = t(`role.${desk.role}`);
    const done = await asking.settle(desk.send('reviews', { reflection: id, state, by }));
    if (done === undefined) return;
    const again = await asking.settle(desk.ask<Listed>('reflections'));
    if (again) setListed(again);
    setLast({ id, before });
    asking.say(t(`review.done.${state}`));
  };
  const undo = async () => {
    if (!last) return;
    await decide(last.id, last.before);
    setLast(undefined);
  };

  return (
    <StaffPage
      title={t('review.title')}
      said={asking.said}
      shown={shown.map(({ id }) => id).join()}
      onBack={onBack}
    >
      <nav className="staff-tabs">
        {tabs.map((each) => (
          <button key={each} type="button" aria-pressed={each === tab} onClick={() => setTab(each)}>
            {t(`review.tab.${each}`)} {shared.filter((one) => tabOf(one) === each).length}
          </button>
        ))}
        {last && (
          <button type="button" className="link" onClick={() => asking.once(undo)}>
            {t('review.undo')}
          </button>
        )}
      </nav>
      {listed && shown.length === 0 && <p className="staff-say">{t(`review.none.${tab}`)}</p>}
      <ul className="reviews">
        {shown.map((each) => (
          <li key={each.id} className="review" data-marked={each.marked || undefined}>
            {each.marked && <p className="review-mark">{t('review.marked')}</p>}
            <Words reflection={each} />
            <div className="staff-ways">
              {tab !== 'approved' && (
                <button
                  type="button"
                  className="button button-next"
                  onClick={() => asking.once(() => decide(each.id, 'approved'))}
                >
                  {t('review.approve')}
                </button>
              )}
              {tab === 'pending' && (
                <button
                  type="button"
                  className="button"
                  onClick={() => asking.once(() => decide(each.id, 'declined'))}
                >
                  {t('review.decline')}
                </button>
              )}
              {tab === 'approved' && (
                <button
                  type="button"
                  className="button"
                  onClick={() => asking.once(() => decide(each.id, 'withdrawn'))}
                >
                  {t('review.withdraw')}
                </button>
              )}
            </div>
          </li>
        ))}
      </ul>
    </StaffPage>
  );
}

function Words({ reflection: { form, words } }: { reflection: ReviewedReflection }) {
  const { t } = useTranslation('staff');
  if (words === undefined) return <p className="staff-say">{t('review.erased')}</p>;
  if (form === 'text')
    return (
      <p className="review-words voice" dir="auto">
        {words}
      </p>
    );
  // The kiosk parsed it before it was kept.
  return <InkDrawing ink={JSON.parse(words) as Ink} label={t('review.ink')} />;
}
