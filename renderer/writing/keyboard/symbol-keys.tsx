// Digits, and the marks of one script or the other.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../../model/language.ts';
import { Key } from './key.tsx';
import { hanSymbols, westernSymbols } from './layouts.ts';
import { DeleteMark } from './marks.tsx';
import type { KeyboardHandlers } from './keyboard-handlers.ts';

export function SymbolKeys({
  language,
  isHant,
  onText,
  onDelete,
  onEnter,
  onDone,
  onLetters,
}: KeyboardHandlers & { language: Language; isHant: boolean; onLetters(): void }) {
  const { t } = useTranslation();
  const [isHan, setHan] = useState(language !== 'en');
  const rows = isHan ? hanSymbols(isHant) : westernSymbols;
  return (
    <div className="keys keys-tall" lang={isHan ? undefined : 'en'}>
      {rows.map((row, index) => (
        <div className="key-row" key={row[0]}>
          {row.map((mark) => (
            <Key key={mark} onPress={() => onText(mark)}>
              {mark}
            </Key>
          ))}
          {index === 2 && (
            <Key kind="named" className="key-wide" label={t('writing.delete')} onPress={onDelete}>
              <DeleteMark />
            </Key>
          )}
        </div>
      ))}
      <div className="key-row">
        <Key kind="named" className="key-wide" onPress={onLetters}>
          {t(`writing.mode.${language === 'en' ? 'letters' : 'pinyin'}`)}
        </Key>
        <Key kind="named" className="key-wide" onPress={() => setHan((before) => !before)}>
          {t(isHan ? 'writing.westernMarks' : 'writing.hanMarks')}
        </Key>
        <Key kind="named" className="key-space" onPress={() => onText(' ')}>
          {t('writing.space')}
        </Key>
        {onEnter && (
          <Key kind="named" className="key-wide" onPress={onEnter}>
            {t('writing.enter')}
          </Key>
        )}
        {onDone && (
          <Key kind="done" onPress={onDone}>
            {t('writing.done')}
          </Key>
        )}
      </div>
    </div>
  );
}
