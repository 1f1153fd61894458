// English letters. Shift holds for one letter; touched twice in a row it locks.
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EndKeys } from './end-keys.tsx';
import { Key } from './key.tsx';
import { digits, letterRows } from './layouts.ts';
import { DeleteMark, ShiftMark } from './marks.tsx';
import type { KeyboardHandlers } from './keyboard-handlers.ts';

const doubleTapMs = 600;

export function LetterKeys({ onText, onDelete, onEnter, onDone }: KeyboardHandlers) {
  const { t } = useTranslation();
  const [shift, setShift] = useState<'off' | 'once' | 'locked'>('off');
  const touchedMs = useRef(Number.NEGATIVE_INFINITY);
  const touchShift = () => {
    const isSecond = performance.now() - touchedMs.current < doubleTapMs;
    touchedMs.current = performance.now();
    setShift((before) =>
      before === 'locked' ? 'off' : isSecond ? 'locked' : before === 'off' ? 'once' : 'off',
    );
  };
  const write = (letter: string) => {
    onText(shift === 'off' ? letter : letter.toUpperCase());
    // Two touches of Shift with a letter between them are no double tap.
    touchedMs.current = Number.NEGATIVE_INFINITY;
    if (shift === 'once') setShift('off');
  };
  return (
    <div className="keys keys-five" lang="en">
      <div className="key-row">
        {digits.map((digit) => (
          <Key key={digit} onPress={() => onText(digit)}>
            {digit}
          </Key>
        ))}
      </div>
      {letterRows.map((row, index) => (
        <div className="key-row" key={row}>
          {index === 2 && (
            <Key
              kind="named"
              className="key-wide"
              label={t(shift === 'locked' ? 'writing.capitals' : 'writing.shift')}
              isOn={shift !== 'off'}
              onPress={touchShift}
            >
              <ShiftMark isLocked={shift === 'locked'} />
            </Key>
          )}
          {[...row].map((letter) => (
            <Key key={letter} onPress={() => write(letter)}>
              {shift === 'off' ? letter : letter.toUpperCase()}
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
        <Key onPress={() => onText(',')}>,</Key>
        <Key onPress={() => onText('.')}>.</Key>
        <Key kind="named" className="key-space" onPress={() => onText(' ')}>
          {t('writing.space')}
        </Key>
        <Key onPress={() => onText('’')}>’</Key>
        <Key onPress={() => onText('?')}>?</Key>
        <EndKeys onEnter={onEnter} onDone={onDone} />
      </div>
    </div>
  );
}
