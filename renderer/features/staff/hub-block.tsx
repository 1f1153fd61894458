// The organisers' hub: whether this kiosk belongs to one, how the two stand, and how to join: its
// address and a one-time code, both typed on the glass or by a scanner that types.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HubAnswer } from '../../../model/staff-api.ts';
import { Confirm } from './confirm.tsx';
import { TextEntry } from './text-entry.tsx';
import { useAsked, type Asking } from './use-asking.ts';

const everyMs = 3_000;
const mostAddress = 200;
const mostCode = 40;

/** What staff are typing, above the page that they came from. */
type Typing = { what: 'address' } | { what: 'code'; address: string };

export function useHubEntry(asking: Asking) {
  const { t } = useTranslation('staff');
  const [typing, setTyping] = useState<Typing>();
  const [answer, setAnswer] = useAsked<HubAnswer>(asking, 'hub', everyMs);
  const act = async (body: object) => {
    const after = await asking.settle(asking.desk.send<HubAnswer>('hub', body));
    if (after) setAnswer(after);
    return after;
  };
  const enrol = async (address: string, code: string) => {
    setTyping(undefined);
    asking.say(t('hub.joining'));
    const after = await act({ do: 'enrol', address, code });
    if (after?.outcome) asking.say(t(`hub.outcome.${after.outcome}`));
  };
  const entry =
    typing &&
    (typing.what === 'address' ? (
      <TextEntry
        key="address"
        label={t('hub.askAddress')}
        initial={answer?.state.hub?.url ?? ''}
        said={asking.said}
        most={mostAddress}
        onDone={(address) => setTyping({ what: 'code', address })}
        onCancel={() => setTyping(undefined)}
      />
    ) : (
      <TextEntry
        key="code"
        label={t('hub.askCode')}
        initial=""
        said={asking.said}
        most={mostCode}
        onDone={(code) => asking.once(() => enrol(typing.address, code))}
        onCancel={() => setTyping(undefined)}
      />
    ));
  return { entry, answer, act, onJoin: () => setTyping({ what: 'address' }) };
}

export function HubBlock({ asking, view }: { asking: Asking; view: ReturnType<typeof useHubEntry> }) {
  const { t, i18n } = useTranslation('staff');
  const { answer, act, onJoin } = view;
  if (!answer) return null;
  const { hub, lastHeardMs, isCloned } = answer.state;
  const isTechnician = asking.desk.role === 'technician';
  const becomeAnother = async () => {
    const after = await act({ do: 'become-another' });
    if (after) asking.say(t(after.restartsItself ? 'hub.anotherRestarts' : 'hub.anotherByHand'));
  };
  return (
    <section className="staff-block">
      <h2>{t('hub.title')}</h2>
      <p className="note">
        {hub ? t('hub.joined', { hub: hub.name, kiosk: hub.kioskName, url: hub.url }) : t('hub.none')}
      </p>
      {hub && (
        <p className="staff-say">
          {lastHeardMs === undefined
            ? t('hub.neverHeard')
            : t('hub.heard', {
                at: new Intl.DateTimeFormat(i18n.language, {
                  dateStyle: 'medium',
                  timeStyle: 'short',
                }).format(lastHeardMs),
              })}
        </p>
      )}
      {hub && (
        <button type="button" className="button" onClick={() => asking.once(() => act({ do: 'try-now' }))}>
          {t('hub.tryNow')}
        </button>
      )}
      {!isTechnician && <p className="note">{t('hub.technician')}</p>}
      {isTechnician && (
        <button type="button" className="button" onClick={onJoin}>
          {t(hub ? 'hub.joinAnew' : 'hub.join')}
        </button>
      )}
      {isTechnician && hub && (
        <Confirm text={t('hub.leave')} what={t('hub.leaveWhat')} onConfirmed={() => act({ do: 'leave' })} />
      )}
      {isTechnician && isCloned && (
        <Confirm text={t('hub.another')} what={t('hub.anotherWhat')} onConfirmed={becomeAnother} />
      )}
    </section>
  );
}
