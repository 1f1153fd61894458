// Reads the screen with the system's voice, where there is one for the language; otherwise the
// button is absent, rather than there and silent.
import { useEffect, useState, type RefObject } from 'react';
import type { Language } from '../../../model/language.ts';

const voiceLanguages: Record<Language, string[]> = {
  'zh-Hans': ['zh-CN', 'zh-SG', 'zh'],
  'zh-Hant': ['zh-TW', 'zh-HK', 'zh'],
  en: ['en'],
};

/** Whether this machine can read `language` aloud; reads what `root` marks, whenever `screen` changes. */
export function useReadAloud(
  language: Language,
  isOn: boolean,
  screen: string,
  root: RefObject<HTMLElement | null>,
): boolean {
  const voice = useVoice(language);
  useEffect(() => {
    if (!voice || !isOn) return;
    // A frame later: the new screen's words are in the page by then.
    const frame = requestAnimationFrame(() => {
      const marked = [...(root.current?.querySelectorAll<HTMLElement>('[data-read]') ?? [])];
      // A judgment lies on the stage, above the judge who reads it out, and is heard after them.
      const isLate = (element: HTMLElement) => Number(element.closest('[data-read-late]') !== null);
      for (const element of marked.toSorted((a, b) => isLate(a) - isLate(b))) {
        const words = new SpeechSynthesisUtterance(element.innerText);
        words.voice = voice;
        words.lang = voice.lang;
        words.rate = 0.95;
        speechSynthesis.speak(words);
      }
    });
    return () => {
      cancelAnimationFrame(frame);
      speechSynthesis.cancel();
    };
  }, [voice, isOn, screen, root]);
  return voice !== undefined;
}

function useVoice(language: Language): SpeechSynthesisVoice | undefined {
  const [voices, setVoices] = useState<SpeechSynthesisVoice[]>([]);
  useEffect(() => {
    if (!('speechSynthesis' in window)) return;
    const read = () => setVoices(speechSynthesis.getVoices().filter(({ localService }) => localService));
    read();
    speechSynthesis.addEventListener('voiceschanged', read);
    return () => speechSynthesis.removeEventListener('voiceschanged', read);
  }, []);
  for (const tag of voiceLanguages[language]) {
    const voice = voices.find(({ lang }) => lang.replace('_', '-').startsWith(tag));
    if (voice) return voice;
  }
  return undefined;
}
