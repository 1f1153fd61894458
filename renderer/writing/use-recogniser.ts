// The handwriting Worker for as long as somebody may write, and what it makes of their strokes.
import { useEffect, useRef, useState } from 'react';
import type { Language } from '../../model/language.ts';
import { startRecogniser, type RecogniserClient } from './strokes/recogniser-client.ts';
import type { Script } from './strokes/recognise-character.ts';
import type { Stroke } from './strokes/template-file.ts';

export interface Handwriting {
  state: 'loading' | 'ready' | 'failed';
  /** The likeliest first; those of the strokes before until the new ones are there. */
  candidates: string[];
  /** No strokes: no candidates. */
  look(strokes: readonly Stroke[]): void;
}

const scripts: Record<Language, Script> = { 'zh-Hans': 'simplified', 'zh-Hant': 'traditional', en: 'either' };

export function useRecogniser(language: Language, count: number): Handwriting {
  const client = useRef<RecogniserClient>(undefined);
  const [state, setState] = useState<Handwriting['state']>('loading');
  const [candidates, setCandidates] = useState<string[]>([]);
  const looks = useRef(0);

  useEffect(() => {
    const started = startRecogniser();
    client.current = started;
    void started.ready.then((isReady) => {
      if (client.current === started) setState(isReady ? 'ready' : 'failed');
    });
    return () => {
      client.current = undefined;
      started.stop();
    };
  }, []);

  async function ask(strokes: readonly Stroke[]): Promise<void> {
    looks.current += 1;
    const look = looks.current;
    if (strokes.length === 0) setCandidates([]);
    else {
      const recognition = await client.current?.recognise(strokes, { count, script: scripts[language] });
      // By now another stroke may be written, or the character chosen.
      if (look !== looks.current || !recognition || !client.current) return;
      if (recognition.kind === 'failed') setState('failed');
      else {
        setState('ready');
        setCandidates(recognition.characters);
      }
    }
  }

  return { state, candidates, look: (strokes) => void ask(strokes) };
}
