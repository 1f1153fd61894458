// The sheet, the first words to begin with, and under it the keyboard; or a sheet for a finger.
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Exhibition, Prompt } from '../../../model/exhibition.ts';
import type { Language } from '../../../model/language.ts';
import { maxReflectionLength } from '../../parts/reflection-length.ts';
import { HandwritingPad } from '../../writing/handwriting-pad.tsx';
import { InkPage, type InkPageHandle } from '../../writing/ink/ink-page.tsx';
import { TouchKeyboard } from '../../writing/keyboard/touch-keyboard.tsx';
import type { Editing } from '../../writing/keyboard/use-editing.ts';
import type { LexiconEntry } from '../../writing/pinyin/extra-words.ts';
import type { Written } from './reflection-screen.tsx';

/** The count is shown once it begins to matter. */
const countFrom = 600;

export function WritingDesk({
  exhibition,
  prompts,
  editing,
  lexicon,
  usesInk,
  onInk,
  onWritten,
}: {
  exhibition: Exhibition;
  prompts: Prompt[];
  editing: Editing;
  lexicon: readonly LexiconEntry[];
  usesInk: boolean;
  onInk(usesInk: boolean): void;
  onWritten(written: Written): void;
}) {
  const { t } = useTranslation();
  const page = useRef<InkPageHandle>(null);
  const [hasInk, setHasInk] = useState(false);
  const { language } = exhibition;

  if (usesInk) {
    const finish = () => {
      const ink = page.current?.read();
      if (ink) onWritten({ form: 'ink', ink });
    };
    return (
      <>
        <div className="reflection-page">
          <InkPage kind="page" ref={page} onChange={setHasInk} />
        </div>
        <nav className="reflection-ways">
          <button type="button" className="button" onClick={() => onInk(false)}>
            {t('reflection.keys')}
          </button>
          <button type="button" className="button button-next" disabled={!hasInk} onClick={finish}>
            {t('writing.done')}
          </button>
        </nav>
      </>
    );
  }

  const isEmpty = editing.text.trim() === '';
  const begin = (prompt: Prompt) => editing.insert(prompt.starts + (language === 'en' ? ' ' : ''));
  return (
    <>
      <div className="reflection-sheet">
        {isEmpty && (
          <ul className="reflection-prompts">
            {prompts.map((prompt) => (
              <li key={prompt.id}>
                <button type="button" className="reflection-prompt" onClick={() => begin(prompt)}>
                  {prompt.text}
                </button>
              </li>
            ))}
          </ul>
        )}
        <textarea
          className="reflection-field"
          aria-label={t('reflection.field')}
          placeholder={t('reflection.field')}
          dir="auto"
          autoFocus
          {...editing.fieldProps}
        />
        {editing.count >= countFrom && (
          <p className="reflection-count" role="status">
            {editing.isFull
              ? t('reflection.full', { most: maxReflectionLength })
              : t('reflection.count', { count: editing.count, most: maxReflectionLength })}
          </p>
        )}
      </div>
      <TouchKeyboard
        language={language}
        lexicon={lexicon}
        onText={editing.insert}
        onDelete={editing.deleteBack}
        onEnter={() => editing.insert('\n')}
        onMove={editing.move}
        onDone={isEmpty ? undefined : () => onWritten({ form: 'text', text: editing.text })}
        handwriting={padOf(language, editing.deleteBack)}
        onInk={() => onInk(true)}
      />
    </>
  );
}

function padOf(language: Language, onDelete: () => void) {
  return (onText: (text: string) => void) => (
    <HandwritingPad language={language} onText={onText} onDelete={onDelete} />
  );
}
