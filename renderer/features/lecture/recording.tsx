// The lecturer's voice for one slide. It plays when it is asked for; where it cannot be played
// the button goes away, and the words beside it say the same.
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

export function Recording({ sound, onPlaying }: { sound: string; onPlaying(): void }) {
  const { t } = useTranslation();
  const audio = useRef<HTMLAudioElement>(null);
  const [isPlaying, setPlaying] = useState(false);
  const [isBroken, setBroken] = useState(false);
  const toggle = () => {
    if (isPlaying) audio.current?.pause();
    else
      audio.current?.play().catch((error: unknown) => {
        console.info('a recording cannot be played; its words stand beside it', error);
        setBroken(true);
      });
  };
  if (isBroken) return null;
  return (
    <>
      <audio
        ref={audio}
        src={sound}
        preload="none"
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onTimeUpdate={onPlaying}
        onError={() => setBroken(true)}
      />
      <button type="button" className="button recording" aria-pressed={isPlaying} onClick={toggle}>
        {t(isPlaying ? 'lecture.pause' : 'lecture.listen')}
      </button>
    </>
  );
}
