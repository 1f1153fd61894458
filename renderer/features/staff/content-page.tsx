// Editions on a stick: looked at, checked, loaded beside the one that is shown, seen as a visitor would
// see it, switched to, and gone back from with one touch.
import { useTranslation } from 'react-i18next';
import type { Editions, StickPack, Sticks } from '../../../model/staff-api.ts';
import type { StaffDesk } from './ask-staff.ts';
import { Confirm } from './confirm.tsx';
import { KeysBlock } from './keys-block.tsx';
import { JobProgress } from './job-progress.tsx';
import { StaffPage } from './staff-page.tsx';
import { titleIn } from './title-in.ts';
import { useAsked, useAsking } from './use-asking.ts';
import { useJob } from './use-job.ts';
import { useOnce } from './use-once.ts';

const sticksEveryMs = 2_000;

type Listed = Editions['editions'][number];

export function ContentPage({
  desk,
  onShut,
  onBack,
  onPreview,
}: {
  desk: StaffDesk;
  onShut(): void;
  onBack(): void;
  onPreview(): Promise<void>;
}) {
  const { t, i18n } = useTranslation('staff');
  const asking = useAsking(desk, onShut);
  const [editions, setEditions] = useAsked<Editions>(asking, 'editions', sticksEveryMs);
  const [sticks] = useAsked<Sticks>(asking, 'sticks', sticksEveryMs);
  const view = useJob(asking);
  const find = (role: Listed['role']) => editions?.editions.find((each) => each.role === role);
  const [current, previous, staged] = [find('current'), find('previous'), find('staged')];

  const act = async (action: 'switch' | 'back' | 'discard') => {
    const after = await asking.settle(desk.send<Editions>('editions', { do: action }));
    if (!after) return;
    setEditions(after);
    asking.say(t(`content.done.${action}`));
  };
  return (
    <StaffPage
      title={t('home.content')}
      said={asking.said}
      shown={`${staged?.id} ${current?.id}`}
      onBack={onBack}
    >
      <section className="staff-block">
        <h2>{t('content.shown')}</h2>
        {current && <Edition edition={current} />}
        {previous && (
          <Confirm
            text={t('content.back', { number: previous.number })}
            what={t('content.backWhat', {
              title: titleIn(i18n.language, previous),
              number: previous.number,
              date: previous.date,
            })}
            isDisabled={view.isRunning}
            onConfirmed={() => act('back')}
          />
        )}
      </section>
      {staged && (
        <section className="staff-block staff-staged">
          <h2>{t('content.staged')}</h2>
          <Edition edition={staged} />
          <div className="staff-ways">
            <button
              type="button"
              className="button"
              onClick={() => asking.once(() => onPreview().catch(() => asking.say(t('refused.away'))))}
            >
              {t('content.preview')}
            </button>
            <Confirm
              text={t('content.switch')}
              what={t('content.switchWhat', { title: titleIn(i18n.language, staged), number: staged.number })}
              className="button button-next"
              isDisabled={view.isRunning}
              onConfirmed={() => act('switch')}
            />
            <Confirm
              text={t('content.discard')}
              what={t('content.discardWhat', {
                title: titleIn(i18n.language, staged),
                number: staged.number,
              })}
              isDisabled={view.isRunning}
              onConfirmed={() => act('discard')}
            />
          </div>
        </section>
      )}
      <JobProgress view={view} />
      <section className="staff-block">
        <h2>{t('content.sticks')}</h2>
        {sticks?.sticks.length === 0 && <p className="staff-say">{t('content.noStick')}</p>}
        {sticks?.sticks.map((stick) => (
          <div key={stick.path} className="stick">
            <h3>{stick.label}</h3>
            {stick.packs.length === 0 && <p className="note">{t('content.noPack')}</p>}
            <ul className="staff-list">
              {stick.packs.map((pack) => (
                <PackRow
                  key={pack.path}
                  pack={pack}
                  isOlder={current !== undefined && isOlder(pack, current)}
                  isBusy={view.isRunning}
                  onCheck={() => asking.once(() => view.start({ do: 'check', pack: pack.path }))}
                  onLoad={(goBack) => view.start({ do: 'load', pack: pack.path, goBack })}
                />
              ))}
            </ul>
          </div>
        ))}
      </section>
      <KeysBlock asking={asking} sticks={sticks?.sticks ?? []} />
    </StaffPage>
  );
}

const isOlder = (pack: StickPack, current: Listed) =>
  pack.date < current.date || (pack.date === current.date && pack.number < current.number);

function Edition({ edition }: { edition: Listed }) {
  const { t, i18n } = useTranslation('staff');
  const { number, date, signedBy, isShipped } = edition;
  return (
    <p className="staff-edition">
      <strong>{titleIn(i18n.language, edition)}</strong> {t('content.edition', { number, date })}{' '}
      <span className="note">
        {isShipped
          ? t('content.shipped')
          : signedBy
            ? t('content.signedBy', { label: signedBy.label })
            : t('content.unsigned')}
      </span>
    </p>
  );
}

function PackRow({
  pack,
  isOlder,
  isBusy,
  onCheck,
  onLoad,
}: {
  pack: StickPack;
  isOlder: boolean;
  isBusy: boolean;
  onCheck(): void;
  onLoad(goBack: boolean): Promise<void>;
}) {
  const { t, i18n } = useTranslation('staff');
  const [, once] = useOnce();
  return (
    <li>
      <strong>{titleIn(i18n.language, pack)}</strong>
      <span>
        {t('content.edition', { number: pack.number, date: pack.date })} · {pack.name}
      </span>
      <button type="button" className="button" disabled={isBusy} onClick={onCheck}>
        {t('content.check')}
      </button>
      {isOlder ? (
        <Confirm
          text={t('content.load')}
          what={t('content.olderWhat')}
          isDisabled={isBusy}
          onConfirmed={() => onLoad(true)}
        />
      ) : (
        <button
          type="button"
          className="button button-next"
          disabled={isBusy}
          onClick={() => once(() => onLoad(false))}
        >
          {t('content.load')}
        </button>
      )}
    </li>
  );
}
