// From the place in the journey to the screen that a visitor sees; each gets only what it needs.
import { GalleryScreen } from '../features/gallery/gallery-screen.tsx';
import { ThanksScreen } from '../features/thanks/thanks-screen.tsx';
import { WalkScreen } from '../features/walk/walk-screen.tsx';
import { WelcomeScreen } from '../features/welcome/welcome-screen.tsx';
import { HallView } from './hall-view.tsx';
import type { Visit } from './journey.ts';
import { PanelView } from './panel-view.tsx';
import type { ScreenViewProps } from './screen-view.tsx';

export function VisitView(props: ScreenViewProps & { visit: Visit }) {
  const { journey, exhibition, dispatch, now, visit } = props;
  const { screen, access } = journey;
  const openPanel = (panel: string) => dispatch({ type: 'panel-opened', panel });
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
          onHall={() => dispatch({ type: 'hall-opened' })}
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
          canPrint={props.settings.canPrint}
          onMore={() => dispatch({ type: 'gallery-opened' })}
          onLeave={() => dispatch({ type: 'left', cause: 'finished' })}
        />
      );
  }
  return 'panel' in screen ? (
    <PanelView {...props} screen={screen} />
  ) : (
    <HallView {...props} screen={screen} />
  );
}
