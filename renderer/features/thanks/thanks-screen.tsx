// 慢走: the farewell a host gives at the door. It closes by itself and leaves nothing behind.
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Exhibition } from '../../../model/exhibition.ts';
import { findPanel, type Visit } from '../../app/journey.ts';
import { BalancedLines } from '../../parts/balanced-lines.tsx';
import { Seal } from '../../parts/icons.tsx';
import { ScrollArea } from '../../parts/scroll-area.tsx';
import { Stage } from '../../parts/stage.tsx';
import { TakeAway } from '../../parts/take-away.tsx';
import './thanks.css';

export function ThanksScreen({
  exhibition,
  visit,
  canPrint = false,
  onMore,
  onLeave,
}: {
  exhibition: Exhibition;
  visit: Visit;
  /** Whether a printer has been set up. */
  canPrint?: boolean;
  onMore(): void;
  onLeave(): void;
}) {
  const { t } = useTranslation();
  const seconds = exhibition.idle.thanksSeconds;
  const walked = visit.opened.slice(-3).flatMap((id) => findPanel(exhibition, id) ?? []);
  const touches = useLeaveAfter(seconds, onLeave);
  return (
    <ScrollArea className="thanks">
      <div className="thanks-grid">
        <h1 className="thanks-farewell" data-read>
          {t('thanks.farewell')}
        </h1>
        <p className="thanks-line voice" data-read>
          <BalancedLines
            text={visit.audience ? exhibition.audiences[visit.audience].closing : t('thanks.line')}
          />
        </p>
        <ol className="thanks-boards" aria-hidden="true">
          {walked.map((panel) => (
            <li key={panel.id}>
              <Stage picture={panel.picture} small />
              <span className="walk-name">
                <Seal
                  size="mini"
                  text={exhibition.aspects.find(({ id }) => id === panel.aspect)?.seal ?? ''}
                />
                <strong>{panel.title}</strong>
              </span>
            </li>
          ))}
        </ol>
      </div>
      <TakeAway exhibition={exhibition} opened={visit.opened} canPrint={canPrint} />
      <footer className="thanks-leaving">
        <span>{t('thanks.leaving')}</span>
        <i key={touches} className="thanks-time" style={{ '--seconds': `${seconds}s` }} />
        <button type="button" className="link" onClick={onMore}>
          {t('thanks.more')}
        </button>
      </footer>
    </ScrollArea>
  );
}

/** A touch begins the time anew: whoever is still scanning the code stays. Returns how many there were. */
function useLeaveAfter(seconds: number, onLeave: () => void): number {
  const [touches, setTouches] = useState(0);
  const leave = useEffectEvent(onLeave);
  useEffect(() => {
    const timer = setTimeout(() => leave(), seconds * 1000);
    return () => clearTimeout(timer);
  }, [seconds, touches]);
  useEffect(() => {
    const stay = () => setTouches((before) => before + 1);
    addEventListener('pointerdown', stay);
    addEventListener('keydown', stay);
    return () => {
      removeEventListener('pointerdown', stay);
      removeEventListener('keydown', stay);
    };
  }, []);
  return touches;
}
