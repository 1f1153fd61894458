// From which day to which: the first day and how many, one touch a day.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { StaffEntry } from './staff-entry.tsx';
import { Stepper } from './stepper.tsx';

const mostDaysAhead = 365;
const mostDays = 90;

export function DaysEntry({
  label,
  today,
  said,
  onDone,
  onCancel,
}: {
  label: string;
  /** ISO date. */
  today: string;
  said?: string | undefined;
  onDone(from: string, to: string): void;
  onCancel(): void;
}) {
  const { t } = useTranslation('staff');
  const [ahead, setAhead] = useState(0);
  const [days, setDays] = useState(1);
  const from = addDays(today, ahead);
  const to = addDays(from, days - 1);
  return (
    <StaffEntry label={label} said={said} onCancel={onCancel}>
      <Stepper
        label={t('days.from')}
        value={from}
        canLess={ahead > 0}
        canMore={ahead < mostDaysAhead}
        onStep={(step) => setAhead(ahead + step)}
      />
      <Stepper
        label={t('days.count')}
        value={t('days.until', { count: days, to })}
        canLess={days > 1}
        canMore={days < mostDays}
        onStep={(step) => setDays(days + step)}
      />
      <button type="button" className="button button-next" onClick={() => onDone(from, to)}>
        {t('done')}
      </button>
    </StaffEntry>
  );
}

function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}
