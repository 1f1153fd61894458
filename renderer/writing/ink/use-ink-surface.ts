// An ink surface for as long as its canvas stands on the screen.
import { useEffect, useRef, useState } from 'react';
import { openInkSurface, type InkState, type InkSurface } from './ink-surface.ts';

const blank: InkState = { strokeCount: 0, canUndo: false, isWriting: false };

export interface InkHold {
  canvas: { current: HTMLCanvasElement | null };
  /** Empty until the canvas stands. */
  surface: { current: InkSurface | undefined };
  state: InkState;
}

export function useInkSurface(lineRem: number): InkHold {
  const canvas = useRef<HTMLCanvasElement>(null);
  const surface = useRef<InkSurface>(undefined);
  const [state, setState] = useState(blank);
  useEffect(() => {
    if (!canvas.current) return;
    const opened = openInkSurface(canvas.current, { lineRem, onChange: setState });
    surface.current = opened;
    return () => {
      opened.stop();
      surface.current = undefined;
    };
  }, [lineRem]);
  return { canvas, surface, state };
}
