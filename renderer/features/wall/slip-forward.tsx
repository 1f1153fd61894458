// One slip, come forward to be read to its end, with where it comes from under it.
import { useEffect, useEffectEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Exhibition } from '../../../model/exhibition.ts';
import { PaperSlip } from '../../parts/paper-slip.tsx';
import { ScrollArea } from '../../parts/scroll-area.tsx';
import type { Slip } from '../../parts/slip.ts';

export function SlipForward({
  exhibition,
  slip,
  onClose,
}: {
  exhibition: Exhibition;
  slip: Slip;
  onClose(): void;
}) {
  const { t } = useTranslation();
  const button = useRef<HTMLButtonElement>(null);
  const closeIt = useEffectEvent(onClose);
  useEffect(() => {
    button.current?.focus({ preventScroll: true });
    const press = (event: KeyboardEvent) => {
      if (event.key === 'Escape') closeIt();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
  const panel = exhibition.panels.find(({ id }) => id === slip.panel);
  const origin = [
    slip.audience && t(`audience.${slip.audience}`),
    panel && t('wall.board', { title: panel.title }),
    t(slip.here ? 'wall.here' : 'wall.elsewhere'),
  ];
  return (
    <div className="wall-forward" role="dialog" aria-label={t('wall.title')}>
      <div className="wall-reading" onClick={onClose}>
        <ScrollArea focusable>
          <div className="wall-sheet">
            <PaperSlip slip={slip} whole />
            <p className="wall-origin" data-read>
              {origin.filter(Boolean).map((part) => (
                <span key={part}>{part}</span>
              ))}
            </p>
          </div>
        </ScrollArea>
      </div>
      <div className="wall-ways">
        <button type="button" className="button" ref={button} onClick={onClose}>
          {t('wall.close')}
        </button>
      </div>
    </div>
  );
}
