// 警示讲座: pictures hung up one after another, and beside each what the lecturer says, as words
// and, where the edition has a recording, aloud.
import { useTranslation } from 'react-i18next';
import type { Exhibition, Lecture, Slide } from '../../../model/exhibition.ts';
import lecturer from '../../art/lecturer.svg';
import { Beads, ChapterPage } from '../../parts/chapter-page.tsx';
import { Seal } from '../../parts/icons.tsx';
import { numeral } from '../../parts/numeral.ts';
import { ScrollArea } from '../../parts/scroll-area.tsx';
import { Stage } from '../../parts/stage.tsx';
import { useWatched } from '../../parts/use-watched.ts';
import { Recording } from './recording.tsx';
import './lecture.css';

export function LectureScreen({
  exhibition,
  lecture,
  at,
  now,
  onMove,
  onPlaying,
  onDone,
  onBack,
}: {
  exhibition: Exhibition;
  lecture: Lecture;
  /** The slide that hangs, from 1. */
  at: number;
  /** Monotonic, ms. */
  now(): number;
  onMove(at: number): void;
  /** A few times a second while a recording plays: somebody is listening. */
  onPlaying(): void;
  /** Called once, before `onBack` or when the screen goes: completed where the last slide was seen. */
  onDone(secondsWatched: number, completed: boolean): void;
  onBack(): void;
}) {
  const { t } = useTranslation();
  const count = lecture.slides.length;
  const slide = lecture.slides[at - 1] ?? lecture.slides[0];
  const done = useWatched(at >= count, now, onDone);
  const leave = () => {
    done();
    onBack();
  };
  const go = (to: number) => {
    if (to >= 1 && to <= count) onMove(to);
  };
  if (!slide) return null;
  const place = {
    number: numeral(slide.number, exhibition.language),
    total: numeral(count, exhibition.language),
  };
  return (
    <ChapterPage
      className="lecture"
      back={t('lecture.back')}
      note={t('lecture.place', place)}
      step={slide.number}
      stage={
        <div className="lecture-stage">
          <ScrollArea key={slide.number} focusable>
            <Scroll exhibition={exhibition} slide={slide} />
          </ScrollArea>
        </div>
      }
      onBack={leave}
      onTurn={(turn) => go(at + turn)}
      ways={
        <>
          {at > 1 && (
            <button type="button" className="button" onClick={() => go(at - 1)}>
              {t('lecture.previous')}
            </button>
          )}
          <button
            type="button"
            className="button button-next"
            onClick={() => (at < count ? go(at + 1) : leave())}
          >
            {t(at < count ? 'lecture.next' : 'lecture.end')}
          </button>
        </>
      }
    >
      <Beads at={slide.number} count={count} />
      <p className="note lecture-who">
        {lecture.title}
        {'　'}
        <span>{lecture.speaker}</span>
      </p>
      <div className="lecture-voice">
        <img src={lecturer} alt="" draggable={false} />
        <blockquote className="voice" data-read>
          {slide.note}
        </blockquote>
      </div>
      {slide.sound && <Recording key={slide.sound} sound={slide.sound} onPlaying={onPlaying} />}
    </ChapterPage>
  );
}

/** A hanging scroll: the panel's picture, the title down its side, the points in ink. */
function Scroll({ exhibition, slide }: { exhibition: Exhibition; slide: Slide }) {
  const panel = exhibition.panels.find(({ id }) => id === slide.panel);
  const seal = exhibition.aspects.find(({ id }) => id === panel?.aspect)?.seal;
  return (
    <article className="hanging">
      <div className="hanging-paper">
        <div className="hanging-picture">{panel && <Stage picture={panel.picture} />}</div>
        <div className="hanging-title">
          <h1 data-read>{slide.title}</h1>
          {seal && <Seal text={seal} />}
        </div>
        <ul className="hanging-points">
          {slide.points.map((point) => (
            <li key={point} data-read>
              {point}
            </li>
          ))}
        </ul>
      </div>
    </article>
  );
}
