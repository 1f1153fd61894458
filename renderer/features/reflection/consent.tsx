// Where the words may go, in plain words. A touch on one of the two doors is the consent.
import { useTranslation } from 'react-i18next';
import { InkDrawing } from '../../parts/ink-drawing.tsx';
import { Arrow } from '../../parts/icons.tsx';
import { ScrollArea } from '../../parts/scroll-area.tsx';
import type { Written } from './reflection-screen.tsx';

export type Destination = 'public' | 'private';

export function Consent({
  written,
  canSeal,
  sendingTo,
  trouble,
  onSend,
  onWriteOn,
  onDrop,
}: {
  written: Written;
  canSeal: boolean;
  sendingTo: Destination | undefined;
  trouble: 'refused' | 'away' | undefined;
  onSend(to: Destination): void;
  onWriteOn(): void;
  onDrop(): void;
}) {
  const { t } = useTranslation();
  const isBusy = sendingTo !== undefined;
  const doors: [Destination, string][] = [
    ['public', t('reflection.publicHint')],
    ['private', t(canSeal ? 'reflection.privateSealed' : 'reflection.privateOpen')],
  ];
  return (
    <ScrollArea className="consent">
      <div className="consent-paper">
        {written.form === 'text' ? (
          <p className="voice" dir="auto" data-read>
            {written.text}
          </p>
        ) : (
          <InkDrawing ink={written.ink} label={t('reflection.inkLabel')} />
        )}
      </div>
      {trouble && (
        <p className="consent-trouble" role="alert">
          {t(trouble === 'away' ? 'reflection.away' : 'reflection.refused')}
        </p>
      )}
      <ul className="consent-doors">
        {doors.map(([to, hint]) => (
          <li key={to}>
            <button type="button" className="consent-door" disabled={isBusy} onClick={() => onSend(to)}>
              <strong data-read>{t(sendingTo === to ? 'reflection.sending' : `reflection.${to}`)}</strong>
              <span data-read>{hint}</span>
            </button>
          </li>
        ))}
      </ul>
      <p className="note">{t('reflection.noName')}</p>
      <nav className="consent-ways">
        <button type="button" className="link" disabled={isBusy} onClick={onWriteOn}>
          <Arrow back /> {t('reflection.writeOn')}
        </button>
        <button type="button" className="link" disabled={isBusy} onClick={onDrop}>
          {t('reflection.drop')}
        </button>
      </nav>
    </ScrollArea>
  );
}
