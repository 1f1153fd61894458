// What staff see first: the traffic light, each light with its sentence and the next thing to do, and
// the doors to everything else.
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Exhibition } from '../../../model/exhibition.ts';
import type { Light, Lights } from '../../../model/staff-api.ts';
import type { StaffDesk } from './ask-staff.ts';

const everyMs = 5_000;

export function HomePage({ desk, onShut }: { desk: StaffDesk; exhibition: Exhibition; onShut(): void }) {
  const lights = useLights(desk, onShut);
  return (
    <section className="staff-home">
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
  return (
    <li className="light" data-state={state}>
      <b className="light-lamp" role="img" aria-label={t(`light.${state}`)} />
      <h2>{t(`lights.${id}.name` as 'lights.log.name')}</h2>
      <p>{t(`lights.${id}.${code}.says` as 'lights.log.ready.says', values)}</p>
      <p className="light-do">{t(`lights.${id}.${code}.do` as 'lights.log.ready.do', values)}</p>
    </li>
  );
}

function useLights(desk: StaffDesk, onShut: () => void): Lights | undefined {
  const [lights, setLights] = useState<Lights>();
  const read = useEffectEvent(async () => {
    const answer = await desk.ask<Lights>('lights');
    if (answer.kind === 'answered') setLights(answer.value);
    else if (answer.kind === 'shut') onShut();
  });
  useEffect(() => {
    void read();
    const timer = setInterval(() => void read(), everyMs);
    return () => clearInterval(timer);
  }, []);
  return lights;
}
