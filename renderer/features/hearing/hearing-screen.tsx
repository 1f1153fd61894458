// 旁听庭审: a fictional trial, heard from the gallery step by step. Whoever speaks is lit; the
// visitor may stop and ask what something means; it ends with the judgment and its seal.
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Exhibition, Hearing, HearingStep } from '../../../model/exhibition.ts';
import { BalancedLines } from '../../parts/balanced-lines.tsx';
import { Beads, ChapterPage } from '../../parts/chapter-page.tsx';
import { numeral } from '../../parts/numeral.ts';
import { useWatched } from '../../parts/use-watched.ts';
import { CourtStage } from './court-stage.tsx';
import { Verdict } from './verdict.tsx';
import './hearing.css';

export function HearingScreen({
  exhibition,
  hearing,
  at,
  asked,
  now,
  onMove,
  onDone,
  onBack,
}: {
  exhibition: Exhibition;
  hearing: Hearing;
  /** 0 before the court sits, then the step that is heard, one more than the last when it has risen. */
  at: number;
  /** Whether the slip that explains this step is open. */
  asked: boolean;
  /** Monotonic, ms. */
  now(): number;
  onMove(at: number, asked: boolean): void;
  /** Called once, before `onBack` or when the screen goes: completed where the judgment was heard. */
  onDone(secondsWatched: number, completed: boolean): void;
  onBack(): void;
}) {
  const { t } = useTranslation();
  const count = hearing.steps.length;
  const step = hearing.steps[at - 1];
  const isJudged = at >= judgedAt(hearing) && at <= count;
  const done = useWatched(at >= count, now, onDone);
  const leave = () => {
    done();
    onBack();
  };
  const go = (to: number) => onMove(Math.min(Math.max(to, 0), count + 1), false);
  const words = { part: step ? t(`hearing.part.${step.part}`) : '', ...counted(at, count, exhibition) };
  return (
    <ChapterPage
      className="hearing"
      back={t('hearing.back')}
      note={hearing.fictional ? t('hearing.fictional') : hearing.court}
      step={at}
      stage={
        <div className="hearing-stage" data-verdict={isJudged || undefined}>
          <CourtStage lit={step?.speaker ?? 'gallery'} label={t('hearing.stage')} />
          {isJudged && <Verdict exhibition={exhibition} hearing={hearing} />}
        </div>
      }
      onBack={leave}
      onTurn={(turn) => go(at + turn)}
      ways={
        at > count ? (
          <>
            <button type="button" className="button" onClick={() => go(0)}>
              {t('hearing.again')}
            </button>
            <button type="button" className="button button-next" onClick={leave}>
              {t('hearing.leave')}
            </button>
          </>
        ) : (
          <>
            {at > 0 && (
              <button type="button" className="button" onClick={() => go(at - 1)}>
                {t('hearing.previous')}
              </button>
            )}
            <button type="button" className="button button-next" onClick={() => go(at + 1)}>
              {t(at === 0 ? 'hearing.seat' : at === count ? 'hearing.rise' : 'hearing.next')}
            </button>
          </>
        )
      }
    >
      {step ? (
        <>
          <Beads at={at} count={count} />
          <p className="note hearing-part">{t('hearing.place', words)}</p>
          <Spoken step={step} />
          {step.ask && (
            <Ask key={step.number} ask={step.ask} isOpen={asked} onToggle={() => onMove(at, !asked)} />
          )}
        </>
      ) : at <= 0 ? (
        <Seat hearing={hearing} />
      ) : (
        <Risen hearing={hearing} />
      )}
    </ChapterPage>
  );
}

function counted(at: number, count: number, exhibition: Exhibition) {
  return { number: numeral(at, exhibition.language), total: numeral(count, exhibition.language) };
}

/** The step from which the judgment hangs before the court: the judge's first in the last part. */
function judgedAt(hearing: Hearing): number {
  const isGiven = ({ part, speaker }: HearingStep) => part === 'judgment' && speaker === 'judge';
  return hearing.steps.find(isGiven)?.number ?? hearing.steps.length;
}

function Seat({ hearing }: { hearing: Hearing }) {
  const { t } = useTranslation();
  return (
    <div className="hearing-seat">
      <h1 data-read>{hearing.title}</h1>
      <p className="note" data-read>
        {hearing.court}
      </p>
      <p className="lead" data-read>
        <BalancedLines text={hearing.intro} />
      </p>
      <p className="hearing-hint">{t('hearing.hint')}</p>
    </div>
  );
}

function Spoken({ step }: { step: HearingStep }) {
  const { t } = useTranslation();
  return (
    <div className="spoken">
      <h1 data-read>{step.name ?? t(`hearing.speaker.${step.speaker}`)}</h1>
      <p className="spoken-text" data-read>
        {asSpoken(step.text).map(({ text, isAside }, index) =>
          isAside ? (
            <span key={index} className="voice spoken-aside">
              {text}
            </span>
          ) : (
            text
          ),
        )}
      </p>
    </div>
  );
}

/** What is done stands in brackets between what is said. */
function asSpoken(text: string): { text: string; isAside: boolean }[] {
  return text
    .split(/(（[^）]*）|\([^)]*\))/)
    .filter((part) => part !== '')
    .map((part) => ({ text: part, isAside: /^[（(]/.test(part) }));
}

function Ask({
  ask,
  isOpen,
  onToggle,
}: {
  ask: { question: string; answer: string };
  isOpen: boolean;
  onToggle(): void;
}) {
  const { t } = useTranslation();
  const slip = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (isOpen) slip.current?.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  }, [isOpen]);
  return (
    <div className="ask">
      <button type="button" className="ask-button" aria-expanded={isOpen} onClick={onToggle}>
        <b aria-hidden="true">{t('hearing.askMark')}</b>
        <span data-read>{ask.question}</span>
        <em>{t(isOpen ? 'hearing.askClose' : 'hearing.askOpen')}</em>
      </button>
      <div aria-live="polite">
        {isOpen && (
          <p className="ask-slip" ref={slip} data-read>
            {ask.answer}
          </p>
        )}
      </div>
    </div>
  );
}

function Risen({ hearing }: { hearing: Hearing }) {
  const { t } = useTranslation();
  return (
    <div className="risen">
      <h1 className="voice risen-closing" data-read>
        <BalancedLines text={hearing.closing} />
      </h1>
      <section className="risen-rules">
        <h2 className="note">{t('hearing.rules')}</h2>
        <ul>
          {hearing.rules.map((rule) => (
            <li key={rule.id}>
              <strong>{rule.name}</strong> {rule.text}
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
