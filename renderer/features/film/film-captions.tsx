// The captions of the moment, set by the page: so large as the visitor reads everything else.
import { useEffect, useState, type RefObject } from 'react';
import type { Language } from '../../../model/language.ts';

/** The words that are spoken for now, in lines; none while there are none. */
export function useCaptions(
  video: RefObject<HTMLVideoElement | null>,
  language: Language,
  isOn: boolean,
  isBroken: boolean,
): string {
  const [words, setWords] = useState('');
  useEffect(() => {
    const track = [...(video.current?.textTracks ?? [])].find((one) => one.language === language);
    if (!track || !isOn || isBroken) {
      setWords('');
      return;
    }
    // Loaded and followed, but not drawn by the player.
    track.mode = 'hidden';
    const read = () => setWords([...(track.activeCues ?? [])].map(wordsOf).join('\n'));
    read();
    track.addEventListener('cuechange', read);
    return () => {
      track.removeEventListener('cuechange', read);
      track.mode = 'disabled';
    };
  }, [video, language, isOn, isBroken]);
  return words;
}

function wordsOf(cue: TextTrackCue): string {
  return cue instanceof VTTCue ? (cue.getCueAsHTML().textContent ?? '') : '';
}

export function FilmCaptions({ words, language }: { words: string; language: Language }) {
  return (
    <p className="film-captions" lang={language} aria-live="polite">
      {words && <span>{words}</span>}
    </p>
  );
}
