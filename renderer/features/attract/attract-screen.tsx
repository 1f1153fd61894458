// What a passer-by sees: the wall of boards in the dark, a line somebody once said, and the
// bell. A touch anywhere begins; the bell is the button that says so.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Exhibition } from '../../../model/exhibition.ts';
import bell from '../../art/bell.svg';
import { BalancedLines } from '../../parts/balanced-lines.tsx';
import { numeral } from '../../parts/numeral.ts';
import { strikeBell } from '../../parts/bell-note.ts';
import { boardsOnTheWall } from './boards-on-the-wall.ts';
import './attract.css';

const boardMs = 12_000;

export function AttractScreen({
  exhibition,
  visitsToday,
  stopName,
  onBegin,
}: {
  exhibition: Exhibition;
  visitsToday: number | undefined;
  stopName: string | undefined;
  onBegin(): void;
}) {
  const { t } = useTranslation();
  const boards = boardsOnTheWall(exhibition);
  const position = useWalk(boards.length);
  const board = boards[position];
  const voice = board?.cases[0];

  const begin = () => {
    strikeBell();
    onBegin();
  };

  return (
    <div className="attract" onClick={begin}>
      <div className="attract-room" aria-hidden="true">
        <div className="attract-wall" style={{ '--position': Math.min(position, boards.length - 3) }}>
          {boards.map((panel, index) => (
            <figure key={panel.id} className="attract-board" style={{ '--index': index }}>
              <div className="attract-light" />
              <div className="attract-frame">
                <img src={panel.picture.flat} alt="" draggable={false} elementtiming="attract-picture" />
              </div>
              <figcaption>{panel.title}</figcaption>
            </figure>
          ))}
          <div className="attract-floor" />
        </div>
      </div>
      <div className="attract-dusk" aria-hidden="true" />
      <header className="attract-name">
        <h1 elementtiming="attract-title">{exhibition.title}</h1>
        <p>{[exhibition.subtitle, stopName].filter(Boolean).join('　')}</p>
      </header>
      {voice && (
        <blockquote className="attract-voice" key={voice.id}>
          <p>
            <BalancedLines text={voice.confession} />
          </p>
          <footer>
            <span className="phrase">{voice.role}</span>{' '}
            <span className="phrase">{t('attract.fictional')}</span>
          </footer>
        </blockquote>
      )}
      <div className="attract-rope" aria-hidden="true" />
      <div className="attract-halo" aria-hidden="true" />
      <button type="button" className="attract-bell">
        <span className="attract-bell-swing">
          <img src={bell} alt="" draggable={false} elementtiming="attract-bell" />
          <span className="attract-inscription" aria-hidden="true">
            {t('attract.inscription')}
          </span>
        </span>
        <span className="attract-call">
          <strong>
            <BalancedLines text={t('attract.begin')} />
          </strong>
          {visitsToday !== undefined && (
            <span className="attract-today">
              {visitsToday === 0
                ? t('attract.today_zero')
                : t('attract.today', {
                    count: visitsToday,
                    number: numeral(visitsToday, exhibition.language),
                  })}
            </span>
          )}
        </span>
      </button>
    </div>
  );
}

/** 0, 1, … last, … 1, 0, …: a slow walk along the wall and back. */
function useWalk(length: number): number {
  const [tick, setTick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTick((before) => before + 1), boardMs);
    return () => clearInterval(timer);
  }, []);
  const period = Math.max(1, 2 * (length - 1));
  const phase = tick % period;
  return phase < length ? phase : period - phase;
}
