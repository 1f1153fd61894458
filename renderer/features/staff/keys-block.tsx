// Whose editions this kiosk goes by. A key comes on a stick; a technician accepts it after reading its
// fingerprint to the organisers. A recall list takes cases off every edition, whichever is shown.
import { useTranslation } from 'react-i18next';
import type { Editions, Sticks, TrustedKeys } from '../../../model/staff-api.ts';
import { Confirm } from './confirm.tsx';
import { useAsked, type Asking } from './use-asking.ts';

const recalled = ['taken', 'older', 'unreadable', 'untrusted'] as const;

export function KeysBlock({ asking, sticks }: { asking: Asking; sticks: Sticks['sticks'] }) {
  const { t } = useTranslation('staff');
  const [trusted, setTrusted] = useAsked<TrustedKeys>(asking, 'keys');
  const isKnown = (fingerprint: string) =>
    trusted?.keys.some((key) => key.fingerprint === fingerprint) ?? false;
  const accept = async (path: string) => {
    const after = await asking.settle(asking.desk.send<TrustedKeys>('keys/accept', { path }));
    if (after) setTrusted(after);
  };
  const takeList = async (path: string) => {
    const answer = await asking.settle(
      asking.desk.send<Editions & { taken?: { kind: string } }>('editions', { do: 'recall-list', path }),
    );
    const kind = recalled.find((each) => each === answer?.taken?.kind);
    if (kind) asking.say(t(`keys.list.${kind}`));
  };
  return (
    <section className="staff-block">
      <h2>{t('keys.title')}</h2>
      {trusted?.keys.length === 0 && <p className="staff-say">{t('keys.none')}</p>}
      <ul className="staff-list">
        {trusted?.keys.map(({ label, fingerprint }) => (
          <li key={fingerprint}>
            <strong>{label}</strong>
            <span>{fingerprint}</span>
          </li>
        ))}
        {sticks
          .flatMap(({ keys }) => keys)
          .filter(({ fingerprint }) => !isKnown(fingerprint))
          .map(({ path, label, fingerprint }) => (
            <li key={path}>
              <strong>{label}</strong>
              <span>{fingerprint}</span>
              {asking.desk.role === 'technician' ? (
                <Confirm
                  text={t('keys.accept')}
                  what={t('keys.acceptWhat', { label, fingerprint })}
                  onConfirmed={() => accept(path)}
                />
              ) : (
                <span>{t('keys.technician')}</span>
              )}
            </li>
          ))}
        {sticks.flatMap(({ recallList, label }) =>
          recallList === undefined
            ? []
            : [
                <li key={recallList}>
                  <strong>{t('keys.recallList')}</strong>
                  <span>{label}</span>
                  <Confirm
                    text={t('keys.takeList')}
                    what={t('keys.takeListWhat')}
                    onConfirmed={() => takeList(recallList)}
                  />
                </li>,
              ],
        )}
      </ul>
    </section>
  );
}
