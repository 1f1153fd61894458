// A number typed with gloves: a headcount, or a PIN, which shows as dots.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { StaffEntry } from './staff-entry.tsx';
import './pin-pad.css';

export function NumberEntry({
  label,
  initial,
  said,
  mostDigits = 6,
  leastDigits = 1,
  isHidden = false,
  onDone,
  onCancel,
}: {
  label: string;
  initial?: number;
  said?: string | undefined;
  mostDigits?: number;
  leastDigits?: number;
  isHidden?: boolean;
  /** The digits as they were typed. */
  onDone(digits: string): void;
  onCancel(): void;
}) {
  const { t } = useTranslation('staff');
  const [typed, setTyped] = useState(initial === undefined ? '' : String(initial));
  const add = (digit: string) => setTyped((typed + digit).slice(0, mostDigits));
  return (
    <StaffEntry label={label} said={said} className="staff-number" onCancel={onCancel}>
      <output className="staff-entry-field">
        {isHidden ? '●'.repeat(typed.length) : typed === '' ? '0' : typed}
      </output>
      <div className="pin-keys">
        {['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((digit) => (
          <button key={digit} type="button" onClick={() => add(digit)}>
            {digit}
          </button>
        ))}
        <button type="button" onClick={() => setTyped(typed.slice(0, -1))}>
          {t('pin.delete')}
        </button>
        <button type="button" onClick={() => add('0')}>
          0
        </button>
        <button
          type="button"
          className="pin-done"
          disabled={typed.length < leastDigits}
          onClick={() => onDone(typed)}
        >
          {t('done')}
        </button>
      </div>
    </StaffEntry>
  );
}
