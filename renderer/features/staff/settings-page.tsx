// How this kiosk is set. What the system does not let us change is said to be absent, not hidden.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings, SettingsAnswer, StaffRole } from '../../../model/staff-api.ts';
import { strikeBell } from '../../parts/bell-note.ts';
import { setLoudness } from '../../parts/loudness.ts';
import type { StaffDesk } from './ask-staff.ts';
import { Confirm } from './confirm.tsx';
import { HubBlock, useHubEntry } from './hub-block.tsx';
import { NumberEntry } from './number-entry.tsx';
import { ProgramBlock } from './program-block.tsx';
import { ResetBlock } from './reset-block.tsx';
import { StaffPage } from './staff-page.tsx';
import { Stepper } from './stepper.tsx';
import { useAsked, useAsking } from './use-asking.ts';

const step = 10;

export function SettingsPage({ desk, onShut, onBack }: { desk: StaffDesk; onShut(): void; onBack(): void }) {
  const { t } = useTranslation('staff');
  const asking = useAsking(desk, onShut);
  const [answer, setAnswer] = useAsked<SettingsAnswer>(asking, 'settings');
  const [pinOf, setPinOf] = useState<StaffRole>();
  const hub = useHubEntry(asking);
  if (hub.entry) return hub.entry;
  if (pinOf) {
    const change = async (pin: string) => {
      const done = await asking.settle(desk.send('pin', { role: pinOf, pin }));
      if (done === undefined) return;
      setPinOf(undefined);
      asking.say(t('settings.pinChanged', { role: t(`role.${pinOf}`) }));
    };
    return (
      <NumberEntry
        label={t('settings.newPin', { role: t(`role.${pinOf}`) })}
        mostDigits={12}
        leastDigits={6}
        isHidden
        said={asking.said}
        onDone={(pin) => asking.once(() => change(pin))}
        onCancel={() => setPinOf(undefined)}
      />
    );
  }
  if (!answer)
    return (
      <StaffPage title={t('settings.title')} said={asking.said} onBack={onBack}>
        {asking.said === undefined && <p className="staff-say">{t('door.opening')}</p>}
      </StaffPage>
    );
  const { settings, powers } = answer;
  const send = async (change: Partial<Settings>) => {
    const after = await asking.settle(
      desk.send<SettingsAnswer>('settings', { ...settings, ...change }, 'PUT'),
    );
    if (after) setAnswer(after);
  };
  const set = (change: Partial<Settings>) => asking.once(() => send(change));
  const setVolume = (volume: number) => {
    setLoudness(volume);
    strikeBell();
    set({ volume });
  };
  return (
    <StaffPage title={t('settings.title')} said={asking.said} onBack={onBack}>
      <section className="staff-block">
        <Stepper
          label={t('settings.volume')}
          value={`${settings.volume} %`}
          canLess={settings.volume > 0}
          canMore={settings.volume < 100}
          onStep={(way) => setVolume(settings.volume + way * step)}
        />
        {powers.brightness ? (
          <Stepper
            label={t('settings.brightness')}
            value={`${settings.brightness} %`}
            canLess={settings.brightness > step}
            canMore={settings.brightness < 100}
            onStep={(way) => set({ brightness: settings.brightness + way * step })}
          />
        ) : (
          <p className="note">{t('settings.noBrightness')}</p>
        )}
      </section>
      <section className="staff-block">
        <h2>{t('settings.quiet')}</h2>
        <p className="note">{t('settings.quietHint')}</p>
        {settings.quiet ? (
          <>
            <HourStepper
              label={t('settings.quietFrom')}
              time={settings.quiet.from}
              onTime={(from) => set({ quiet: { from, to: settings.quiet?.to ?? '07:00' } })}
            />
            <HourStepper
              label={t('settings.quietTo')}
              time={settings.quiet.to}
              onTime={(to) => set({ quiet: { from: settings.quiet?.from ?? '21:00', to } })}
            />
            <button type="button" className="button" onClick={() => set({ quiet: null })}>
              {t('settings.quietOff')}
            </button>
          </>
        ) : (
          <button
            type="button"
            className="button"
            onClick={() => set({ quiet: { from: '21:00', to: '07:00' } })}
          >
            {t('settings.quietOn')}
          </button>
        )}
      </section>
      <section className="staff-block">
        <h2>{t('settings.restart')}</h2>
        {powers.relaunch ? (
          <>
            <p className="note">{t('settings.restartHint')}</p>
            {settings.restartAt !== null && (
              <HourStepper
                label={t('settings.restartAt')}
                time={settings.restartAt}
                onTime={(restartAt) => set({ restartAt })}
              />
            )}
            <button
              type="button"
              className="button"
              onClick={() => set({ restartAt: settings.restartAt === null ? '03:30' : null })}
            >
              {t(settings.restartAt === null ? 'settings.restartOn' : 'settings.restartOff')}
            </button>
            <Confirm
              text={t('settings.restartNow')}
              what={t('settings.restartWhat')}
              onConfirmed={() => asking.settle(desk.send('relaunch', {}))}
            />
          </>
        ) : (
          <p className="note">{t('settings.noRestart')}</p>
        )}
      </section>
      <HubBlock asking={asking} view={hub} />
      <section className="staff-block">
        <h2>{t('settings.printer')}</h2>
        {powers.print ? (
          <button
            type="button"
            className="button"
            aria-pressed={settings.printer}
            onClick={() => set({ printer: !settings.printer })}
          >
            {t(settings.printer ? 'settings.printerOff' : 'settings.printerOn')}
          </button>
        ) : (
          <p className="note">{t('settings.noPrinter')}</p>
        )}
      </section>
      {desk.role === 'technician' && <ProgramBlock asking={asking} />}
      <section className="staff-block">
        <h2>{t('settings.technician')}</h2>
        {desk.role === 'technician' ? (
          <>
            <Confirm
              text={t(settings.allowUnsigned ? 'settings.unsignedOff' : 'settings.unsignedOn')}
              what={t(settings.allowUnsigned ? 'settings.unsignedOffWhat' : 'settings.unsignedOnWhat')}
              onConfirmed={() => send({ allowUnsigned: !settings.allowUnsigned })}
            />
            <ResetBlock asking={asking} />
            {(['staff', 'technician'] as const).map((role) => (
              <button key={role} type="button" className="button" onClick={() => setPinOf(role)}>
                {t('settings.changePin', { role: t(`role.${role}`) })}
              </button>
            ))}
          </>
        ) : (
          <p className="note">{t('settings.technicianHint')}</p>
        )}
      </section>
    </StaffPage>
  );
}

function HourStepper({ label, time, onTime }: { label: string; time: string; onTime(time: string): void }) {
  const halves = Number(time.slice(0, 2)) * 2 + (time.slice(3) >= '30' ? 1 : 0);
  const at = (half: number) => {
    const whole = (half + 48) % 48;
    return `${String(Math.floor(whole / 2)).padStart(2, '0')}:${whole % 2 === 0 ? '00' : '30'}`;
  };
  return <Stepper label={label} value={time} canLess canMore onStep={(way) => onTime(at(halves + way))} />;
}
