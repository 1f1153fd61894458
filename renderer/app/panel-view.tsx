// A board, and what opens from it.
import { BoardScreen } from '../features/board/board-screen.tsx';
import { CaseScreen } from '../features/case/case-screen.tsx';
import { MeaningScreen } from '../features/meaning/meaning-screen.tsx';
import { QuestionScreen } from '../features/question/question-screen.tsx';
import { findPanel, nextPanel, previousPanel, type Screen, type Visit } from './journey.ts';
import type { ScreenViewProps } from './screen-view.tsx';

export function PanelView({
  exhibition,
  dispatch,
  visit,
  screen,
}: ScreenViewProps & { visit: Visit; screen: Extract<Screen, { panel: string }> }) {
  const openPanel = (panel: string) => dispatch({ type: 'panel-opened', panel });
  const back = () => dispatch({ type: 'went-back' });
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
          onReflection={() => dispatch({ type: 'reflection-opened' })}
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
