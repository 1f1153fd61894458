// The side hall, and what opens from it.
import { useEffect, useState } from 'react';
import type { Chapter, Exhibition } from '../../model/exhibition.ts';
import { FilmScreen } from '../features/film/film-screen.tsx';
import { HallScreen } from '../features/hall/hall-screen.tsx';
import { HearingScreen } from '../features/hearing/hearing-screen.tsx';
import { LectureScreen } from '../features/lecture/lecture-screen.tsx';
import { PledgeScreen } from '../features/pledge/pledge-screen.tsx';
import { ReflectionScreen } from '../features/reflection/reflection-screen.tsx';
import { HangingSlips } from '../features/wall/hanging-slips.tsx';
import { WallScreen } from '../features/wall/wall-screen.tsx';
import { findPanel, type Screen, type Visit } from './journey.ts';
import type { ScreenViewProps } from './screen-view.tsx';

export type HallPlace = Extract<
  Screen,
  { name: 'hall' | 'film' | 'lecture' | 'hearing' | 'reflection' | 'wall' | 'pledge' }
>;

export function HallView({
  exhibition,
  dispatch,
  now,
  visit,
  screen,
  desk,
  slips,
}: ScreenViewProps & { visit: Visit; screen: HallPlace }) {
  const back = () => dispatch({ type: 'went-back' });
  switch (screen.name) {
    case 'hall':
      return (
        <HallScreen
          exhibition={exhibition}
          visit={visit}
          onChapter={(chapter) => dispatch({ type: 'chapter-opened', chapter })}
          onReflection={() => dispatch({ type: 'reflection-opened' })}
          onPledge={() => dispatch({ type: 'pledge-opened' })}
          onWall={() => dispatch({ type: 'wall-opened' })}
          onBack={back}
          slips={<HangingSlips slips={slips ?? []} exhibition={exhibition} place="hall" />}
        />
      );
    case 'lecture': {
      const lecture = findChapter(exhibition, 'lecture', screen.chapter);
      return (
        lecture && (
          <LectureScreen
            exhibition={exhibition}
            lecture={lecture}
            at={screen.at}
            now={now}
            onMove={(at) => dispatch({ type: 'chapter-moved', at, asked: false })}
            onPlaying={desk.stay}
            onDone={(seconds, completed) => desk.endChapter({ chapter: lecture.id, seconds, completed })}
            onBack={back}
          />
        )
      );
    }
    case 'hearing': {
      const hearing = findChapter(exhibition, 'hearing', screen.chapter);
      return (
        hearing && (
          <HearingScreen
            exhibition={exhibition}
            hearing={hearing}
            at={screen.at}
            asked={screen.asked}
            now={now}
            onMove={(at, asked) => dispatch({ type: 'chapter-moved', at, asked })}
            onDone={(seconds, completed) => desk.endChapter({ chapter: hearing.id, seconds, completed })}
            onBack={back}
          />
        )
      );
    }
    case 'reflection':
      return (
        <ReflectionScreen
          exhibition={exhibition}
          audience={visit.audience}
          about={screen.about === undefined ? undefined : findPanel(exhibition, screen.about)}
          lexicon={desk.lexicon}
          onSend={(written, consent) =>
            desk.sendReflection({ ...written, consent, audience: visit.audience, panel: screen.about })
          }
          onKept={() => dispatch({ type: 'reflection-kept' })}
          onWall={() => dispatch({ type: 'wall-opened' })}
          onBack={back}
        />
      );
    case 'pledge':
      return (
        <PledgeDesk exhibition={exhibition} visit={visit} desk={desk} dispatch={dispatch} onBack={back} />
      );
    case 'wall':
      return (
        <WallScreen
          exhibition={exhibition}
          slips={slips}
          onBack={back}
          onWrite={() => dispatch({ type: 'reflection-opened' })}
        />
      );
    case 'film': {
      const film = findChapter(exhibition, 'film', screen.chapter);
      return (
        film && (
          <FilmScreen
            exhibition={exhibition}
            film={film}
            now={now}
            onPlaying={desk.stay}
            onDone={(seconds, completed) => desk.endChapter({ chapter: film.id, seconds, completed })}
            onBack={back}
          />
        )
      );
    }
  }
}

/** The pledge that fits who the visitor is; where they did not say, the first. */
function PledgeDesk({
  exhibition,
  visit,
  desk,
  dispatch,
  onBack,
}: Pick<ScreenViewProps, 'exhibition' | 'desk' | 'dispatch'> & { visit: Visit; onBack(): void }) {
  const [counts, setCounts] = useState<Record<string, number>>();
  const { loadPledgeCounts } = desk;
  useEffect(() => {
    let isWanted = true;
    void loadPledgeCounts().then((found) => isWanted && setCounts(found));
    return () => {
      isWanted = false;
    };
  }, [loadPledgeCounts]);
  const wanted = visit.audience && exhibition.audiences[visit.audience].pledge;
  const pledge = exhibition.pledges.find(({ id }) => id === wanted) ?? exhibition.pledges[0];
  if (!pledge) return null;
  return (
    <PledgeScreen
      exhibition={exhibition}
      pledge={pledge}
      signedCount={counts && (counts[pledge.id] ?? 0)}
      onSign={(signatures) => dispatch({ type: 'pledge-signed', pledge: pledge.id, signatures })}
      onBack={onBack}
      onDone={onBack}
    />
  );
}

function findChapter<Kind extends Chapter['kind']>(exhibition: Exhibition, kind: Kind, id: string) {
  const isWanted = (chapter: Chapter): chapter is Extract<Chapter, { kind: Kind }> =>
    chapter.kind === kind && chapter.id === id;
  return exhibition.chapters.find(isWanted);
}
