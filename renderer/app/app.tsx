// The room: which screen stands in it, the access bar below, and what is recorded of the visit.
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Exhibition } from '../../model/exhibition.ts';
import type { Language } from '../../model/language.ts';
import type { ScreenSettings } from '../../model/staff-api.ts';
import { AccessBar } from '../features/access/access-bar.tsx';
import { useReadAloud } from '../features/access/use-read-aloud.ts';
import { IdleCountdown } from '../features/idle/idle-countdown.tsx';
import { useIdle } from '../features/idle/use-idle.ts';
import { useStaffCorner } from '../features/staff/use-staff-corner.ts';
import type { LogClient } from '../log/log-client.ts';
import { Stage } from '../parts/stage.tsx';
import type { LexiconEntry } from '../writing/pinyin/extra-words.ts';
import { afterPaint } from '../parts/after-paint.ts';
import { findPanel, startJourney, walkOn, type Action, type Screen } from './journey.ts';
import { panelAt } from './journey-events.ts';
import { useScreenSettings } from './screen-settings.ts';
import { recordVisit, type VisitRecorder, type Watched } from './record-visit.ts';
import { ScreenView, type VisitDesk } from './screen-view.tsx';
import type { Slip } from '../parts/slip.ts';
import type { TakingPart } from './taking-part.ts';
import { usePressGuard } from './use-press-guard.ts';

export interface AppDeps {
  log: LogClient;
  takingPart: TakingPart;
  loadExhibition(language: Language): Promise<Exhibition>;
  refreshExhibition(language: Language): Promise<Exhibition | undefined>;
  loadVisitsToday(): Promise<number | undefined>;
  loadScreenSettings(): Promise<ScreenSettings | undefined>;
  setScreenLanguage(language: Language): Promise<void>;
  newId(): string;
  now(): number;
}

export function App({
  first,
  deps,
  onStaff,
}: {
  first: Exhibition;
  deps: AppDeps;
  /** Staff held the hidden corner; the visit, if there was one, is over. */
  onStaff?(exhibition: Exhibition): void;
}) {
  const [exhibition, setExhibition] = useState(first);
  const [recorder] = useState(() => recordVisit(deps, first.idle.limitSeconds * 1000));
  const { journey, dispatch, endChapter } = useJourney(exhibition, recorder);
  const { access, screen, visit } = journey;

  useLanguage(journey.access.language, deps, setExhibition);
  useEditions(exhibition, visit === undefined, deps, setExhibition);
  useEffect(() => {
    // The case was called back while somebody stood before it.
    if (screen.name !== 'case') return;
    const isThere = findPanel(exhibition, screen.panel)?.cases.some(({ id }) => id === screen.case);
    if (!isThere) dispatch({ type: 'went-back' });
  });
  const slips = useWall(deps);
  const visitsToday = useVisitsToday(visit === undefined, deps);
  const settings = useScreenSettings(deps.loadScreenSettings, visit === undefined);
  useStaffCorner(() => {
    if (!onStaff) return;
    if (visit) dispatch({ type: 'left', cause: 'staff' });
    onStaff(exhibition);
  });
  const idle = useIdle({
    active: visit !== undefined,
    // Who writes or signs looks at their words, not at the glass.
    limitSeconds: isWriting(screen) ? exhibition.idle.writingLimitSeconds : exhibition.idle.limitSeconds,
    countdownSeconds: exhibition.idle.countdownSeconds,
    onActivity: recorder.noteActivity,
    onIdle: () => dispatch({ type: 'left', cause: 'idle' }),
  });
  useAttention(recorder);

  const screenKey = JSON.stringify(journey.screen);
  const guard = usePressGuard(screenKey);
  const main = useRef<HTMLElement>(null);
  const canRead = useReadAloud(journey.access.language, journey.access.readAloud, screenKey, main);
  useScreenStart(screenKey, main);

  const lexicon = useLexicon(exhibition.lexicon, deps);
  const desk: VisitDesk = {
    stay: idle.stay,
    endChapter,
    sendReflection: async (reflection) =>
      visit ? deps.takingPart.sendReflection(visit.id, reflection) : 'refused',
    lexicon,
    loadPledgeCounts: deps.takingPart.loadPledgeCounts,
  };
  const panel = findPanel(exhibition, panelAt(journey) ?? '');
  return (
    <div
      className="room"
      lang={exhibition.language}
      data-size={access.textSize}
      data-contrast={access.highContrast ? 'high' : 'normal'}
      data-reach={access.reach || undefined}
      data-screen={screen.name}
      {...guard}
    >
      {access.reach && (
        <div className="room-above" aria-hidden="true">
          {panel ? <Stage picture={panel.picture} /> : <p>{exhibition.title}</p>}
        </div>
      )}
      <div className="room-floor" inert={idle.secondsLeft !== undefined}>
        <main className="screen" ref={main} tabIndex={-1} key={screen.name}>
          <ScreenView
            journey={journey}
            exhibition={exhibition}
            visitsToday={visitsToday}
            settings={settings}
            slips={slips}
            dispatch={dispatch}
            newId={deps.newId}
            now={deps.now}
            desk={desk}
          />
        </main>
        <AccessBar
          key={`access-${visit?.id ?? 'waiting'}`}
          access={access}
          languages={exhibition.languages}
          canRead={canRead}
          onChange={(change) => dispatch({ type: 'access-changed', change })}
        />
      </div>
      {idle.secondsLeft !== undefined && (
        <IdleCountdown secondsLeft={idle.secondsLeft} language={exhibition.language} onStay={idle.stay} />
      )}
    </div>
  );
}

