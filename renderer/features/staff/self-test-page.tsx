// The opening self-test, in the order of the hand: touch every square, see the picture, hear the bell,
// watch the film begin, compare the clock. What a person must judge is asked; the rest tries itself.
import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Exhibition } from '../../../model/exhibition.ts';
import {
  clockToleranceMs,
  selfTestIds,
  type LightState,
  type SelfTestId,
  type SelfTestReport,
  type SelfTestResult,
  type SettingsAnswer,
} from '../../../model/staff-api.ts';
import { strikeBell } from '../../parts/bell-note.ts';
import { decode } from '../../parts/decode-image.ts';
import type { StaffDesk } from './ask-staff.ts';
import { StaffPage } from './staff-page.tsx';
import { useAsked, useAsking } from './use-asking.ts';
import './self-test-page.css';

/** What the screen tries, in this order; the kiosk itself adds log and network. */
const steps = ['touch', 'screen', 'sound', 'film', 'picture', 'clock', 'printer'] as const;
type Step = (typeof steps)[number];
type Results = Partial<Record<SelfTestId, SelfTestResult>>;
/** Tokens of the exhibition (app/room.css): what the screen must be able to show. */
const testColours = ['ink', 'bronze-on-paper', 'bronze-light', 'paper', 'vermilion', 'celadon-light'];
const squares = { columns: 3, rows: 5 };

export function SelfTestPage({
  desk,
  exhibition,
  onShut,
  onBack,
}: {
  desk: StaffDesk;
  exhibition: Exhibition;
  onShut(): void;
  onBack(): void;
}) {
  const { t } = useTranslation('staff');
  const asking = useAsking(desk, onShut);
  const [settings] = useAsked<SettingsAnswer>(asking, 'settings');
  const [results, setResults] = useState<Results>({});
  const [at, setAt] = useState(0);
  const [report, setReport] = useState<SelfTestReport>();
  const step = steps[at];

  const note = async (result: SelfTestResult) => {
    if (!step) return;
    const found = { ...results, [step]: result };
    setResults(found);
    if (at + 1 < steps.length) return setAt(at + 1);
    // The last answer may be given again where the kiosk did not take it.
    const answer = await asking.settle(desk.send<SelfTestReport>('self-test', { results: found }));
    if (answer) setReport(answer);
  };
  if (report)
    return (
      <StaffPage
        title={t(report.passed ? 'selfTest.passed' : 'selfTest.failed')}
        said={asking.said}
        onBack={onBack}
      >
        {!report.passed && <p className="staff-say">{t('selfTest.failedDo')}</p>}
        <ul className="staff-list staff-results">
          {selfTestIds.map((id) => {
            const result = report.results[id];
            return (
              result && (
                <li key={id} data-result={result}>
                  <strong>{t(`selfTest.name.${id}`)}</strong>
                  <span>{t(`selfTest.result.${result}`)}</span>
                </li>
              )
            );
          })}
        </ul>
      </StaffPage>
    );
  return (
    <StaffPage title={t('selfTest.title')} said={asking.said} shown={step ?? ''} onBack={onBack}>
      {step && (
        <p className="note">
          {t('selfTest.step', { at: at + 1, count: steps.length, name: t(`selfTest.name.${step}`) })}
        </p>
      )}
      {step && (
        <Try
          key={step}
          step={step}
          exhibition={exhibition}
          canPrint={settings?.powers.print ?? false}
          aheadOfHubMs={settings?.aheadOfHubMs ?? null}
          onResult={(result) => asking.once(() => note(result))}
        />
      )}
    </StaffPage>
  );
}

function Try({
  step,
  exhibition,
  canPrint,
  aheadOfHubMs,
  onResult,
}: {
  step: Step;
  exhibition: Exhibition;
  canPrint: boolean;
  aheadOfHubMs: number | null;
  onResult(result: SelfTestResult): void;
}) {
  const { t, i18n } = useTranslation('staff');
  switch (step) {
    case 'touch':
      return <TouchGrid onResult={onResult} />;
    case 'screen':
      return (
        <Judge question={t('selfTest.screen')} onResult={onResult}>
          <div className="test-bars" aria-hidden="true">
            {testColours.map((colour) => (
              <i key={colour} style={{ background: `var(--${colour})` }} />
            ))}
          </div>
        </Judge>
      );
    case 'sound':
      return (
        <Judge question={t('selfTest.sound')} hasAbsent onResult={onResult}>
          <button type="button" className="button" onClick={strikeBell}>
            {t('selfTest.strike')}
          </button>
        </Judge>
      );
    case 'film':
      return <FilmTry exhibition={exhibition} onResult={onResult} />;
    case 'picture':
      return <PictureTry exhibition={exhibition} onResult={onResult} />;
    case 'clock':
      if (aheadOfHubMs !== null) {
        const isRight = Math.abs(aheadOfHubMs) < clockToleranceMs;
        const minutes = Math.ceil(Math.abs(aheadOfHubMs) / 60_000);
        const found = isRight ? 'clockOfHub' : aheadOfHubMs > 0 ? 'clockAhead' : 'clockBehind';
        return (
          <Tell
            text={t(`selfTest.${found}`, { at: sayNow(i18n.language, exhibition.timeZone), count: minutes })}
            state={isRight ? 'green' : 'amber'}
            onNext={() => onResult(isRight ? 'passed' : 'failed')}
          />
        );
      }
      return (
        <Judge
          question={t('selfTest.clock', { at: sayNow(i18n.language, exhibition.timeZone) })}
          onResult={onResult}
        >
          {null}
        </Judge>
      );
    case 'printer':
      return canPrint ? (
        <Judge question={t('selfTest.printer')} hasAbsent onResult={onResult}>
          <button type="button" className="button" onClick={() => window.print()}>
            {t('selfTest.print')}
          </button>
        </Judge>
      ) : (
        <Tell text={t('selfTest.noPrinter')} onNext={() => onResult('absent')} />
      );
  }
}

