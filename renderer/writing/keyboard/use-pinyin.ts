// The pinyin mode's state: what is composed, what was found, and the Worker that finds it. The
// Worker ends with the keyboard, and with it everything that it learnt of the visitor.
import { useEffect, useRef, useState } from 'react';
import type { LexiconEntry } from '../pinyin/extra-words.ts';
import type { Candidate } from '../pinyin/find-candidates.ts';
import { fuzzyPairs } from '../pinyin/fuzzy.ts';
import { openPinyin, type PinyinClient, type PinyinState } from '../pinyin/pinyin-client.ts';
import {
  choose,
  chooseFirst,
  deleteLetter,
  nothingComposed,
  receive,
  typeLetter,
  writeLetters,
  type Composing,
  type Step,
} from './composing.ts';

export interface Pinyin {
  state: PinyinState;
  composing: Composing;
  isFuzzy: boolean;
  type(letter: string): void;
  deleteLetter(): void;
  choose(candidate: Candidate): void;
  /** The first candidate, and then `after`: a mark that was touched. */
  chooseFirst(after?: string): void;
  /** The letters as they are. */
  writeLetters(): void;
  /** Nothing is written of what was being composed. */
  drop(): void;
  toggleFuzzy(): void;
}

export function usePinyin({
  isHant,
  lexicon,
  onText,
}: {
  isHant: boolean;
  lexicon: readonly LexiconEntry[];
  onText(text: string): void;
}): Pinyin {
  const [state, setState] = useState<PinyinState>('opening');
  const [composing, setComposing] = useState(nothingComposed);
  const [isFuzzy, setFuzzy] = useState(false);
  const latest = useRef(composing);
  const after = useRef('');
  const client = useRef<PinyinClient>(undefined);
  const write = useRef(onText);
  useEffect(() => {
    write.current = onText;
  });

  // Two keys in one frame both count: what is composed is changed here before React shows it.
  const show = (next: Composing) => {
    const before = latest.current.letters;
    latest.current = next;
    setComposing(next);
    if (next.letters !== before && next.letters !== '') client.current?.find(next.letters);
  };
  const take = ({ composing: next, write: text, learn }: Step) => {
    if (learn) client.current?.learn(learn.text, learn.syllables);
    const mark = next.letters === '' ? after.current : '';
    if (mark !== '') after.current = '';
    if (text + mark !== '') write.current(text + mark);
    show(next);
  };
  const receiver = useRef(take);
  useEffect(() => {
    receiver.current = take;
  });

  const settings = useRef({ isHant, fuzzy: isFuzzy ? fuzzyPairs : [] });
  useEffect(() => {
    const opened = openPinyin({
      lexicon,
      settings: settings.current,
      onState: setState,
      onFound: (letters, found) => receiver.current(receive(latest.current, letters, found)),
    });
    client.current = opened;
    return () => {
      client.current = undefined;
      opened.close();
    };
  }, [lexicon]);
  useEffect(() => {
    settings.current = { isHant, fuzzy: isFuzzy ? fuzzyPairs : [] };
    client.current?.set(settings.current);
    if (latest.current.letters !== '') client.current?.find(latest.current.letters);
  }, [isHant, isFuzzy]);

  return {
    state,
    composing,
    isFuzzy,
    type: (letter) => show(typeLetter(latest.current, letter)),
    deleteLetter: () => show(deleteLetter(latest.current)),
    choose: (candidate) => take(choose(latest.current, candidate)),
    chooseFirst(mark = '') {
      after.current = mark;
      // Without a dictionary nothing would ever be found; what was typed is not lost.
      take((state === 'failed' ? writeLetters : chooseFirst)(latest.current));
    },
    writeLetters: () => take(writeLetters(latest.current)),
    drop() {
      after.current = '';
      show(nothingComposed);
    },
    toggleFuzzy: () => setFuzzy((before) => !before),
  };
}
