// Pinyin: what is composed, what it may mean, and the letters.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { CandidateRows } from './candidate-rows.tsx';
import { EndKeys } from './end-keys.tsx';
import { Key } from './key.tsx';
import { idleMarks, letterRows } from './layouts.ts';
import { DeleteMark } from './marks.tsx';
import type { KeyboardHandlers } from './keyboard-handlers.ts';
import type { Pinyin } from './use-pinyin.ts';

export function PinyinKeys({
  pinyin,
  isHant,
  onText,
  onDelete,
  onEnter,
  onDone,
}: KeyboardHandlers & { pinyin: Pinyin; isHant: boolean }) {
  const { t } = useTranslation();
  const { composing, state } = pinyin;
  const isComposing = composing.letters !== '';
  const candidates = composing.found?.candidates;
  const marks = useMemo(() => idleMarks(isHant), [isHant]);
  const texts = useMemo(() => candidates?.map(({ text }) => text) ?? [], [candidates]);
  const isUnread = isComposing && texts.length === 0 && composing.foundFor === composing.letters;
  const write = (mark: string) => {
    if (isComposing) pinyin.chooseFirst(mark);
    else onText(mark);
  };
  return (
    <>
      <Composed pinyin={pinyin} />
      {state === 'failed' || isUnread ? (
        <p className="candidates candidates-none" role="status">
          {t(state === 'failed' ? 'writing.failed' : 'writing.noPinyin')}
        </p>
      ) : (
        <CandidateRows
          texts={isComposing ? texts : marks}
          lang={isHant ? 'zh-Hant' : 'zh-Hans'}
          onChoose={(index) => {
            const candidate = candidates?.[index];
            const mark = marks[index];
            if (!isComposing && mark !== undefined) onText(mark);
            else if (candidate) pinyin.choose(candidate);
          }}
        />
      )}
      <div className="keys">
        {letterRows.map((row, index) => (
          <div className="key-row" key={row}>
            {index === 2 && (
              <Key
                kind="named"
                className="key-wide"
                isDisabled={state === 'failed'}
                onPress={() => pinyin.type("'")}
              >
                {t('writing.divide')}
              </Key>
            )}
            {[...row].map((letter) => (
              <Key key={letter} lang="en" isDisabled={state === 'failed'} onPress={() => pinyin.type(letter)}>
                {letter}
              </Key>
            ))}
            {index === 2 && (
              <Key
                kind="named"
                className="key-wide"
                label={t('writing.delete')}
                onPress={isComposing ? pinyin.deleteLetter : onDelete}
              >
                <DeleteMark />
              </Key>
            )}
          </div>
        ))}
        <div className="key-row">
          <Key onPress={() => write('，')}>，</Key>
          <Key onPress={() => write('。')}>。</Key>
          <Key
            kind="named"
            className="key-space"
            onPress={() => (isComposing ? pinyin.chooseFirst() : onText(' '))}
          >
            {t('writing.space')}
          </Key>
          <EndKeys
            onEnter={isComposing ? pinyin.writeLetters : onEnter}
            onDone={
              onDone &&
              (() => {
                pinyin.drop();
                onDone();
              })
            }
          />
        </div>
      </div>
    </>
  );
}

/** The letters, divided; or, while there are none, what there is to know. */
function Composed({ pinyin: { composing, state, isFuzzy, toggleFuzzy } }: { pinyin: Pinyin }) {
  const { t } = useTranslation();
  const { letters, found, foundFor } = composing;
  if (letters !== '') {
    // What was typed since the last answer stands behind it, undivided.
    const shown =
      letters.startsWith(foundFor) && found ? found.shown + letters.slice(foundFor.length) : letters;
    return (
      <div className="composed">
        <p className="composed-letters" lang="en">
          <span>{shown}</span>
        </p>
      </div>
    );
  }
  return (
    <div className="composed" role="status">
      {state === 'opening' && <p className="composed-note">{t('writing.opening')}</p>}
      {state === 'ready' && (
        <>
          <Key kind="named" className="composed-fuzzy" isOn={isFuzzy} onPress={toggleFuzzy}>
            {t('writing.fuzzy')}
          </Key>
          <p className="composed-note composed-hint">{t('writing.fuzzyHint')}</p>
        </>
      )}
    </div>
  );
}
