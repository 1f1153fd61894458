// The keyboard on the glass: pinyin with whole phrases, English letters, digits and the marks of
// both scripts, and places for the owner's handwriting and ink. It knows nothing of the field:
// what it writes goes to the owner's handlers (use-editing.ts keeps field and caret).
import { useLayoutEffect, useRef, useState, type PointerEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../../model/language.ts';
import type { LexiconEntry } from '../pinyin/extra-words.ts';
import { HeldKeys, Key } from './key.tsx';
import type { KeyboardHandlers } from './keyboard-handlers.ts';
import { modes, type Mode } from './layouts.ts';
import { LetterKeys } from './letter-keys.tsx';
import { PinyinKeys } from './pinyin-keys.tsx';
import { SymbolKeys } from './symbol-keys.tsx';
import { usePinyin } from './use-pinyin.ts';
import './keyboard.css';

export interface TouchKeyboardProps extends KeyboardHandlers {
  language: Language;
  /** The edition's words. The same array as long as the edition is the same. */
  lexicon: readonly LexiconEntry[];
  /** Moves the caret one character. */
  onMove?(step: -1 | 1): void;
  /** The pad on which single characters are written; without it there is no such mode. */
  handwriting?: ((onText: (text: string) => void) => ReactNode) | undefined;
  /** The field becomes a sheet to draw on: the owner takes the keyboard away. */
  onInk?(): void;
}

/** A second tap that was meant for the screen before presses nothing here. */
const settleMs = 280;

export function TouchKeyboard(props: TouchKeyboardProps) {
  const { language, lexicon, onText, onMove, handwriting, onInk } = props;
  const { t } = useTranslation();
  const [mode, setMode] = useState<Mode>(language === 'en' ? 'letters' : 'pinyin');
  const [lettersMode, setLettersMode] = useState<'pinyin' | 'letters'>(
    language === 'en' ? 'letters' : 'pinyin',
  );
  const [heldKeys] = useState(() => new Map<number, () => void>());
  const isHant = language === 'zh-Hant';
  const pinyin = usePinyin({ isHant, lexicon, onText });
  const offered = modes.filter(
    (each) =>
      (each !== 'handwriting' || handwriting !== undefined) && (each !== 'ink' || onInk !== undefined),
  );
  const change = (next: Mode) => {
    // Letters that were on their way are not lost with a touch of another mode.
    if (next !== mode) pinyin.writeLetters();
    if (next === 'ink') {
      onInk?.();
      return;
    }
    if (next === 'pinyin' || next === 'letters') setLettersMode(next);
    setMode(next);
  };
  return (
    <HeldKeys value={heldKeys}>
      <section
        className="keyboard"
        data-mode={mode}
        aria-label={t('writing.keyboard')}
        onPointerDownCapture={useSettling()}
      >
        <div className="keyboard-head">
          <div className="keyboard-modes" role="tablist">
            {offered.map((each) => (
              <Key key={each} kind="tab" role="tab" isOn={each === mode} onPress={() => change(each)}>
                {t(`writing.mode.${each}`)}
              </Key>
            ))}
          </div>
          {onMove && (
            <div className="keyboard-caret">
              <Key kind="named" label={t('writing.caretBack')} onPress={() => onMove(-1)}>
                <CaretMark isBack />
              </Key>
              <Key kind="named" label={t('writing.caretOn')} onPress={() => onMove(1)}>
                <CaretMark />
              </Key>
            </div>
          )}
        </div>
        {mode === 'pinyin' && <PinyinKeys {...props} pinyin={pinyin} isHant={isHant} />}
        {mode === 'letters' && <LetterKeys {...props} />}
        {mode === 'symbols' && (
          <SymbolKeys
            {...props}
            isHant={isHant}
            letters={lettersMode}
            onLetters={() => change(lettersMode)}
          />
        )}
        {mode === 'handwriting' && <div className="keyboard-pad">{handwriting?.(onText)}</div>}
      </section>
    </HeldKeys>
  );
}

function useSettling() {
  const shownMs = useRef(0);
  useLayoutEffect(() => {
    shownMs.current = performance.now();
  }, []);
  return (event: PointerEvent) => {
    if (performance.now() < shownMs.current + settleMs) event.stopPropagation();
  };
}

function CaretMark({ isBack = false }: { isBack?: boolean }) {
  return (
    <svg className="key-mark" viewBox="0 0 44 24" aria-hidden="true">
      <path
        d={isBack ? 'M27 2L14 12L27 22' : 'M17 2L30 12L17 22'}
        fill="none"
        stroke="currentColor"
        strokeWidth="2.5"
      />
    </svg>
  );
}
