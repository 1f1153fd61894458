// Digits for gloves: what was typed shows as dots only, since others stand behind.
import { useTranslation } from 'react-i18next';
import './pin-pad.css';

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];
const mostDigits = 12;

export function PinPad({
  pin,
  isDisabled = false,
  onPin,
  onDone,
  doneText,
}: {
  pin: string;
  isDisabled?: boolean;
  onPin(pin: string): void;
  onDone(): void;
  doneText: string;
}) {
  const { t } = useTranslation('staff');
  const add = (digit: string) => onPin((pin + digit).slice(0, mostDigits));
  return (
    <div className="pin-pad">
      <p className="pin-dots" role="status" aria-label={t('pin.typed', { count: pin.length })}>
        {Array.from({ length: Math.max(6, pin.length) }, (_, index) => (
          <i key={index} data-filled={index < pin.length || undefined} />
        ))}
      </p>
      <div className="pin-keys">
        {digits.map((digit) => (
          <button key={digit} type="button" disabled={isDisabled} onClick={() => add(digit)}>
            {digit}
          </button>
        ))}
        <button type="button" disabled={isDisabled} onClick={() => onPin(pin.slice(0, -1))}>
          {t('pin.delete')}
        </button>
        <button type="button" disabled={isDisabled} onClick={() => add('0')}>
          0
        </button>
        <button type="button" className="pin-done" disabled={isDisabled || pin.length < 6} onClick={onDone}>
          {doneText}
        </button>
      </div>
    </div>
  );
}
