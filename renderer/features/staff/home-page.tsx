// What staff see first: the traffic light, each light with its sentence and the next thing to do, and
// the doors to everything else.
import { useTranslation } from 'react-i18next';
import type { Light, Lights } from '../../../model/staff-api.ts';
import type { StaffDesk } from './ask-staff.ts';
import { useAsked, useAsking } from './use-asking.ts';

const everyMs = 5_000;

export const staffPages = ['selfTest', 'tour', 'content', 'review', 'numbers', 'settings'] as const;
export type StaffPageName = (typeof staffPages)[number];

export function HomePage({
  desk,
  onPage,
  onShut,
}: {
  desk: StaffDesk;
  onPage(page: StaffPageName): void;
  onShut(): void;
}) {
  const { t } = useTranslation('staff');
  const asking = useAsking(desk, onShut);
  const [lights] = useAsked<Lights>(asking, 'lights', everyMs);
  return (
    <section className="staff-home">
      <nav className="staff-doors">
        {staffPages.map((page) => (
          <button key={page} type="button" className="button" onClick={() => onPage(page)}>
            {t(`home.${page}`)}
          </button>
        ))}
      </nav>
      <h1>{t('home.title')}</h1>
      <p className="staff-said" role="status">
        {asking.said}
      </p>
      <ul className="lights">
        {lights?.lights.map((light) => (
          <LightRow key={light.id} light={light} />
        ))}
      </ul>
    </section>
  );
}

function LightRow({ light: { id, state, code, values } }: { light: Light }) {
  const { t } = useTranslation('staff');
  // The kiosk names the sentence; a test proves that there is one for every code.
  const says = `lights.${id}.${code}.says` as 'lights.log.ready.says';
  const does = `lights.${id}.${code}.do` as 'lights.log.ready.do';
  return (
    <li className="light" data-state={state}>
      <b className="light-lamp" role="img" aria-label={t(`light.${state}`)} />
      <h2>{t(`lights.${id}.name`)}</h2>
      <p>{t(says, values as { events: number })}</p>
      <p className="light-do">{t(does)}</p>
    </li>
  );
}
