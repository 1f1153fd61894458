// 廉政承诺书: read, signed with a finger, alone or by two, sealed. No name is asked for: whatever a
// finger writes is a signature.
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Exhibition, Pledge } from '../../../model/exhibition.ts';
import type { Ink } from '../../../model/ink.ts';
import { afterPaint } from '../../parts/after-paint.ts';
import { Arrow } from '../../parts/icons.tsx';
import { numeral } from '../../parts/numeral.ts';
import { PledgePaper } from './pledge-paper.tsx';
import { strikeSeal } from './seal-note.ts';
import { SigningLines, type SigningLinesHandle } from './signing-lines.tsx';
import './pledge.css';

/** From the touch until the seal is on the paper, as pledge.css moves it. */
const sealDownMs = 620;
/** Sooner than this, a second tap was meant for the button that was there before. */
const settleMs = 1_000;

export function PledgeScreen({
  exhibition,
  pledge,
  signedCount,
  onSign,
  onBack,
  onDone,
}: {
  exhibition: Exhibition;
  pledge: Pledge;
  /** How many of this pledge have been signed; undefined where nobody can say. */
  signedCount: number | undefined;
  /** Called once, with one signature or two, each at most 24 KiB as JSON. */
  onSign(signatures: Ink[]): void;
  onBack(): void;
  onDone(): void;
}) {
  const { t } = useTranslation();
  const lines = useRef<SigningLinesHandle>(null);
  const [hasInk, setHasInk] = useState(false);
  const [signed, setSigned] = useState<{ signatures: Ink[]; number: number | undefined }>();
  const isSigned = useRef(false);

  const sign = () => {
    if (isSigned.current) return;
    isSigned.current = true;
    // Ink of ten minutes takes a moment to be gathered: the press is answered first.
    afterPaint(() => {
      const signatures = lines.current?.read() ?? [];
      isSigned.current = signatures.length > 0;
      if (!isSigned.current) return;
      strikeSeal(sealDownMs);
      // The count goes on while the paper lies here; its own number stays.
      setSigned({ signatures, number: signedCount === undefined ? undefined : signedCount + 1 });
      onSign(signatures);
    });
  };

  return (
    <div className="pledge" data-signed={signed !== undefined || undefined}>
      {!signed && (
        <nav className="crumb">
          <button type="button" className="crumb-back" onClick={onBack}>
            <Arrow back /> {t('pledge.back')}
          </button>
          {signedCount !== undefined && (
            <span className="note">
              {signedCount === 0
                ? t('pledge.count_zero')
                : t('pledge.count', {
                    count: signedCount,
                    number: numeral(signedCount, exhibition.language),
                  })}
            </span>
          )}
        </nav>
      )}
      <PledgePaper exhibition={exhibition} pledge={pledge} signatures={signed?.signatures ?? []} />
      <div className="pledge-hand">
        <div aria-live="polite">
          {signed && (
            <div className="pledge-sealed">
              {signed.number !== undefined && (
                <p className="pledge-number" data-read>
                  {t('pledge.number', { number: numeral(signed.number, exhibition.language) })}
                </p>
              )}
              <p className="pledge-word voice" data-read>
                {t('pledge.sealed')}
              </p>
            </div>
          )}
        </div>
        {signed ? (
          <Onward onDone={onDone} />
        ) : (
          <>
            <SigningLines count={pledge.signatures} onChange={setHasInk} ref={lines} />
            <p className="note pledge-hint">{t('pledge.hint')}</p>
            <button type="button" className="button button-next" disabled={!hasInk} onClick={sign}>
              {t('pledge.sign')}
            </button>
          </>
        )}
      </div>
    </div>
  );
}

/** The way on opens once the seal lies on the paper; a keyboard finds itself on it. */
function Onward({ onDone }: { onDone(): void }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const timer = setTimeout(() => setOpen(true), settleMs);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => {
    if (isOpen) button.current?.focus({ preventScroll: true });
  }, [isOpen]);
  return (
    <button type="button" className="button button-next" ref={button} disabled={!isOpen} onClick={onDone}>
      {t('pledge.done')}
    </button>
  );
}
