// Digits, and the marks of both scripts; those of the screen's own language come first.
import { useTranslation } from 'react-i18next';
import type { Language } from '../../../model/language.ts';
import type { KeyboardHandlers } from './keyboard-handlers.ts';
import { EndKeys } from './end-keys.tsx';
import { Key } from './key.tsx';
import { digits, hanMarks, moreMarks, westernMarks } from './layouts.ts';
import { DeleteMark } from './marks.tsx';

export function SymbolKeys({
  language,
  isHant,
  letters,
  onText,
  onDelete,
  onEnter,
  onDone,
  onLetters,
}: KeyboardHandlers & {
  language: Language;
  isHant: boolean;
  /** The mode to which the first key leads back. */
  letters: 'pinyin' | 'letters';
  onLetters(): void;
}) {
  const { t } = useTranslation();
  const han = { marks: hanMarks(isHant), lang: isHant ? 'zh-Hant' : 'zh-Hans' };
  const western = { marks: westernMarks, lang: 'en' };
  const more = { marks: moreMarks, lang: han.lang };
  const rows = [
    { marks: digits, lang: 'en' },
    ...(language === 'en' ? [western, han] : [han, western]),
    more,
  ];
  return (
    <div className="keys keys-five">
      {rows.map((row) => (
        <div className="key-row" key={row.marks[0]} lang={row.lang}>
          {row.marks.map((mark) => (
            <Key key={mark} className={mark.length > 1 ? 'key-long' : ''} onPress={() => onText(mark)}>
              {mark}
            </Key>
          ))}
          {row === more && (
            <Key kind="named" className="key-wide" label={t('writing.delete')} onPress={onDelete}>
              <DeleteMark />
            </Key>
          )}
        </div>
      ))}
      <div className="key-row">
        <Key kind="named" className="key-wide" onPress={onLetters}>
          {t(`writing.mode.${letters}`)}
        </Key>
        <Key kind="named" className="key-space" onPress={() => onText(' ')}>
          {t('writing.space')}
        </Key>
        <EndKeys onEnter={onEnter} onDone={onDone} />
      </div>
    </div>
  );
}
