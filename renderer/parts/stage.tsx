// A lit stage of cut paper. The board in front has its sheets as layers of their own, which
// drift with the finger; everywhere else one flat picture stands.
import { useEffect, useRef, useState } from 'react';
import type { Picture } from '../../model/exhibition.ts';
import { decode } from './decode-image.ts';

export function Stage({
  picture,
  layered = false,
  small = false,
}: {
  picture: Picture;
  layered?: boolean;
  small?: boolean;
}) {
  const [isMissing, setMissing] = useState(false);
  const areSheetsReady = useSheets(layered ? picture.sheets : none);
  const sheets = useDrift(areSheetsReady);
  return (
    <div className="stage" role="img" aria-label={picture.alt}>
      {!isMissing && (
        <img
          src={small ? picture.small : picture.flat}
          alt=""
          hidden={areSheetsReady}
          onError={() => setMissing(true)}
          draggable={false}
          elementtiming={layered ? 'board-picture' : undefined}
        />
      )}
      {areSheetsReady && (
        <div className="stage-sheets" ref={sheets}>
          {picture.sheets.map((sheet, depth) => (
            <img key={sheet} src={sheet} alt="" style={{ '--depth': depth }} draggable={false} />
          ))}
        </div>
      )}
    </div>
  );
}

const none: string[] = [];
/** The tap's own frame comes first; the sheets are fetched once it has been painted. */
const afterTapMs = 60;

/**
 * True once every sheet is decoded: until then, and where one cannot be had, the flat picture
 * stands, so that a board opens at once and never with a hole in it.
 */
function useSheets(sheets: string[]): boolean {
  const [decoded, setDecoded] = useState<string[]>();
  useEffect(() => {
    if (sheets.length < 2) return;
    let isWanted = true;
    const timer = setTimeout(() => {
      Promise.all(sheets.map(decode))
        .then(() => isWanted && setDecoded(sheets))
        .catch((error: unknown) =>
          console.info('a sheet of a picture cannot be shown; the flat one stands', error),
        );
    }, afterTapMs);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [sheets]);
  return sheets.length > 1 && decoded === sheets;
}

/** Sheets drift apart a few pixels against the finger: nearer ones further. Only transforms move. */
function useDrift(active: boolean) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!active || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    let frame = 0;
    const drift = (event: PointerEvent) => {
      const { clientX, clientY } = event;
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        const x = clientX / innerWidth - 0.5;
        const y = clientY / innerHeight - 0.5;
        for (const [depth, sheet] of [...(ref.current?.children ?? [])].entries()) {
          if (sheet instanceof HTMLElement) {
            sheet.style.transform = `translate3d(${(-x * depth * 5).toFixed(1)}px, ${(-y * depth * 3).toFixed(1)}px, 0)`;
          }
        }
      });
    };
    addEventListener('pointermove', drift, { passive: true });
    return () => {
      removeEventListener('pointermove', drift);
      cancelAnimationFrame(frame);
    };
  }, [active]);
  return ref;
}
