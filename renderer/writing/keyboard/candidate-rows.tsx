// The candidates in as many rows as there is room for, and the two keys that page through them.
// How many fit is measured: phrases are as long as what was typed.
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Key } from './key.tsx';

/** More are never laid out at once; no page holds so many. */
const mostOnPage = 44;
/** Longer phrases are written smaller, so that their end is seen. */
const longText = 17;

export function CandidateRows({
  texts,
  lang,
  onChoose,
}: {
  texts: readonly string[];
  lang: string;
  onChoose(index: number): void;
}) {
  const { t } = useTranslation();
  const rows = useRef<HTMLDivElement>(null);
  // Where each page that was turned began; the last is the one that is shown.
  const [turned, setTurned] = useState<readonly number[]>([0]);
  const [fits, setFits] = useState(mostOnPage);
  const [shownTexts, setShownTexts] = useState(texts);
  if (shownTexts !== texts) {
    setShownTexts(texts);
    setTurned([0]);
    setFits(mostOnPage);
  }
  const from = turned.at(-1) ?? 0;
  useLayoutEffect(() => {
    const element = rows.current;
    if (!element || fits < mostOnPage) return;
    const { bottom } = element.getBoundingClientRect();
    const outside = [...element.children].findIndex(
      (child) => child.getBoundingClientRect().bottom > bottom + 1,
    );
    if (outside > 0) setFits(outside);
  }, [texts, from, fits]);
  useEffect(() => {
    const element = rows.current;
    if (!element) return;
    const resizes = new ResizeObserver(() => setFits(mostOnPage));
    resizes.observe(element);
    return () => resizes.disconnect();
  }, []);
  const shown = texts.slice(from, from + fits);
  const next = from + shown.length;
  return (
    <div className="candidates">
      <div
        className="candidate-rows"
        ref={rows}
        role="group"
        aria-label={t('writing.candidates')}
        lang={lang}
      >
        {shown.map((text, index) => (
          <Key
            key={`${from + index} ${text}`}
            kind="candidate"
            className={`${from + index === 0 ? 'candidate-first' : ''} ${text.length > longText ? 'candidate-long' : ''}`}
            onPress={() => onChoose(from + index)}
          >
            {text}
          </Key>
        ))}
      </div>
      <div className="candidate-pages">
        <Key
          kind="named"
          label={t('writing.pageBack')}
          isDisabled={turned.length < 2}
          onPress={() => {
            setTurned((before) => (before.length > 1 ? before.slice(0, -1) : before));
            setFits(mostOnPage);
          }}
        >
          <Chevron isUp />
        </Key>
        <Key
          kind="named"
          label={t('writing.pageOn')}
          isDisabled={next >= texts.length}
          onPress={() => {
            setTurned((before) => [...before, next]);
            setFits(mostOnPage);
          }}
        >
          <Chevron />
        </Key>
      </div>
    </div>
  );
}

function Chevron({ isUp = false }: { isUp?: boolean }) {
  return (
    <svg className="key-mark" viewBox="0 0 44 24" aria-hidden="true">
      <path
        d={isUp ? 'M10 18L22 6L34 18' : 'M10 6L22 18L34 6'}
        fill="none"
        stroke="currentColor"
        strokeWidth="2.5"
      />
    </svg>
  );
}
