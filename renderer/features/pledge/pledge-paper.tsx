// The pledge on its sheet: read from the first word to the last, and, once it is signed, with the
// ink at its foot and the seal on it.
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ink } from '../../../model/ink.ts';
import type { Exhibition, Pledge } from '../../../model/exhibition.ts';
import { BalancedLines } from '../../parts/balanced-lines.tsx';
import { Seal } from '../../parts/icons.tsx';
import { InkDrawing } from '../../parts/ink-drawing.tsx';
import { numeral } from '../../parts/numeral.ts';
import { ScrollArea } from '../../parts/scroll-area.tsx';

export function PledgePaper({
  exhibition,
  pledge,
  signatures,
}: {
  exhibition: Exhibition;
  pledge: Pledge;
  /** Empty until it is signed. */
  signatures: Ink[];
}) {
  const foot = useRef<HTMLElement>(null);
  const isSigned = signatures.length > 0;
  useEffect(() => {
    // The seal must not come down out of sight.
    const scroller = foot.current?.closest('.scroll-area-content');
    if (isSigned) scroller?.scrollTo(0, scroller.scrollHeight);
  }, [isSigned]);
  return (
    <article className="pledge-paper" data-signed={isSigned || undefined}>
      <ScrollArea focusable>
        <div className="pledge-text">
          <h1 data-read>{pledge.title}</h1>
          <p className="pledge-preamble" data-read>
            {pledge.preamble}
          </p>
          <ol className="pledge-articles">
            {pledge.articles.map((article, index) => (
              <li key={index}>
                <b aria-hidden="true">{numeral(index + 1, exhibition.language)}</b>
                <span data-read>
                  <BalancedLines text={article} />
                </span>
              </li>
            ))}
          </ol>
          <p className="pledge-closing voice" data-read>
            <BalancedLines text={pledge.closing} />
          </p>
        </div>
        {isSigned && <Signed exhibition={exhibition} signatures={signatures} ref={foot} />}
      </ScrollArea>
    </article>
  );
}

function Signed({
  exhibition,
  signatures,
  ref,
}: {
  exhibition: Exhibition;
  signatures: Ink[];
  ref: { current: HTMLElement | null };
}) {
  const { t } = useTranslation();
  const seal = exhibition.aspects.find(({ id }) => id === 'integrity')?.seal ?? '';
  return (
    <footer className="pledge-signed" ref={ref}>
      {signatures.map((ink, index) => (
        <span className="pledge-signature" key={index}>
          <InkDrawing ink={ink} label={t('pledge.signature')} />
        </span>
      ))}
      <Seal text={seal} size="big" />
    </footer>
  );
}