const sayNow = (language: string, timeZone: string) =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(new Date());

function TouchGrid({ onResult }: { onResult(result: SelfTestResult): void }) {
  const { t } = useTranslation('staff');
  const [touched, setTouched] = useState<ReadonlySet<number>>(new Set());
  const count = squares.columns * squares.rows;
  const touch = (square: number) => {
    const next = new Set(touched).add(square);
    setTouched(next);
    if (next.size === count) onResult('passed');
  };
  return (
    <>
      <p className="staff-say">{t('selfTest.touch', { left: count - touched.size })}</p>
      <div className="test-grid">
        {Array.from({ length: count }, (_, square) => (
          <button
            key={square}
            type="button"
            aria-label={String(square + 1)}
            data-touched={touched.has(square) || undefined}
            onPointerDown={() => touch(square)}
          />
        ))}
      </div>
      <button type="button" className="button" onClick={() => onResult('failed')}>
        {t('selfTest.cannotTouch')}
      </button>
    </>
  );
}

function Judge({
  question,
  hasAbsent = false,
  onResult,
  children,
}: {
  question: string;
  hasAbsent?: boolean;
  onResult(result: SelfTestResult): void;
  children: ReactNode;
}) {
  const { t } = useTranslation('staff');
  return (
    <>
      {children}
      <p className="staff-say">{question}</p>
      <div className="staff-ways">
        <button type="button" className="button" onClick={() => onResult('failed')}>
          {t('selfTest.no')}
        </button>
        {hasAbsent && (
          <button type="button" className="button" onClick={() => onResult('absent')}>
            {t('selfTest.absent')}
          </button>
        )}
        <button type="button" className="button button-next" onClick={() => onResult('passed')}>
          {t('selfTest.yes')}
        </button>
      </div>
    </>
  );
}

/** `state`: of what was found by itself. */
function Tell({ text, state, onNext }: { text: string; state?: LightState; onNext(): void }) {
  const { t } = useTranslation('staff');
  return (
    <>
      <p className="staff-say" data-state={state}>
        {text}
      </p>
      <button type="button" className="button button-next" onClick={onNext}>
        {t('setUp.next')}
      </button>
    </>
  );
}

/** A film that moves within this time is well; longer nobody waits. */
const filmPatienceMs = 12_000;
const seenSeconds = 2;

function FilmTry({
  exhibition,
  onResult,
}: {
  exhibition: Exhibition;
  onResult(result: SelfTestResult): void;
}) {
  const { t } = useTranslation('staff');
  const film = exhibition.chapters.find((chapter) => chapter.kind === 'film');
  const video = useRef<HTMLVideoElement>(null);
  const told = useRef(false);
  const tell = (result: SelfTestResult) => {
    if (told.current) return;
    told.current = true;
    onResult(result);
  };
  const fail = useEffectEvent(() => tell('failed'));
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    const timer = setTimeout(() => fail(), filmPatienceMs);
    element.play().catch((error: unknown) => {
      console.info('the film does not begin', error);
      fail();
    });
    return () => {
      clearTimeout(timer);
      element.pause();
      element.removeAttribute('src');
      element.load();
    };
  }, []);
  if (!film) return <Tell text={t('selfTest.noFilm')} onNext={() => onResult('absent')} />;
  return (
    <>
      <p className="staff-say">{t('selfTest.film')}</p>
      <video
        ref={video}
        className="test-film"
        src={film.video}
        muted
        playsInline
        onError={() => tell('failed')}
        onTimeUpdate={(event) => event.currentTarget.currentTime >= seenSeconds && tell('passed')}
      />
    </>
  );
}

function PictureTry({
  exhibition,
  onResult,
}: {
  exhibition: Exhibition;
  onResult(result: SelfTestResult): void;
}) {
  const { t } = useTranslation('staff');
  const { panels } = exhibition;
  const [left, setLeft] = useState(panels.length);
  const tell = useEffectEvent(onResult);
  useEffect(() => {
    let isWanted = true;
    const tryAll = async () => {
      for (const { picture } of panels) {
        const isWell = await decode(picture.flat).then(
          () => true,
          () => false,
        );
        if (!isWanted) return;
        if (!isWell) return tell('failed');
        setLeft((before) => before - 1);
      }
      tell('passed');
    };
    void tryAll();
    return () => {
      isWanted = false;
    };
  }, [panels]);
  return <p className="staff-say">{t('selfTest.picture', { left })}</p>;
}
