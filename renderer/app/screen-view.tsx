// What stands in the room: the bell, or a visit's screens. Those come once the bell is on the
// glass, so that a passer-by never waits for what only a visitor needs.
import { lazy, Suspense, useEffect } from 'react';
import type { Exhibition } from '../../model/exhibition.ts';
import { AttractScreen } from '../features/attract/attract-screen.tsx';
import { QuietScreen } from '../features/quiet/quiet-screen.tsx';
import { HangingSlips } from '../features/wall/hanging-slips.tsx';
import type { ScreenSettings } from '../../model/staff-api.ts';
import type { Slip } from '../parts/slip.ts';
import type { LexiconEntry } from '../writing/pinyin/extra-words.ts';
import type { Action, Journey } from './journey.ts';
import type { Watched } from './record-visit.ts';
import type { SendOutcome, WrittenReflection } from './taking-part.ts';

export interface ScreenViewProps {
  journey: Journey;
  exhibition: Exhibition;
  visitsToday: number | undefined;
  /** What hangs on the wall now. */
  slips: Slip[] | undefined;
  settings: ScreenSettings;
  dispatch(action: Action): void;
  newId(): string;
  now(): number;
  desk: VisitDesk;
}

/** What a visit's screens may ask for besides a step of the journey. */
export interface VisitDesk {
  /** Somebody is there, though nothing is touched: a film plays, a recording is heard. */
  stay(): void;
  endChapter(watched: Watched): void;
  sendReflection(reflection: WrittenReflection): Promise<SendOutcome>;
  /** The edition's own words, for the keyboard. */
  lexicon: readonly LexiconEntry[];
  loadPledgeCounts(): Promise<Record<string, number> | undefined>;
}

const retryMs = 1_000;

const loadVisitView = keepTrying(async () => ({ default: (await import('./visit-view.tsx')).VisitView }));
const VisitView = lazy(loadVisitView);

export function ScreenView(props: ScreenViewProps) {
  const { journey, exhibition, visitsToday, settings, dispatch, newId, now } = props;
  useEffect(() => void loadVisitView(), []);
  const { visit } = journey;
  if (visit) {
    return (
      <Suspense>
        <VisitView {...props} visit={visit} />
      </Suspense>
    );
  }
  if (settings.isQuiet) return <QuietScreen exhibition={exhibition} />;
  return (
    <>
      <AttractScreen
        exhibition={exhibition}
        visitsToday={visitsToday}
        stopName={settings.stopName ?? undefined}
        onBegin={() => dispatch({ type: 'bell-touched', visitId: newId(), nowMs: now() })}
      />
      <HangingSlips slips={props.slips ?? []} exhibition={exhibition} place="bell" />
    </>
  );
}

/** Loads once, however often it is asked; a kiosk that does not answer is asked again. */
function keepTrying<Loaded>(load: () => Promise<Loaded>): () => Promise<Loaded> {
  let loaded: Promise<Loaded> | undefined;
  const attempt = (): Promise<Loaded> =>
    load().catch(async (error: unknown) => {
      console.info('the screens are not there yet', error);
      await new Promise((resolve) => setTimeout(resolve, retryMs));
      return attempt();
    });
  return () => (loaded ??= attempt());
}
