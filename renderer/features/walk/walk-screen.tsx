// My walk: the boards that were opened, hanging on one thread in the order of the walk.
import { useTranslation } from 'react-i18next';
import type { Exhibition } from '../../../model/exhibition.ts';
import { findPanel, isFound, type Visit } from '../../app/journey.ts';
import { BalancedLines } from '../../parts/balanced-lines.tsx';
import { Seal } from '../../parts/icons.tsx';
import { numeral } from '../../parts/numeral.ts';
import { ScrollArea } from '../../parts/scroll-area.tsx';
import { Stage } from '../../parts/stage.tsx';
import './walk.css';

export function WalkScreen({
  exhibition,
  visit,
  nowMs,
  onPanel,
  onMore,
  onFinish,
}: {
  exhibition: Exhibition;
  visit: Visit;
  nowMs: number;
  onPanel(id: string): void;
  onMore(): void;
  onFinish(): void;
}) {
  const { t } = useTranslation();
  const number = (value: number) => numeral(value, exhibition.language);
  const minutes = Math.round((nowMs - visit.startedMs) / 60_000);
  const found = Object.keys(visit.guesses).filter((id) => isFound(exhibition, visit, id)).length;
  const counts = { minutes: number(minutes), panels: number(visit.opened.length), found: number(found) };
  const walked = visit.opened.flatMap((id) => findPanel(exhibition, id) ?? []);
  return (
    <ScrollArea className="walk">
      <header className="walk-head">
        <h1 data-read>{t('walk.title')}</h1>
        <p className="walk-summary" data-read>
          <BalancedLines
            text={
              walked.length === 0
                ? t('walk.empty')
                : minutes > 0
                  ? t('walk.summary', counts)
                  : t('walk.summaryShort', counts)
            }
          />
        </p>
      </header>
      <ol className="walk-thread" data-few={walked.length <= 3 || undefined}>
        {walked.map((panel) => (
          <li key={panel.id}>
            <button type="button" className="walk-board" onClick={() => onPanel(panel.id)}>
              <Stage picture={panel.picture} small />
              <span className="walk-name">
                <Seal
                  size="mini"
                  text={exhibition.aspects.find(({ id }) => id === panel.aspect)?.seal ?? ''}
                />
                <strong data-read>{panel.title}</strong>
              </span>
            </button>
          </li>
        ))}
      </ol>
      <nav className="walk-ways">
        <button type="button" className="button" onClick={onMore}>
          {t('walk.more')}
        </button>
        <button type="button" className="button button-next" onClick={onFinish}>
          {t('walk.finish')}
        </button>
      </nav>
    </ScrollArea>
  );
}