const noWords: LexiconEntry[] = [];
/** How soon a slip that staff withdrew is gone from every screen. */
const wallEveryMs = 5_000;

/** Undefined until the wall has been read. */
function useWall({ takingPart }: AppDeps): Slip[] | undefined {
  const [slips, setSlips] = useState<Slip[]>();
  useEffect(() => {
    let isWanted = true;
    const read = async () => {
      const found = await takingPart.loadWall();
      // The same slips are the same state, and nothing is drawn again.
      if (isWanted) setSlips((shown) => (JSON.stringify(found) === JSON.stringify(shown) ? shown : found));
    };
    void read();
    const timer = setInterval(() => void read(), wallEveryMs);
    return () => {
      isWanted = false;
      clearInterval(timer);
    };
  }, [takingPart]);
  return slips;
}

/** The edition's own words, fetched with the first visit; without them the dictionary serves. */
function useLexicon(address: string, { takingPart }: AppDeps): readonly LexiconEntry[] {
  const [lexicon, setLexicon] = useState<readonly LexiconEntry[]>(noWords);
  useEffect(() => {
    let isWanted = true;
    void takingPart.loadLexicon(address).then((words) => isWanted && setLexicon(words));
    return () => {
      isWanted = false;
    };
  }, [address, takingPart]);
  return lexicon;
}

function isWriting({ name }: Screen): boolean {
  return name === 'reflection' || name === 'pledge';
}

/** Words and exhibition change together, when both are there; until then the old ones stay. */
function useLanguage(language: Language, deps: AppDeps, show: (exhibition: Exhibition) => void): void {
  useEffect(() => {
    let wanted = true;
    const change = async () => {
      const exhibition = await deps.loadExhibition(language);
      if (!wanted) return;
      await deps.setScreenLanguage(language);
      if (wanted) show(exhibition);
    };
    change().catch((error: unknown) => {
      console.error(`the exhibition in ${language} could not be loaded`, error);
    });
    return () => {
      wanted = false;
    };
  }, [language, deps, show]);
}

/** How soon another edition is on the screen, and a case that was called back is off it. */
const editionEveryMs = 5_000;

/** Another edition comes between two visits; the same one with a case less comes at once. */
function useEditions(
  shown: Exhibition,
  isWaiting: boolean,
  { refreshExhibition }: AppDeps,
  show: (exhibition: Exhibition) => void,
): void {
  const waiting = useRef<Exhibition>(undefined);
  useEffect(() => {
    const look = async () => {
      const found = (await refreshExhibition(shown.language)) ?? waiting.current;
      waiting.current = found;
      if (!found || (!isWaiting && found.edition.id !== shown.edition.id)) return;
      waiting.current = undefined;
      show(found);
    };
    const lookAgain = () =>
      void look().catch((error: unknown) => console.error('the edition could not be refreshed', error));
    if (isWaiting) lookAgain();
    const timer = setInterval(lookAgain, editionEveryMs);
    return () => clearInterval(timer);
  }, [shown, isWaiting, refreshExhibition, show]);
}

function useVisitsToday(isWaiting: boolean, deps: AppDeps): number | undefined {
  const [visits, setVisits] = useState<number>();
  useEffect(() => {
    if (!isWaiting) return;
    let wanted = true;
    const read = async () => {
      const today = await deps.loadVisitsToday();
      if (wanted) setVisits(today);
    };
    void read();
    const timer = setInterval(() => void read(), 60_000);
    return () => {
      wanted = false;
      clearInterval(timer);
    };
  }, [isWaiting, deps]);
  return visits;
}

/**
 * The journey and its record. The reducer is pure, so what an action does is known at once, before
 * React shows it: two touches in one frame both count. The glass answers first: what was pressed
 * is seen pressed (use-press-guard.ts), and the next screen is made after that frame.
 */
function useJourney(exhibition: Exhibition, recorder: VisitRecorder) {
  const [journey, setJourney] = useState(() => startJourney(exhibition.languages[0] ?? 'zh-Hans'));
  const latest = useRef(journey);
  const shown = useRef(journey.screen);
  useLayoutEffect(() => {
    shown.current = journey.screen;
  }, [journey.screen]);
  const dispatch = (action: Action) => {
    const before = latest.current;
    // Meant for a screen that has been left already, and is only still seen.
    const isLate = before.screen !== shown.current;
    if (isLate && !['access-changed', 'chapter-ended', 'left'].includes(action.type)) return;
    const after = walkOn(before, action, exhibition);
    latest.current = after;
    afterPaint(() => {
      recorder.note(before, action, after, exhibition);
      setJourney(after);
    });
  };
  const endChapter = (watched: Watched) => {
    // A chapter is taken away from one who has gone only after they have left.
    if (latest.current.visit) dispatch({ type: 'chapter-ended', ...watched });
    else recorder.noteWatched(watched);
  };
  return { journey, dispatch, endChapter };
}

function useAttention(recorder: VisitRecorder): void {
  useEffect(() => {
    const timer = setInterval(() => recorder.tick(), 1000);
    const visibility = () => recorder.setVisible(document.visibilityState === 'visible');
    document.addEventListener('visibilitychange', visibility);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', visibility);
    };
  }, [recorder]);
}

/** Each screen begins with its keyboard focus on itself: nothing of the one before is left. */
function useScreenStart(screenKey: string, main: { current: HTMLElement | null }): void {
  useEffect(() => {
    main.current?.focus({ preventScroll: true });
  }, [screenKey, main]);
}
