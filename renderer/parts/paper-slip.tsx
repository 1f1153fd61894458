// A reflection on its slip of paper: Chinese upright, as on a paper strip, everything else across,
// ink as it was written. The words are a stranger's: they are shown as text, whatever they hold.
import { useTranslation } from 'react-i18next';
import { InkDrawing } from './ink-drawing.tsx';
import { readsUpright, shortenUpright, type Slip } from './slip.ts';
import './paper-slip.css';

/** `whole`: to be read to its end; otherwise its first lines. */
export function PaperSlip({ slip, whole = false }: { slip: Slip; whole?: boolean }) {
  const { t } = useTranslation();
  const { text, ink } = slip;
  if (ink) {
    return (
      <span className="paper-slip paper-slip-ink" data-whole={whole || undefined}>
        <InkDrawing ink={ink} label={t('wall.ink')} />
      </span>
    );
  }
  const isUpright = readsUpright(text ?? '');
  return (
    <span
      className={`paper-slip paper-slip-${isUpright ? 'upright' : 'across'}`}
      data-whole={whole || undefined}
    >
      <span className="paper-slip-text" data-read={whole || undefined}>
        {isUpright && !whole ? shortenUpright(text ?? '') : text}
      </span>
    </span>
  );
}
