// 心得墙: what visitors shared and staff approved, on slips of paper that hang in the dark. A
// touched one comes forward. What is withdrawn is gone with the next `slips`, also from the hand.
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Exhibition } from '../../../model/exhibition.ts';
import { BalancedLines } from '../../parts/balanced-lines.tsx';
import { Arrow } from '../../parts/icons.tsx';
import { PaperSlip } from '../../parts/paper-slip.tsx';
import { ScrollArea } from '../../parts/scroll-area.tsx';
import type { Slip } from '../../parts/slip.ts';
import { SlipForward } from './slip-forward.tsx';
import './wall.css';

export function WallScreen({
  exhibition,
  slips,
  onBack,
  onWrite,
}: {
  exhibition: Exhibition;
  /** Undefined until the wall has been read. */
  slips: Slip[] | undefined;
  onBack(): void;
  onWrite(): void;
}) {
  const { t } = useTranslation();
  const [openId, setOpenId] = useState<string>();
  const open = slips?.find(({ id }) => id === openId);
  const room = useRef<HTMLDivElement>(null);
  const close = () => {
    setOpenId(undefined);
    const touched = room.current?.querySelector<HTMLElement>(`[data-slip="${CSS.escape(openId ?? '')}"]`);
    // Behind the slip everything was inert until now.
    requestAnimationFrame(() => touched?.focus({ preventScroll: true }));
  };
  return (
    <div className="wall">
      <div className="wall-room" ref={room} inert={open !== undefined}>
        <ScrollArea className="wall-scroll">
          <nav className="crumb">
            <button type="button" className="crumb-back" onClick={onBack}>
              <Arrow back /> {t('wall.back')}
            </button>
          </nav>
          <header className="wall-head">
            <h1 data-read>{t('wall.title')}</h1>
            <p className="note" data-read>
              <BalancedLines text={t('wall.note')} />
            </p>
          </header>
          {slips && slips.length === 0 && (
            <div className="wall-bare">
              <i className="wall-thread" aria-hidden="true" />
              <p className="voice" data-read>
                <BalancedLines text={t('wall.empty')} />
              </p>
            </div>
          )}
          {slips && (
            <>
              <Rails title={t('wall.here')} slips={slips.filter(({ here }) => here)} onOpen={setOpenId} />
              <Rails
                title={t('wall.elsewhere')}
                slips={slips.filter(({ here }) => !here)}
                onOpen={setOpenId}
              />
            </>
          )}
        </ScrollArea>
        <div className="wall-ways">
          <button type="button" className="button button-next" onClick={onWrite}>
            {t(slips?.length === 0 ? 'wall.writeFirst' : 'wall.write')}
          </button>
        </div>
      </div>
      {open && <SlipForward key={open.id} exhibition={exhibition} slip={open} onClose={close} />}
    </div>
  );
}

/** Slips on one cord after another, each on a thread of its own length. */
function Rails({ title, slips, onOpen }: { title: string; slips: Slip[]; onOpen(id: string): void }) {
  const { t } = useTranslation();
  if (slips.length === 0) return null;
  return (
    <section className="wall-rails">
      <h2>{title}</h2>
      <ul>
        {slips.map((slip) => (
          <li key={slip.id}>
            <button
              type="button"
              className="wall-slip"
              data-slip={slip.id}
              aria-label={t('wall.open', { text: slip.text ?? t('wall.ink') })}
              onClick={() => onOpen(slip.id)}
            >
              <PaperSlip slip={slip} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
