// A value with a smaller and a greater one beside it: no keyboard, no dragging.
import { useTranslation } from 'react-i18next';
import './stepper.css';

export function Stepper({
  label,
  value,
  canLess,
  canMore,
  onStep,
}: {
  label: string;
  /** As it is read. */
  value: string;
  canLess: boolean;
  canMore: boolean;
  onStep(step: 1 | -1): void;
}) {
  const { t } = useTranslation('staff');
  return (
    <div className="stepper" role="group" aria-label={label}>
      <span className="stepper-label">{label}</span>
      <button
        type="button"
        className="button"
        disabled={!canLess}
        aria-label={t('less')}
        onClick={() => onStep(-1)}
      >
        −
      </button>
      <output>{value}</output>
      <button
        type="button"
        className="button"
        disabled={!canMore}
        aria-label={t('more')}
        onClick={() => onStep(1)}
      >
        ＋
      </button>
    </div>
  );
}
