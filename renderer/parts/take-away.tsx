// What a visitor may take home: the boards read today, in a code that needs no network, and where
// a printer stands by, on a slip of paper. Nothing of either is kept.
import { useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { Exhibition, Panel } from '../../model/exhibition.ts';
import { BalancedLines } from './balanced-lines.tsx';
import { numeral } from './numeral.ts';
import { QrCode } from './qr-code.tsx';
import { boardsToTake, writeTakeAway } from './take-away-text.ts';
import './take-away.css';

export function TakeAway({
  exhibition,
  opened,
  canPrint,
}: {
  exhibition: Exhibition;
  /** Panel ids in the order of the walk. */
  opened: string[];
  /** Whether a printer has been set up. */
  canPrint: boolean;
}) {
  const { t } = useTranslation();
  const panelsOf = (ids: string[]) =>
    ids.flatMap((id) => exhibition.panels.find((panel) => panel.id === id) ?? []);
  const boards = panelsOf(boardsToTake(opened));
  const address = exhibition.takeAway;
  if (address === undefined && boards.length === 0) return null;
  const text = address ?? writeTakeAway(exhibition.title, boards, t('takeAway.closing'), t('takeAway.colon'));
  return (
    <section className="take-away">
      <QrCode text={text} label={t('takeAway.code')} />
      <div className="take-away-words">
        <h2 data-read>
          <BalancedLines text={t('takeAway.title')} />
        </h2>
        <p data-read>
          <BalancedLines text={t(address === undefined ? 'takeAway.offline' : 'takeAway.address')} />
        </p>
        {canPrint && boards.length > 0 && (
          <button type="button" className="button take-away-print" onClick={() => window.print()}>
            {t('takeAway.print')}
          </button>
        )}
      </div>
      {canPrint &&
        boards.length > 0 &&
        createPortal(<WalkSlip exhibition={exhibition} panels={panelsOf(opened)} />, document.body)}
    </section>
  );
}

/** “My walk” for the printer alone: it stands beside the room, and no screen shows it. */
function WalkSlip({ exhibition, panels }: { exhibition: Exhibition; panels: Panel[] }) {
  const { t } = useTranslation();
  const { language, timeZone } = exhibition;
  const [today] = useState(() => new Date());
  return (
    <section className="walk-slip" lang={language}>
      <header>
        <h2>{t('takeAway.walk')}</h2>
        <p>{exhibition.title}</p>
        <p>{new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone }).format(today)}</p>
      </header>
      <ol>
        {panels.map((panel, index) => (
          <li key={panel.id}>
            <b>{numeral(index + 1, language)}</b>
            <span>{panel.title}</span>
            <i>{exhibition.aspects.find(({ id }) => id === panel.aspect)?.seal}</i>
          </li>
        ))}
      </ol>
      <p className="walk-slip-closing">{t('takeAway.closing')}</p>
    </section>
  );
}
