// The keyboard's handwriting: a square to write one character into, and the characters that it
// may be, of which one is touched.
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../model/language.ts';
import { useInkSurface } from './ink/use-ink-surface.ts';
import { useRecogniser, type Handwriting } from './use-recogniser.ts';
import './handwriting-pad.css';

const candidateCount = 8;
const lineRem = 0.9;
const marks: Record<Language, string[]> = {
  'zh-Hans': ['，', '。'],
  'zh-Hant': ['，', '。'],
  en: [',', '.'],
};

export function HandwritingPad({
  language,
  onText,
  onDelete,
}: {
  language: Language;
  /** A character that was chosen, or a mark. */
  onText(text: string): void;
  /** The character before is to be taken away. */
  onDelete(): void;
}) {
  const { t } = useTranslation();
  const { canvas, surface, state } = useInkSurface(lineRem);
  const handwriting = useRecogniser(language, candidateCount);
  const lookAgain = useEffectEvent(() => handwriting.look(surface.current?.strokes() ?? []));
  useEffect(() => {
    if (!state.isWriting) lookAgain();
  }, [state]);
  const choose = (character: string) => {
    onText(character);
    surface.current?.reset();
  };
  const hasInk = state.strokeCount > 0;
  return (
    <div className="handwriting">
      <div className="handwriting-grid">
        <div className="handwriting-candidates" role="group" aria-label={t('handwriting.candidates')}>
          {handwriting.candidates.map((character, index) => (
            <button
              key={character}
              type="button"
              lang={language === 'en' ? 'zh-Hans' : language}
              data-first={index === 0 || undefined}
              onClick={() => choose(character)}
            >
              {character}
            </button>
          ))}
          {handwriting.candidates.length === 0 && (
            <p aria-live="polite">{t(chooseHint(handwriting.state, hasInk))}</p>
          )}
        </div>
        <div className="handwriting-square">
          <svg viewBox="0 0 100 100" aria-hidden="true">
            <path d="M50 0V100M0 50H100" />
            <path d="M0 0L100 100M100 0L0 100" />
          </svg>
          <canvas ref={canvas} role="img" aria-label={t('handwriting.label')} />
        </div>
        <div className="handwriting-keys">
          <button type="button" disabled={!state.canUndo} onClick={() => surface.current?.undo()}>
            {t('handwriting.undo')}
          </button>
          <button type="button" disabled={!hasInk} onClick={() => surface.current?.clear()}>
            {t('handwriting.clear')}
          </button>
          {marks[language].map((mark) => (
            <button key={mark} type="button" className="handwriting-mark" onClick={() => onText(mark)}>
              {mark}
            </button>
          ))}
          <button type="button" className="handwriting-delete" onClick={onDelete}>
            {t('handwriting.delete')}
          </button>
        </div>
      </div>
    </div>
  );
}

function chooseHint(state: Handwriting['state'], hasInk: boolean) {
  if (state === 'failed') return 'handwriting.failed';
  if (state === 'loading') return 'handwriting.loading';
  return hasInk ? 'handwriting.looking' : 'handwriting.hint';
}
