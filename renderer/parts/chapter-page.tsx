// The frame of a chapter that is told step by step: the way back, what is seen, what is said,
// and the way onward, which never scrolls away.
import type { ReactNode } from 'react';
import { Arrow } from './icons.tsx';
import { ScrollArea } from './scroll-area.tsx';
import { useTurning } from './use-turning.ts';
import './chapter-page.css';

export function ChapterPage({
  className,
  back,
  note,
  stage,
  step,
  ways,
  onBack,
  onTurn,
  children,
}: {
  className: string;
  back: string;
  note: string;
  stage?: ReactNode;
  /** What is said begins at its top again when this changes. */
  step: number;
  ways: ReactNode;
  onBack(): void;
  onTurn(step: 1 | -1): void;
  children: ReactNode;
}) {
  const turning = useTurning(onTurn);
  return (
    <div className={`chapter ${className}`} {...turning}>
      <nav className="crumb chapter-crumb">
        <button type="button" className="crumb-back" onClick={onBack}>
          <Arrow back /> {back}
        </button>
        <span className="note">{note}</span>
      </nav>
      {stage}
      <div className="chapter-say">
        <ScrollArea key={step} focusable>
          {children}
        </ScrollArea>
      </div>
      <div className="chapter-ways">{ways}</div>
    </div>
  );
}

/** Where one stands: beads on a thread, those behind filled, the present one alight. */
export function Beads({ at, count }: { at: number; count: number }) {
  return (
    <div className="beads" aria-hidden="true">
      {Array.from({ length: count }, (_, index) => (
        <i key={index} data-bead={index + 1 < at ? 'past' : index + 1 === at ? 'present' : 'to-come'} />
      ))}
    </div>
  );
}
