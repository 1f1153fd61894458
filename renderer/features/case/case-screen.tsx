// A case as sheets of paper going down into the dark. The visitor looks for the step at which
// it could still have been turned back; a wrong step says, kindly, why it is not the one.
import { useEffect, useEffectEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Case, Exhibition, Panel, Step } from '../../../model/exhibition.ts';
import { isFound, type Visit } from '../../app/journey.ts';
import { BalancedLines } from '../../parts/balanced-lines.tsx';
import { Arrow } from '../../parts/icons.tsx';
import { numeral } from '../../parts/numeral.ts';
import { ScrollArea } from '../../parts/scroll-area.tsx';
import { Stage } from '../../parts/stage.tsx';
import './case.css';

/** Light paper at the first step, the dark of the room at the last: tones 0 to 5. */
const darkestTone = 5;

export function CaseScreen({
  exhibition,
  panel,
  entry,
  visit,
  onStep,
  onEnding,
  onCase,
  onBack,
}: {
  exhibition: Exhibition;
  panel: Panel;
  entry: Case;
  visit: Visit;
  onStep(step: number): void;
  onEnding(): void;
  onCase(id: string): void;
  onBack(): void;
}) {
  const { t } = useTranslation();
  const found = isFound(exhibition, visit, entry.id);
  const ended = found || visit.casesFinished.includes(entry.id);
  const guesses = visit.guesses[entry.id] ?? [];
  const index = panel.cases.indexOf(entry);
  const next = panel.cases[index + 1];
  useFinish(found, onEnding);
  return (
    <ScrollArea className="case" key={entry.id}>
      <div className="case-grid">
        <nav className="crumb">
          <button type="button" className="crumb-back" onClick={onBack}>
            <Arrow back /> {panel.title}
          </button>
          <span className="note">
            {t('case.number', { number: numeral(index + 1, exhibition.language) })}
            {'　'}
            {t('board.fictional')}
          </span>
        </nav>
        <header className="case-head">
          <h1 data-read>{entry.title}</h1>
          <p className="case-who" data-read>
            {entry.who}
          </p>
          <p className="lead" data-read>
            <BalancedLines text={t('case.prompt')} />
          </p>
        </header>
        <div className="case-stage" aria-hidden="true">
          <Stage picture={panel.picture} small />
        </div>
        <ol className="case-steps" style={{ '--count': entry.steps.length }}>
          {entry.steps.map((step) => (
            <StepSheet
              key={step.number}
              step={step}
              tone={Math.round(((step.number - 1) * darkestTone) / (entry.steps.length - 1))}
              touched={guesses.includes(step.number)}
              shown={ended}
              onTouch={() => onStep(step.number)}
            />
          ))}
        </ol>
        <div className="case-after">
          {ended ? (
            <Ending entry={entry} />
          ) : (
            <button type="button" className="button case-reveal" onClick={onEnding}>
              {t('case.reveal')}
            </button>
          )}
          {ended && (
            <div className="case-ways">
              <button type="button" className="button" onClick={onBack}>
                {t('case.back')}
              </button>
              {next && (
                <button type="button" className="button button-next" onClick={() => onCase(next.id)}>
                  {t('case.next', { title: next.title })}
                </button>
              )}
            </div>
          )}
        </div>
      </div>
    </ScrollArea>
  );
}

function StepSheet({
  step,
  tone,
  touched,
  shown,
  onTouch,
}: {
  step: Step;
  tone: number;
  touched: boolean;
  shown: boolean;
  onTouch(): void;
}) {
  const { t } = useTranslation();
  const isTurn = step.turnBack && (touched || shown);
  const strip = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isTurn && touched) strip.current?.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  }, [isTurn, touched]);
  return (
    <li className={`step tone-${tone} cut-${step.number % 3}`} data-touched={touched || undefined}>
      <div className="step-paper" aria-hidden="true" />
      <button
        type="button"
        className="step-button"
        aria-pressed={touched}
        disabled={shown || touched}
        onClick={onTouch}
      >
        <time data-read>{step.date}</time>
        <span data-read>
          <span className="step-text">{step.text}</span>
        </span>
      </button>
      <div className="step-answer" aria-live="polite" ref={strip}>
        {isTurn && (
          <div className="turn">
            <span className="turn-mark" aria-hidden="true">
              回
            </span>
            <strong data-read>{t('case.turn')}</strong>
            <p data-read>{step.why}</p>
          </div>
        )}
        {touched && !step.turnBack && (
          <p className="step-why">
            <strong>{t('case.notHere')}</strong> <span>{step.why}</span>
          </p>
        )}
      </div>
    </li>
  );
}

function Ending({ entry }: { entry: Case }) {
  const { t } = useTranslation();
  const { discipline, sentence, recovered, note } = entry.outcome;
  return (
    <section className="ending">
      <blockquote className="voice" data-read>
        <q>
          <BalancedLines text={entry.confession} />
        </q>
      </blockquote>
      <dl className="ending-columns">
        <Column name={t('case.discipline')} lines={discipline} />
        <Column name={t('case.sentence')} lines={sentence} />
        <Column name={t('case.recovered')} lines={recovered} />
        {note && <Column name={t('case.after')} lines={[note]} wide />}
      </dl>
      <details className="ending-rules" open>
        <summary>{t('case.rules')}</summary>
        <ul>
          {entry.rules.map((rule) => (
            <li key={rule.id}>
              <strong>{rule.name}</strong> {rule.text}
            </li>
          ))}
        </ul>
      </details>
      <p className="ending-question" data-read>
        <span className="note">{t('case.ask')}</span>
        <BalancedLines text={entry.question} />
      </p>
    </section>
  );
}

function Column({ name, lines, wide = false }: { name: string; lines: string[]; wide?: boolean }) {
  if (lines.length === 0) return null;
  return (
    <div className={wide ? 'ending-column ending-wide' : 'ending-column'}>
      <dt>{name}</dt>
      {lines.map((line) => (
        <dd key={line} data-read>
          {line}
        </dd>
      ))}
    </div>
  );
}

/** Finding the step shows how it ended, once. */
function useFinish(found: boolean, onEnding: () => void): void {
  const finish = useEffectEvent(onEnding);
  useEffect(() => {
    if (found) finish();
  }, [found]);
}
