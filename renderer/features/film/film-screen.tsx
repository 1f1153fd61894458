// 警示片: the film, with its captions and its own controls. It begins by itself, since it was
// asked for by a touch. A file that cannot be played leaves its poster and a kind word.
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Exhibition, Film } from '../../../model/exhibition.ts';
import { ChapterPage } from '../../parts/chapter-page.tsx';
import { FilmCaptions, useCaptions } from './film-captions.tsx';
import { FilmControls } from './film-controls.tsx';
import { useFilmPlayer, type FilmState } from './use-film-player.ts';
import { usePlayed } from './use-played.ts';
import './film.css';

export function FilmScreen({
  exhibition,
  film,
  now,
  onPlaying,
  onDone,
  onBack,
}: {
  exhibition: Exhibition;
  film: Film;
  /** Monotonic, ms. */
  now(): number;
  /** Every few seconds while it plays: somebody is watching. */
  onPlaying(): void;
  /** Called once, before `onBack` or when the screen goes: completed where it was seen to its end. */
  onDone(secondsWatched: number, completed: boolean): void;
  onBack(): void;
}) {
  const { t } = useTranslation();
  const player = useFilmPlayer(film, now, onPlaying);
  const { state, video } = player;
  const [hasCaptions, setCaptions] = useState(true);
  const words = useCaptions(video, exhibition.language, hasCaptions, state === 'broken');
  const done = usePlayed(state === 'playing', state === 'ended', film.seconds, now, onDone);
  const leave = () => {
    done();
    onBack();
  };
  return (
    <ChapterPage
      className="film"
      back={t('film.back')}
      note={film.fictional ? t('film.fictional') : ''}
      step={state === 'ended' ? 1 : 0}
      stage={
        <div className="film-stage">
          <div className="film-frame" data-shown={(player.isShown && state !== 'broken') || undefined}>
            <Poster film={film} />
            {state !== 'broken' && (
              <video
                ref={video}
                preload="auto"
                playsInline
                disablePictureInPicture
                disableRemotePlayback
                onClick={player.toggle}
                aria-label={film.title}
              >
                {film.captions.map(({ language, file }) => (
                  <track key={file} kind="captions" srcLang={language} src={file} />
                ))}
              </video>
            )}
          </div>
          <FilmCaptions words={words} language={exhibition.language} />
        </div>
      }
      onBack={leave}
      onTurn={(turn) => player.skip(turn * 10)}
      ways={
        <Ways
          state={state}
          onReplay={player.replay}
          onLeave={leave}
          controls={
            <FilmControls
              player={player}
              seconds={film.seconds}
              hasCaptions={hasCaptions}
              onCaptions={() => setCaptions(!hasCaptions)}
            />
          }
        />
      }
    >
      <Said film={film} state={state} />
    </ChapterPage>
  );
}

/** Stands until the film does, and stays where it cannot be had. */
function Poster({ film }: { film: Film }) {
  const [isMissing, setMissing] = useState(false);
  if (isMissing) return null;
  return (
    <img src={film.poster.flat} alt={film.poster.alt} draggable={false} onError={() => setMissing(true)} />
  );
}

function Said({ film, state }: { film: Film; state: FilmState }) {
  const { t } = useTranslation();
  if (state === 'broken') {
    return (
      <>
        <h1 data-read>{t('film.broken')}</h1>
        <p className="lead film-intro" data-read role="alert">
          {t('film.brokenHint')}
        </p>
      </>
    );
  }
  return (
    <>
      <h1 data-read>{state === 'ended' ? t('film.ended') : film.title}</h1>
      <p className="lead film-intro" data-read>
        {state === 'ended' ? t('film.endedHint') : film.intro}
      </p>
    </>
  );
}

function Ways({
  state,
  controls,
  onReplay,
  onLeave,
}: {
  state: FilmState;
  controls: ReactNode;
  onReplay(): void;
  onLeave(): void;
}) {
  const { t } = useTranslation();
  if (state === 'broken') {
    return (
      <button type="button" className="button button-next" onClick={onLeave}>
        {t('film.leave')}
      </button>
    );
  }
  if (state === 'ended') {
    return (
      <>
        <button type="button" className="button" onClick={onReplay}>
          {t('film.replay')}
        </button>
        <button type="button" className="button button-next" onClick={onLeave}>
          {t('film.on')}
        </button>
      </>
    );
  }
  return controls;
}
