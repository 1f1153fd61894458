// A line that is written on the glass: what was asked stands above it, the keyboard below.
import { useTranslation } from 'react-i18next';
import type { Language } from '../../../model/language.ts';
import { StaffEntry } from './staff-entry.tsx';
import { toLanguage } from './staff-language.ts';
import { HandwritingPad } from '../../writing/handwriting-pad.tsx';
import { TouchKeyboard } from '../../writing/keyboard/touch-keyboard.tsx';
import { useEditing } from '../../writing/keyboard/use-editing.ts';
import type { LexiconEntry } from '../../writing/pinyin/extra-words.ts';

const noWords: readonly LexiconEntry[] = [];

export function TextEntry({
  label,
  initial,
  said,
  most = 200,
  mayBeEmpty = false,
  onDone,
  onCancel,
}: {
  label: string;
  initial: string;
  said?: string | undefined;
  most?: number;
  /** Nothing is an answer too. */
  mayBeEmpty?: boolean;
  onDone(text: string): void;
  onCancel(): void;
}) {
  const { i18n } = useTranslation('staff');
  const language = toLanguage(i18n.language);
  const editing = useEditing({ initial, most });
  const text = editing.text.trim();
  return (
    <StaffEntry label={label} said={said} className="staff-writing" onCancel={onCancel}>
      <textarea className="staff-entry-field" aria-label={label} rows={2} autoFocus {...editing.fieldProps} />
      <TouchKeyboard
        language={language}
        lexicon={noWords}
        onText={editing.insert}
        onDelete={editing.deleteBack}
        onMove={editing.move}
        onDone={text === '' && !mayBeEmpty ? undefined : () => onDone(text)}
        handwriting={padOf(language, editing.deleteBack)}
      />
    </StaffEntry>
  );
}

const padOf = (language: Language, onDelete: () => void) => (onText: (text: string) => void) => (
  <HandwritingPad language={language} onText={onText} onDelete={onDelete} />
);
