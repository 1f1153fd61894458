// One board: its stage, its warning, its cases, the rule it rests on, and the way onward.
import { useTranslation } from 'react-i18next';
import type { Aspect, Exhibition, Panel, Rule } from '../../../model/exhibition.ts';
import { isFound, type Visit } from '../../app/journey.ts';
import { BalancedLines } from '../../parts/balanced-lines.tsx';
import { Arrow, Seal } from '../../parts/icons.tsx';
import { ScrollArea } from '../../parts/scroll-area.tsx';
import { Stage } from '../../parts/stage.tsx';
import { numeral } from '../../parts/numeral.ts';
import { useSwipe } from '../../parts/use-swipe.ts';
import './board.css';

export function BoardScreen({
  exhibition,
  panel,
  aspect,
  visit,
  next,
  previous,
  onCase,
  onQuestion,
  onMeaning,
  onReflection,
  onPanel,
  onWalk,
  onBack,
}: {
  exhibition: Exhibition;
  panel: Panel;
  aspect: Aspect;
  visit: Visit;
  next: Panel | undefined;
  previous: Panel | undefined;
  onCase(id: string): void;
  onQuestion(): void;
  onMeaning(): void;
  onReflection(): void;
  onPanel(id: string): void;
  onWalk(): void;
  onBack(): void;
}) {
  const { t } = useTranslation();
  const swipe = useSwipe((step) => {
    const target = step === 1 ? next : previous;
    if (target) onPanel(target.id);
  });
  // Two who came together are given something to ask each other.
  const ask = visit.audience && exhibition.audiences[visit.audience].askEachOther[panel.id];
  const place = {
    aspect: aspect.title,
    number: numeral(panel.number, exhibition.language),
    total: numeral(exhibition.panels.length, exhibition.language),
  };
  return (
    <ScrollArea className="board">
      <div className="board-grid" {...swipe}>
        <nav className="crumb">
          <button type="button" className="crumb-back" onClick={onBack}>
            <Arrow back /> {t('board.back')}
          </button>
          <span className="note">{t('board.place', place)}</span>
          {previous && (
            <button
              type="button"
              className="crumb-previous"
              aria-label={t('board.previous', { title: previous.title })}
              onClick={() => onPanel(previous.id)}
            >
              <Arrow back />
            </button>
          )}
        </nav>
        <div className="board-stage">
          <Stage picture={panel.picture} layered key={panel.id} />
        </div>
        <div className="board-spine">
          <h1 data-read>{panel.title}</h1>
          <Seal text={aspect.seal} size="big" />
        </div>
        <div className="board-slips">
          {panel.rules.slice(0, 1).map((rule) => (
            <Slip key={rule.id} rule={rule} />
          ))}
        </div>
        <div className="board-text">
          <p className="lead" data-read>
            <BalancedLines text={panel.warning} />
          </p>
          <p className="board-opening" data-read>
            {panel.opening}
          </p>
          <ol className="board-cases">
            {panel.cases.map((entry, index) => (
              <li key={entry.id}>
                <button type="button" className="row" onClick={() => onCase(entry.id)}>
                  <span className="row-mark">{numeral(index + 1, exhibition.language)}</span>
                  <span className="row-text">
                    <strong data-read>{entry.title}</strong>
                    <span>{entry.role}</span>
                  </span>
                  <span className="row-end">
                    {isFound(exhibition, visit, entry.id) ? (
                      <span className="lamp">{t('board.found')}</span>
                    ) : (
                      t('board.steps', {
                        count: entry.steps.length,
                        number: numeral(entry.steps.length, exhibition.language),
                      })
                    )}
                    <Arrow />
                  </span>
                </button>
              </li>
            ))}
          </ol>
          {ask !== undefined && (
            <p className="board-ask">
              <span className="note">{t('board.ask')}</span>
              <span className="voice" data-read>
                {ask}
              </span>
            </p>
          )}
          <p className="note board-fictional">{t('board.fictional')}</p>
        </div>
        <div className="board-ways">
          <button type="button" className="button" onClick={onQuestion}>
            {t('board.question')}
          </button>
          <button type="button" className="button" onClick={onMeaning}>
            {t('board.meaning')}
          </button>
          <button type="button" className="button" onClick={onReflection}>
            {t('board.write')}
          </button>
          {next ? (
            <button type="button" className="button button-next" onClick={() => onPanel(next.id)}>
              {t('board.next', { title: next.title })}
            </button>
          ) : (
            <button type="button" className="button button-next" onClick={onWalk}>
              {t('board.finish')}
            </button>
          )}
        </div>
      </div>
    </ScrollArea>
  );
}

function Slip({ rule }: { rule: Rule }) {
  return (
    <aside className="slip">
      <h2 data-read>{rule.name}</h2>
      <p data-read>{rule.text}</p>
      <p className="slip-date">{rule.inForce}</p>
    </aside>
  );
}
