// What staff see first: whether all is well, and else the worst light first, with its sentence and the
// next thing to do; and the doors to everything else.
import { useTranslation } from 'react-i18next';
import type { Light, Lights, LightState } from '../../../model/staff-api.ts';
import { usePressGuard } from '../../app/use-press-guard.ts';
import type { StaffDesk } from './ask-staff.ts';
import { titleIn } from './title-in.ts';
import { useAsked, useAsking } from './use-asking.ts';
import './home-page.css';

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
  const guard = usePressGuard('home');
  const [answer] = useAsked<Lights>(asking, 'lights', everyMs);
  const lights = answer?.lights ?? [];
  const inState = (state: LightState) => lights.filter((light) => light.state === state);
  const [red, amber, green] = [inState('red'), inState('amber'), inState('green')];
  return (
    <section className="staff-home" {...guard}>
      <header>
        <h1>{t('home.title')}</h1>
        <p className="staff-sum" role="status">
          {!answer && t('door.opening')}
          {red.length > 0 && <span data-state="red">{t('home.red', { count: red.length })}</span>}
          {amber.length > 0 && <span data-state="amber">{t('home.amber', { count: amber.length })}</span>}
          {answer && green.length === lights.length && <span data-state="green">{t('home.allWell')}</span>}
        </p>
      </header>
      <p className="staff-said" role="status">
        {asking.said}
      </p>
      <ul className="lights">
        {[...red, ...amber, ...green].map((light) => (
          <LightRow key={light.id} light={light} />
        ))}
      </ul>
      <nav className="staff-doors">
        {staffPages.map((page) => (
          <button key={page} type="button" className="button" onClick={() => onPage(page)}>
            {t(`home.${page}`)}
          </button>
        ))}
      </nav>
    </section>
  );
}

function LightRow({ light: { id, state, code, values, titles } }: { light: Light }) {
  const { t, i18n } = useTranslation('staff');
  // The kiosk names the sentence; a test proves that there is one for every code.
  const says = `lights.${id}.${code}.says` as 'lights.log.ready.says';
  const does = `lights.${id}.${code}.do` as 'lights.log.ready.do';
  // Days are counted, so that the sentence may say “today”.
  const filled = {
    ...values,
    ...(typeof values.days === 'number' && { count: values.days }),
    ...(typeof values.title === 'string' && {
      title: titleIn(i18n.language, { title: values.title, titles }),
    }),
  };
  return (
    <li className="light" data-state={state}>
      <b className="light-lamp" role="img" aria-label={t(`light.${state}`)} />
      <h2>{t(`lights.${id}.name`)}</h2>
      <p>{t(says, filled as unknown as { events: number })}</p>
      {state !== 'green' && <p className="light-do">{t(does)}</p>}
    </li>
  );
}
