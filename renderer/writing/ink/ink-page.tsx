// A sheet of paper for a finger: ruled, for a reflection in one's own hand, or with the one line
// on which a pledge is signed. Each stroke can be taken back, and so can wiping it clean.
import { useEffect, useImperativeHandle, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { maxInkBytes, maxSignatureBytes, type Ink } from '../../../model/ink.ts';
import { useInkSurface } from './use-ink-surface.ts';
import './ink.css';

export interface InkPageHandle {
  /** What was written, as it is kept: a page in 48 KiB, a signature in 24; undefined while the sheet is empty. */
  read(): Ink | undefined;
}

/** The usual width of a line: a felt pen, and a brush to sign with. */
const lineRems = { page: 0.55, signature: 0.95 };
const mostBytes = { page: maxInkBytes, signature: maxSignatureBytes };

export function InkPage({
  kind,
  onChange,
  ref,
}: {
  kind: 'page' | 'signature';
  /** Whether anything stands on the sheet, each time that a stroke is begun or taken back. */
  onChange?(hasInk: boolean): void;
  ref?: Ref<InkPageHandle>;
}) {
  const { t } = useTranslation();
  const { canvas, surface, state } = useInkSurface(lineRems[kind]);
  const hasInk = state.strokeCount > 0;
  useEffect(() => {
    onChange?.(hasInk);
  }, [hasInk, onChange]);
  useImperativeHandle(ref, () => ({ read: () => surface.current?.read(mostBytes[kind]) }), [surface, kind]);
  return (
    <div className={`ink ink-${kind}`}>
      <div className="ink-sheet">
        <canvas ref={canvas} role="img" aria-label={t(`ink.${kind}`)} />
        {!hasInk && (
          <p className="ink-hint" aria-hidden="true">
            {t(`ink.${kind}`)}
          </p>
        )}
      </div>
      <div className="ink-tools">
        <button
          type="button"
          className="ink-tool"
          disabled={!state.canUndo}
          onClick={() => surface.current?.undo()}
        >
          {t(hasInk || !state.canUndo ? 'ink.undo' : 'ink.restore')}
        </button>
        <button
          type="button"
          className="ink-tool"
          disabled={!hasInk}
          onClick={() => surface.current?.clear()}
        >
          {t('ink.clear')}
        </button>
      </div>
    </div>
  );
}
