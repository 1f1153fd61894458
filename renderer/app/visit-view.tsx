// From the place in the journey to the screen that a visitor sees; each gets only what it needs.
import { BoardScreen } from '../features/board/board-screen.tsx';
import { CaseScreen } from '../features/case/case-screen.tsx';
import { GalleryScreen } from '../features/gallery/gallery-screen.tsx';
import { MeaningScreen } from '../features/meaning/meaning-screen.tsx';
import { QuestionScreen } from '../features/question/question-screen.tsx';
import { ThanksScreen } from '../features/thanks/thanks-screen.tsx';
import { WalkScreen } from '../features/walk/walk-screen.tsx';
import { WelcomeScreen } from '../features/welcome/welcome-screen.tsx';
import { findPanel, nextPanel, previousPanel, type Visit } from './journey.ts';
import type { ScreenViewProps } from './screen-view.tsx';

export function VisitView({ journey, exhibition, dispatch, now, visit }: ScreenViewProps & { visit: Visit }) {
  const { screen, access } = journey;
  const openPanel = (panel: string) => dispatch({ type: 'panel-opened', panel });
  const back = () => dispatch({ type: 'went-back' });
  switch (screen.name) {
    case 'attract':
    case 'welcome':
      return (
        <WelcomeScreen
          languages={exhibition.languages}
          language={access.language}
          onLanguage={(language) => dispatch({ type: 'access-changed', change: { language } })}
          onAudience={(audience) => dispatch({ type: 'audience-chosen', audience })}
        />
      );
    case 'gallery':
      return (
        <GalleryScreen
          exhibition={exhibition}
          visit={visit}
          bay={screen.bay}
          onBay={(bay) => dispatch({ type: 'bay-opened', bay })}
          onPanel={openPanel}
          onShortWalk={() => dispatch({ type: 'short-walk-chosen' })}
          onWalk={() => dispatch({ type: 'walk-opened' })}
        />
      );
    case 'walk':
      return (
        <WalkScreen
          exhibition={exhibition}
          visit={visit}
          nowMs={now()}
          onPanel={openPanel}
          onMore={() => dispatch({ type: 'gallery-opened' })}
          onFinish={() => dispatch({ type: 'finished' })}
        />
      );
    case 'thanks':
      return (
        <ThanksScreen
          exhibition={exhibition}
          visit={visit}
          onMore={() => dispatch({ type: 'gallery-opened' })}
          onLeave={() => dispatch({ type: 'left', cause: 'finished' })}
        />
      );
  }
  const panel = findPanel(exhibition, screen.panel);
  const aspect = exhibition.aspects.find(({ id }) => id === panel?.aspect);
  if (!panel || !aspect) return null;
  switch (screen.name) {
    case 'board': {
      const next = nextPanel(exhibition, visit, panel.id);
      const previous = previousPanel(exhibition, visit, panel.id);
      return (
        <BoardScreen
          key={panel.id}
          exhibition={exhibition}
          panel={panel}
          aspect={aspect}
          visit={visit}
          next={next === undefined ? undefined : findPanel(exhibition, next)}
          previous={previous === undefined ? undefined : findPanel(exhibition, previous)}
          onCase={(id) => dispatch({ type: 'case-opened', case: id })}
          onQuestion={() => dispatch({ type: 'question-opened' })}
          onMeaning={() => dispatch({ type: 'meaning-opened' })}
          onPanel={openPanel}
          onWalk={() => dispatch({ type: 'walk-opened' })}
          onBack={back}
        />
      );
    }
    case 'case': {
      const entry = panel.cases.find(({ id }) => id === screen.case);
      if (!entry) return null;
      return (
        <CaseScreen
          key={entry.id}
          exhibition={exhibition}
          panel={panel}
          entry={entry}
          visit={visit}
          onStep={(step) => dispatch({ type: 'step-touched', case: entry.id, step })}
          onEnding={() => dispatch({ type: 'ending-shown', case: entry.id })}
          onCase={(id) => dispatch({ type: 'case-opened', case: id })}
          onBack={back}
        />
      );
    }
    case 'question':
      return (
        <QuestionScreen
          panel={panel}
          chosen={visit.answers[panel.id] ?? []}
          onAnswer={(choice) => dispatch({ type: 'answer-chosen', choice })}
          onBack={back}
        />
      );
    case 'meaning':
      return <MeaningScreen panel={panel} audience={visit.audience} onBack={back} />;
  }
}
