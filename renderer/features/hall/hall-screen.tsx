// The side hall: what there is beside the boards, as lit doorways. A film, a lecture, a hearing;
// something to write, something to sign, and what others left.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Chapter, Exhibition } from '../../../model/exhibition.ts';
import type { Visit } from '../../app/journey.ts';
import { Arrow } from '../../parts/icons.tsx';
import { ScrollArea } from '../../parts/scroll-area.tsx';
import { Stage } from '../../parts/stage.tsx';
import './hall.css';

export function HallScreen({
  exhibition,
  visit,
  onChapter,
  onReflection,
  onPledge,
  onWall,
  onBack,
  slips,
}: {
  exhibition: Exhibition;
  visit: Visit;
  onChapter(id: string): void;
  onReflection(): void;
  onPledge(): void;
  onWall(): void;
  onBack(): void;
  /** Some of what hangs on the wall. */
  slips: ReactNode;
}) {
  const { t } = useTranslation();
  const pledges = visit.pledges.length > 0;
  return (
    <ScrollArea className="hall">
      <nav className="crumb">
        <button type="button" className="crumb-back" onClick={onBack}>
          <Arrow back /> {t('hall.back')}
        </button>
      </nav>
      <header className="hall-head">
        <h1 data-read>{t('hall.title')}</h1>
        <p className="note">{t('hall.hint')}</p>
      </header>
      <ul className="hall-chapters">
        {exhibition.chapters.map((chapter) => (
          <li key={chapter.id}>
            <button
              type="button"
              className="hall-chapter"
              data-kind={chapter.kind}
              onClick={() => onChapter(chapter.id)}
            >
              <Stage picture={pictureOf(chapter, exhibition)} small />
              <span className="hall-kind">
                {t(`hall.${chapter.kind}`)}
                {visit.watched.includes(chapter.id) && <span className="lamp">{t('hall.seen')}</span>}
              </span>
              <strong data-read>{chapter.title}</strong>
              <span className="hall-intro" data-read>
                {chapter.intro}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <ul className="hall-doings">
        <li>
          <button type="button" className="hall-doing" onClick={onReflection}>
            <Doing
              title={t('hall.reflection')}
              hint={visit.reflections > 0 ? t('hall.reflectionKept') : t('hall.reflectionHint')}
            />
          </button>
        </li>
        <li>
          <button type="button" className="hall-doing" onClick={onPledge}>
            <Doing title={t('hall.pledge')} hint={pledges ? t('hall.pledgeSigned') : t('hall.pledgeHint')} />
          </button>
        </li>
        <li>
          <button type="button" className="hall-doing" onClick={onWall}>
            <Doing title={t('hall.wall')} hint={t('hall.wallHint')} />
          </button>
        </li>
      </ul>
      {slips}
    </ScrollArea>
  );
}

function Doing({ title, hint }: { title: string; hint: string }) {
  return (
    <>
      <strong data-read>{title}</strong>
      <span>{hint}</span>
      <Arrow />
    </>
  );
}

function pictureOf(chapter: Chapter, exhibition: Exhibition) {
  if (chapter.kind === 'film') return chapter.poster;
  if (chapter.kind === 'hearing') return chapter.picture;
  const first = exhibition.panels.find(({ id }) => id === chapter.slides[0]?.panel) ?? exhibition.panels[0];
  if (!first) throw new Error('an edition has panels');
  return first.picture;
}
