// The film's player: one video element, what it is doing, and what a visitor may do with it.
// Whatever is wrong with the file ends in `broken`, once, and the file is let go.
import { useEffect, useEffectEvent, useRef, useState, type RefObject } from 'react';
import type { Film } from '../../../model/exhibition.ts';
import { isCutShort, seekable, type Seen } from './film-time.ts';
import { firstVolumeStep, nearestStep, volumeOf } from './film-volume.ts';
import { bounded } from '../../parts/loudness.ts';
import { startStallWatch } from './stall-watch.ts';

export type FilmState = 'starting' | 'playing' | 'paused' | 'ended' | 'broken';

export interface FilmPlayer {
  video: RefObject<HTMLVideoElement | null>;
  state: FilmState;
  /** Whether a frame of it has been on the screen; until then the poster stands. */
  isShown: boolean;
  second: number;
  volumeStep: number;
  toggle(): void;
  seek(second: number): void;
  skip(seconds: number): void;
  replay(): void;
  setVolumeStep(step: number): void;
}

const stallMs = 8_000;
const lookMs = 500;
/** Playing counts as somebody being there; told this often. */
const tellMs = 2_000;

export function useFilmPlayer(film: Film, now: () => number, onPlaying: () => void): FilmPlayer {
  const video = useRef<HTMLVideoElement>(null);
  const [state, setAnyState] = useState<FilmState>('starting');
  const [isShown, setShown] = useState(false);
  const [second, setSecond] = useState(0);
  const [volumeStep, setStep] = useState(firstVolumeStep);
  const toldMs = useRef(0);
  const wanted = useRef<number>(undefined);
  const seen = useRef<Seen>({ second: 0, ms: 0 });

  // A file that is broken stays so, whatever the player still says of it.
  const setState = (to: FilmState) => setAnyState((from) => (from === 'broken' ? from : to));
  const giveUp = (why: string, error?: unknown) => {
    console.info(`the film is set aside: ${why}`, error ?? '');
    setState('broken');
  };
  const start = (element: HTMLVideoElement) => {
    element.play().catch((error: unknown) => {
      // Let go of, or stopped by a hand that was quicker.
      if (isNamed(error, 'AbortError')) return;
      // No touch came before it: it waits for one.
      if (isNamed(error, 'NotAllowedError')) setState('paused');
      // Anything else the element tells by itself, as an error or by standing still.
      else console.info('the film does not begin', error);
    });
  };
  const begin = useEffectEvent(start);
  const fail = useEffectEvent(giveUp);
  const moved = useEffectEvent((element: HTMLVideoElement) => {
    setSecond(element.currentTime);
    if (!element.ended) seen.current = { second: element.currentTime, ms: now() };
    if (element.paused || now() - toldMs.current < tellMs) return;
    toldMs.current = now();
    onPlaying();
  });
  const ended = useEffectEvent((element: HTMLVideoElement) => {
    const end = { second: element.currentTime, ms: now() };
    if (isCutShort(seen.current, end, film.seconds)) giveUp('it ends before its end');
    else setState('ended');
  });
  const playing = useEffectEvent((element: HTMLVideoElement) => {
    if (!element.ended) seen.current = { second: element.currentTime, ms: now() };
    setState('playing');
    setShown(true);
  });
  const paused = useEffectEvent((element: HTMLVideoElement) => {
    if (!element.ended) setState('paused');
  });
  const isBroken = state === 'broken';

  useEffect(() => {
    const element = video.current;
    if (!element || isBroken) return;
    const heard: [keyof HTMLMediaElementEventMap, () => void][] = [
      ['playing', () => playing(element)],
      ['pause', () => paused(element)],
      ['ended', () => ended(element)],
      ['timeupdate', () => moved(element)],
      ['error', () => fail('it does not decode or is not there', element.error)],
      ['seeked', () => goOn(element, wanted)],
    ];
    for (const [name, hear] of heard) element.addEventListener(name, hear);
    const watch = startStallWatch(stallMs);
    const timer = setInterval(() => {
      const shouldMove = !element.paused && !element.ended;
      if (watch.look(performance.now(), element.currentTime, shouldMove)) fail('it stands still');
    }, lookMs);
    element.volume = bounded(volumeOf(firstVolumeStep));
    element.src = film.video;
    begin(element);
    return () => {
      clearInterval(timer);
      for (const [name, hear] of heard) element.removeEventListener(name, hear);
      release(element);
    };
  }, [film.video, isBroken]);

  const seek = (to: number) => {
    const element = video.current;
    if (!element) return;
    const target = seekable(to, film.seconds);
    setSecond(target);
    seen.current = { second: target, ms: now() };
    if (element.seeking) wanted.current = target;
    else element.currentTime = target;
    if (state === 'ended') setState('paused');
  };
  return {
    video,
    state,
    isShown,
    second,
    volumeStep,
    seek,
    skip: (seconds) => seek((video.current?.currentTime ?? 0) + seconds),
    toggle() {
      const element = video.current;
      if (!element) return;
      if (element.paused) start(element);
      else element.pause();
    },
    replay() {
      const element = video.current;
      if (!element) return;
      seek(0);
      start(element);
    },
    setVolumeStep(step) {
      const nearest = nearestStep(step);
      if (video.current) video.current.volume = bounded(volumeOf(nearest));
      setStep(nearest);
    },
  };
}

/** A finger on the bar asks for more moments than a film can show: the last one asked for counts. */
function goOn(element: HTMLVideoElement, wanted: RefObject<number | undefined>): void {
  if (wanted.current === undefined) return;
  element.currentTime = wanted.current;
  wanted.current = undefined;
}

/** Without this Chromium keeps a decoder and the file's pages until it next collects. */
function release(element: HTMLVideoElement): void {
  element.pause();
  element.removeAttribute('src');
  element.load();
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof DOMException && error.name === name;
}
