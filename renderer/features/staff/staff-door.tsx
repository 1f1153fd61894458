// The way in: the first PINs of a new kiosk, the PIN of every other day, and what to do when it is
// forgotten.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Access } from '../../../model/staff-api.ts';
import { usePressGuard } from '../../app/use-press-guard.ts';
import { door, type StaffSession } from './ask-staff.ts';
import { PinPad } from './pin-pad.tsx';
import { useOnce } from './use-once.ts';
import './staff-door.css';

/** A kiosk that does not answer is asked again: it may be starting. */
const againMs = 2_000;

export function StaffDoor({
  isReturn,
  onEnter,
}: {
  /** Somebody was in, and the session ended under their hands. */
  isReturn: boolean;
  onEnter(session: StaffSession): void;
}) {
  const { t } = useTranslation('staff');
  const [access, setAccess] = useState<Access>();
  const [isForgotten, setForgotten] = useState(false);
  const [isAway, setAway] = useState(false);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let timer: number | undefined;
    const read = async () => {
      const answer = await door.access();
      setAway(answer.kind !== 'answered');
      if (answer.kind === 'answered') setAccess(answer.value);
      else timer = window.setTimeout(() => setTries(tries + 1), againMs);
    };
    void read();
    return () => clearTimeout(timer);
  }, [tries]);
  const readAgain = () => setTries(tries + 1);
  if (!access)
    return (
      <p className="staff-say" role="status">
        {t(isAway ? 'door.away' : 'door.opening')}
      </p>
    );
  if (isForgotten)
    return (
      <Forgotten
        access={access}
        onBack={() => setForgotten(false)}
        onRecovered={() => {
          setForgotten(false);
          readAgain();
        }}
      />
    );
  if (access.state === 'set-up') return <SetUp onSet={readAgain} />;
  if (access.state === 'closed')
    return (
      <section className="staff-door">
        <p className="staff-say">{t('door.closed')}</p>
      </section>
    );
  return (
    <Enter
      waitSeconds={access.waitSeconds}
      isReturn={isReturn}
      onEnter={onEnter}
      onForgotten={() => setForgotten(true)}
    />
  );
}

function Enter({
  waitSeconds,
  isReturn,
  onEnter,
  onForgotten,
}: {
  waitSeconds: number;
  isReturn: boolean;
  onEnter(session: StaffSession): void;
  onForgotten(): void;
}) {
  const { t } = useTranslation('staff');
  const [pin, setPin] = useState('');
  const [trouble, setTrouble] = useState<'wrong' | 'away'>();
  const [wait, startWait] = useCountdown(waitSeconds);
  const [isBusy, once] = useOnce();
  const enter = async () => {
    const entered = await door.enter(pin);
    setPin('');
    if (entered?.kind === 'entered') return onEnter(entered);
    setTrouble(entered ? 'wrong' : 'away');
    if (entered) startWait(entered.waitSeconds);
  };
  return (
    <section className="staff-door">
      <h1>{t('door.title')}</h1>
      <p className="staff-say" role="alert">
        {wait > 0
          ? t('door.wait', { count: wait })
          : t(trouble ? `door.${trouble}` : isReturn ? 'door.over' : 'door.hint')}
      </p>
      <PinPad
        pin={pin}
        isDisabled={isBusy || wait > 0}
        onPin={setPin}
        onDone={() => once(enter)}
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
  const [trouble, setTrouble] = useState<'differs' | 'same' | 'late' | 'away'>();
  const [isBusy, once] = useOnce();
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
    setTrouble(answer.kind === 'away' ? 'away' : 'late');
    setTyped([]);
  };
  return (
    <section className="staff-door">
      <h1>{t('setUp.title')}</h1>
      <ol className="staff-steps" aria-hidden="true">
        {setUpSteps.map((each, index) => (
          <li key={each} data-done={index < typed.length || undefined} />
        ))}
      </ol>
      <p className="staff-say" role="alert">
        {trouble && <strong>{t(`setUp.${trouble}`)} </strong>}
        {t(`setUp.${step}`)}
      </p>
      <PinPad
        pin={pin}
        isDisabled={isBusy}
        onPin={setPin}
        onDone={() => once(next)}
        doneText={t('setUp.next')}
      />
      <p className="note">{t('setUp.why')}</p>
    </section>
  );
}

function Forgotten({ access, onBack, onRecovered }: { access: Access; onBack(): void; onRecovered(): void }) {
  const { t } = useTranslation('staff');
  const [outcome, setOutcome] = useState<string>();
  const [isLooking, once] = useOnce();
  const guard = usePressGuard('forgotten');
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
    <section className="staff-door" {...guard}>
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
        <button type="button" className="button button-next" disabled={isLooking} onClick={() => once(look)}>
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
