// A lit stage of cut paper. The board in front has its sheets as layers of their own, which
// drift with the finger; everywhere else one flat picture stands.
import { useEffect, useRef, useState } from 'react';
import type { Picture } from '../../model/exhibition.ts';

export function Stage({
  picture,
  layered = false,
  small = false,
}: {
  picture: Picture;
  layered?: boolean;
  small?: boolean;
}) {
  const [missing, setMissing] = useState(false);
  // A sheet that cannot be shown takes the whole stage back to the flat picture, not to a hole.
  const [sheetsFail, setSheetsFail] = useState(false);
  const sheets = useDrift(layered && !sheetsFail);
  const showSheets = layered && !sheetsFail && picture.sheets.length > 1;
  return (
    <div className="stage" role="img" aria-label={picture.alt}>
      {missing && <span className="stage-dark" />}
      {!missing && (
        <img
          src={small ? picture.small : picture.flat}
          alt=""
          className={showSheets ? 'stage-flat stage-under' : 'stage-flat'}
          onError={() => setMissing(true)}
          draggable={false}
        />
      )}
      {showSheets && (
        <div className="stage-sheets" ref={sheets}>
          {picture.sheets.map((sheet, depth) => (
            <img
              key={sheet}
              src={sheet}
              alt=""
              style={{ '--depth': depth }}
              onError={() => setSheetsFail(true)}
              draggable={false}
              decoding="async"
            />
          ))}
        </div>
      )}
    </div>
  );
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
