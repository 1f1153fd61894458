// The way in: the first PINs of a new kiosk, the PIN of every other day, and what to do when it is
// forgotten.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Access } from '../../../model/staff-api.ts';
import { door, type StaffSession } from './ask-staff.ts';
import { PinPad } from './pin-pad.tsx';

export function StaffDoor({ onEnter }: { onEnter(session: StaffSession): void }) {
  const { t } = useTranslation('staff');
  const [access, setAccess] = useState<Access>();
  const [isForgotten, setForgotten] = useState(false);
  const read = async () => {
    const answer = await door.access();
    if (answer.kind === 'answered') setAccess(answer.value);
  };
  useEffect(() => {
    void read();
  }, []);
  if (!access) return <p className="staff-say">{t('door.opening')}</p>;
  if (isForgotten)
    return (
      <Forgotten
        access={access}
        onBack={() => setForgotten(false)}
        onRecovered={() => {
          setForgotten(false);
          void read();
        }}
      />
    );
  if (access.state === 'set-up') return <SetUp onSet={() => void read()} />;
  if (access.state === 'closed') return <p className="staff-say">{t('door.closed')}</p>;
  return <Enter waitSeconds={access.waitSeconds} onEnter={onEnter} onForgotten={() => setForgotten(true)} />;
}

function Enter({
  waitSeconds,
  onEnter,
  onForgotten,
}: {
  waitSeconds: number;
  onEnter(session: StaffSession): void;
  onForgotten(): void;
}) {
  const { t } = useTranslation('staff');
  const [pin, setPin] = useState('');
  const [trouble, setTrouble] = useState<'wrong' | 'away'>();
  const [isBusy, setBusy] = useState(false);
  const [wait, startWait] = useCountdown(waitSeconds);
  const enter = async () => {
    setBusy(true);
    const entered = await door.enter(pin);
    setBusy(false);
    setPin('');
    if (entered?.kind === 'entered') return onEnter(entered);
    setTrouble(entered ? 'wrong' : 'away');
    if (entered) startWait(entered.waitSeconds);
  };
  return (
    <section className="staff-door">
      <h1>{t('door.title')}</h1>
      <p className="staff-say" role="alert">
        {wait > 0 ? t('door.wait', { count: wait }) : t(trouble ? `door.${trouble}` : 'door.hint')}
      </p>
      <PinPad
        pin={pin}
        isDisabled={isBusy || wait > 0}
        onPin={setPin}
        onDone={() => void enter()}
        doneText={t('door.enter')}
      />
      <button type="button" className="link" onClick={onForgotten}>
        {t('door.forgotten')}
      </button>
    </section>
  );
}

/** Staff's PIN twice, then the technician's twice: a slip of the finger locks nobody out. */
const setUpSteps = ['staff', 'staffAgain', 'technician', 'technicianAgain'] as const;

function SetUp({ onSet }: { onSet(): void }) {
  const { t } = useTranslation('staff');
  const [typed, setTyped] = useState<string[]>([]);
  const [pin, setPin] = useState('');
  const [trouble, setTrouble] = useState<'differs' | 'same' | 'late'>();
  const step = setUpSteps[typed.length] ?? 'staff';
  const next = async () => {
    const [staffPin = '', , technicianPin = ''] = [...typed, pin];
    setPin('');
    const isAgain = typed.length % 2 === 1;
    if (isAgain && pin !== typed.at(-1)) {
      setTrouble('differs');
      return setTyped(typed.slice(0, -1));
    }
    if (step === 'technician' && pin === staffPin) return setTrouble('same');
    setTrouble(undefined);
    if (typed.length < 3) return setTyped([...typed, pin]);
    const answer = await door.setUp(staffPin, technicianPin);
    if (answer.kind === 'answered') return onSet();
    setTrouble('late');
    setTyped([]);
  };
  return (
    <section className="staff-door">
      <h1>{t('setUp.title')}</h1>
      <p className="staff-say" role="alert">
        {t(trouble ? `setUp.${trouble}` : `setUp.${step}`)}
      </p>
      <PinPad pin={pin} onPin={setPin} onDone={() => void next()} doneText={t('setUp.next')} />
      <p className="note">{t('setUp.why')}</p>
    </section>
  );
}

function Forgotten({ access, onBack, onRecovered }: { access: Access; onBack(): void; onRecovered(): void }) {
  const { t } = useTranslation('staff');
  const [outcome, setOutcome] = useState<string>();
  const look = async () => {
    const answer = await door.recover();
    const found = answer.kind === 'answered' ? answer.value.outcome : 'away';
    if (found === 'recovered') return onRecovered();
    setOutcome(found);
  };
  const troubles: Record<string, string> = {
    'no-file': t('recovery.noFile'),
    'not-for-this-kiosk': t('recovery.notForThisKiosk'),
    'not-signed': t('recovery.notSigned'),
    away: t('door.away'),
  };
  return (
    <section className="staff-door">
      <h1>{t('recovery.title')}</h1>
      <p className="staff-say">{t('recovery.how')}</p>
      <dl className="staff-facts">
        <dt>{t('recovery.kiosk')}</dt>
        <dd>{access.kioskId}</dd>
        <dt>{t('recovery.challenge')}</dt>
        <dd>{access.challenge}</dd>
      </dl>
      {outcome !== undefined && (
        <p className="staff-say" role="alert">
          {troubles[outcome] ?? t('recovery.noFile')}
        </p>
      )}
      <div className="staff-ways">
        <button type="button" className="button" onClick={onBack}>
          {t('back')}
        </button>
        <button type="button" className="button button-next" onClick={() => void look()}>
          {t('recovery.look')}
        </button>
      </div>
    </section>
  );
}

/** Seconds that still run down, and what starts them again. */
function useCountdown(first: number): [number, (seconds: number) => void] {
  const [left, setLeft] = useState(first);
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => setLeft(left - 1), 1_000);
    return () => clearTimeout(timer);
  }, [left]);
  return [left, setLeft];
}
