// What a visitor may do with a film: the bar along which it is gone through, stop and go on, ten
// seconds back, from the beginning, louder and quieter, captions.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { clock } from './film-time.ts';
import { volumeSteps } from './film-volume.ts';
import type { FilmPlayer } from './use-film-player.ts';

export function FilmControls({
  player,
  seconds,
  hasCaptions,
  onCaptions,
}: {
  player: FilmPlayer;
  seconds: number;
  hasCaptions: boolean;
  onCaptions(): void;
}) {
  const { t } = useTranslation();
  const isMoving = player.state === 'playing' || player.state === 'starting';
  return (
    <div className="film-controls">
      <SeekBar second={player.second} seconds={seconds} onSeek={player.seek} />
      <button type="button" className="button film-play" onClick={player.toggle}>
        <Mark>
          {isMoving ? <path d="M13 7V41M35 7V41" /> : <path className="filled" d="M12 6L40 24L12 42Z" />}
        </Mark>
        {t(isMoving ? 'film.pause' : 'film.play')}
      </button>
      <button
        type="button"
        className="button"
        onClick={() => player.skip(-10)}
        aria-label={t('film.backTen')}
      >
        <Mark>
          <path d="M14 12A18 18 0 1 1 6 26M15 3L13 13L23 15" />
        </Mark>
        10
      </button>
      <button type="button" className="button" onClick={player.replay}>
        {t('film.replay')}
      </button>
      <Volume step={player.volumeStep} onStep={player.setVolumeStep} />
      <button type="button" className="button film-cc" aria-pressed={hasCaptions} onClick={onCaptions}>
        <span className="lamp">{t(hasCaptions ? 'film.captionsOn' : 'film.captionsOff')}</span>
      </button>
    </div>
  );
}

const keyStepSeconds = 5;

function SeekBar({
  second,
  seconds,
  onSeek,
}: {
  second: number;
  seconds: number;
  onSeek(second: number): void;
}) {
  const { t } = useTranslation();
  const words = { at: clock(second), total: clock(seconds) };
  return (
    <div className="film-seek">
      <input
        type="range"
        min={0}
        max={seconds}
        step={keyStepSeconds / 50}
        value={Math.min(second, seconds)}
        style={{ '--at': `${((second / seconds) * 100).toFixed(2)}%` }}
        aria-label={t('film.seek')}
        aria-valuetext={t('film.place', words)}
        onChange={(event) => onSeek(Number(event.target.value))}
        onKeyDown={(event) => {
          const steps: Record<string, number> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 };
          const step = steps[event.key];
          if (step === undefined) return;
          // The bar's own steps would be too small, and the page's too large.
          event.preventDefault();
          event.stopPropagation();
          onSeek(second + step * keyStepSeconds);
        }}
        // A finger that draws the bar is not turning the page.
        onPointerDown={(event) => event.stopPropagation()}
      />
      <span className="note film-clock" aria-hidden="true">
        {words.at} / {words.total}
      </span>
    </div>
  );
}

function Volume({ step, onStep }: { step: number; onStep(step: number): void }) {
  const { t } = useTranslation();
  return (
    <div className="film-volume" role="group" aria-label={t('film.volume', { step, steps: volumeSteps - 1 })}>
      <button
        type="button"
        className="button"
        aria-label={t('film.quieter')}
        disabled={step === 0}
        onClick={() => onStep(step - 1)}
      >
        <Mark>
          <path d="M8 24H40" />
        </Mark>
      </button>
      <svg className="film-loudness" viewBox="0 0 84 48" aria-hidden="true">
        <path className="filled" d="M4 18H13L25 7V41L13 30H4Z" />
        {Array.from({ length: volumeSteps - 1 }, (_, index) => (
          <path
            key={index}
            data-lit={index < step || undefined}
            d={`M${40 + index * 15} ${18 - index * 6}V${30 + index * 6}`}
          />
        ))}
      </svg>
      <button
        type="button"
        className="button"
        aria-label={t('film.louder')}
        disabled={step === volumeSteps - 1}
        onClick={() => onStep(step + 1)}
      >
        <Mark>
          <path d="M8 24H40M24 8V40" />
        </Mark>
      </button>
    </div>
  );
}

function Mark({ children }: { children: ReactNode }) {
  return (
    <svg className="film-mark" viewBox="0 0 48 48" aria-hidden="true">
      {children}
    </svg>
  );
}
