// Where the kiosk stands: arrival and departure in two touches each, the groups that come, what of
// the six ones is held here, and the plan of the stops to come.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { audiences, type Audience } from '../../../model/aspects.ts';
import { activityKinds, type ActivityKind, type PlannedStop, type Tour } from '../../../model/staff-api.ts';
import type { StaffDesk } from './ask-staff.ts';
import { Confirm } from './confirm.tsx';
import { DaysEntry } from './days-entry.tsx';
import { NumberEntry } from './number-entry.tsx';
import { StaffPage } from './staff-page.tsx';
import { TextEntry } from './text-entry.tsx';
import { useAsked, useAsking } from './use-asking.ts';

/** What is being filled in, one question at a time. */
type Form =
  | { name: 'stop'; entry?: Audience; title?: string; isPlan: boolean }
  | { name: 'group'; entry?: Audience; organisation?: string }
  | { name: 'close-group'; groupId: string; headcount: number }
  | { name: 'activity'; kind?: ActivityKind; organisation?: string };

export function TourPage({ desk, onShut, onBack }: { desk: StaffDesk; onShut(): void; onBack(): void }) {
  const { t } = useTranslation('staff');
  const asking = useAsking(desk, onShut);
  const [tour, setTour] = useAsked<Tour>(asking, 'tour');
  const [form, setForm] = useState<Form>();
  const send = async (path: string, body: unknown, method: 'POST' | 'PUT' = 'POST') => {
    setForm(undefined);
    const after = await asking.settle(desk.send<Tour>(`tour/${path}`, body, method));
    if (after) setTour(after);
    return after !== undefined;
  };
  const plan = (stops: PlannedStop[]) => send('itinerary', { stops }, 'PUT');
  if (form && tour) return <TourForm form={form} tour={tour} onForm={setForm} onSend={send} onPlan={plan} />;
  return (
    <StaffPage title={t('tour.title')} said={asking.said} onBack={onBack}>
      {tour?.moved && (
        <p className="staff-warning" role="alert">
          {t(`tour.moved.${tour.moved}`)}
        </p>
      )}
      {tour && <Here tour={tour} onForm={setForm} onSend={send} />}
      {tour && <Plan tour={tour} onForm={setForm} onSend={send} onPlan={plan} />}
    </StaffPage>
  );
}

type Sending = (path: string, body: unknown, method?: 'POST' | 'PUT') => Promise<boolean>;

function Here({ tour, onForm, onSend }: { tour: Tour; onForm(form: Form): void; onSend: Sending }) {
  const { t } = useTranslation('staff');
  const { stop, groups, activities } = tour;
  if (!stop) {
    return (
      <section className="staff-block">
        <h2>{t('tour.nowhere')}</h2>
        <button
          type="button"
          className="button button-next"
          onClick={() => onForm({ name: 'stop', isPlan: false })}
        >
          {t('tour.arriveNew')}
        </button>
      </section>
    );
  }
  return (
    <>
      <section className="staff-block">
        <h2>{stop.name}</h2>
        <p className="note">
          {t(`entry.${stop.entry}`)} · {t('tour.since', { at: shortTime(stop.arrivedAt) })} ·{' '}
          {t('tour.sessions', { count: tour.sessions })}
        </p>
        <Confirm
          text={t('tour.leave')}
          what={t('tour.leaveWhat', { name: stop.name, count: groups.length })}
          onConfirmed={() => void onSend('leave', {})}
        />
      </section>
      <section className="staff-block">
        <h2>{t('tour.groups')}</h2>
        <ul className="staff-list">
          {groups.map((group) => (
            <li key={group.group_id}>
              <strong>{group.organisation}</strong>
              <span>
                {t('tour.people', { count: group.headcount })} ·{' '}
                {t('tour.since', { at: shortTime(group.openedAt) })}
              </span>
              <button
                type="button"
                className="button"
                onClick={() =>
                  onForm({ name: 'close-group', groupId: group.group_id, headcount: group.headcount })
                }
              >
                {t('tour.closeGroup')}
              </button>
            </li>
          ))}
        </ul>
        <button type="button" className="button button-next" onClick={() => onForm({ name: 'group' })}>
          {t('tour.openGroup')}
        </button>
      </section>
      <section className="staff-block">
        <h2>{t('tour.activities')}</h2>
        <ul className="staff-list">
          {activities.map((activity, index) => (
            <li key={index}>
              <strong>{t(`activity.${activity.kind}`)}</strong>
              <span>
                {activity.organisation} · {t('tour.people', { count: activity.headcount })} · {activity.date}
              </span>
            </li>
          ))}
        </ul>
        <button type="button" className="button" onClick={() => onForm({ name: 'activity' })}>
          {t('tour.recordActivity')}
        </button>
      </section>
    </>
  );
}

function Plan({
  tour,
  onForm,
  onSend,
  onPlan,
}: {
  tour: Tour;
  onForm(form: Form): void;
  onSend: Sending;
  onPlan(stops: PlannedStop[]): Promise<boolean>;
}) {
  const { t } = useTranslation('staff');
  const { stops } = tour.itinerary;
  return (
    <section className="staff-block">
      <h2>{t('tour.plan')}</h2>
      <ul className="staff-list">
        {stops.map((stop) => (
          <li key={stop.stop_id}>
            <strong>{stop.name}</strong>
            <span>
              {t(`entry.${stop.entry}`)} · {stop.from}
            </span>
            {tour.stop?.stop_id !== stop.stop_id && (
              <Confirm
                text={t('tour.arrive')}
                what={t('tour.arriveWhat', { name: stop.name })}
                className="button button-next"
                onConfirmed={() => {
                  const { stop_id, name, entry, address } = stop;
                  void onSend('arrive', { stop_id, name, entry, ...(address !== '' && { address }) });
                }}
              />
            )}
            <Confirm
              text={t('tour.unplan')}
              what={t('tour.unplanWhat', { name: stop.name })}
              onConfirmed={() => void onPlan(stops.filter(({ stop_id }) => stop_id !== stop.stop_id))}
            />
          </li>
        ))}
      </ul>
      <button type="button" className="button" onClick={() => onForm({ name: 'stop', isPlan: true })}>
        {t('tour.planStop')}
      </button>
    </section>
  );
}

function TourForm({
  form,
  tour,
  onForm,
  onSend,
  onPlan,
}: {
  form: Form;
  tour: Tour;
  onForm(form: Form | undefined): void;
  onSend: Sending;
  onPlan(stops: PlannedStop[]): Promise<boolean>;
}) {
  const { t } = useTranslation('staff');
  const cancel = () => onForm(undefined);
  const ask = {
    entry: (then: (entry: Audience) => void) => (
      <Choice
        label={t('tour.whichEntry')}
        options={audiences}
        name={(entry) => t(`entry.${entry}`)}
        onChoose={then}
        onCancel={cancel}
      />
    ),
    text: (label: string, then: (text: string) => void) => (
      <TextEntry label={label} initial="" onDone={then} onCancel={cancel} />
    ),
    number: (label: string, initial: number | undefined, then: (number: number) => void) => (
      <NumberEntry
        label={label}
        {...(initial !== undefined && { initial })}
        onDone={(digits) => then(Number(digits))}
        onCancel={cancel}
      />
    ),
  };
  switch (form.name) {
    case 'stop': {
      const { entry, isPlan } = form;
      if (!entry) return ask.entry((chosen) => onForm({ ...form, entry: chosen }));
      if (form.title !== undefined) {
        const name = form.title;
        const stop_id = makeStopId(name, tour);
        const others = tour.itinerary.stops.filter((stop) => stop.stop_id !== stop_id);
        return (
          <DaysEntry
            label={name}
            today={tour.today}
            onDone={(from, to) => void onPlan([...others, { stop_id, name, entry, address: '', from, to }])}
            onCancel={cancel}
          />
        );
      }
      return ask.text(t('tour.stopName'), (name) => {
        const stop_id = makeStopId(name, tour);
        if (!isPlan) return void onSend('arrive', { stop_id, name, entry });
        onForm({ ...form, title: name });
      });
    }
    case 'group': {
      const { entry, organisation } = form;
      if (!entry) return ask.entry((chosen) => onForm({ ...form, entry: chosen }));
      if (organisation === undefined)
        return ask.text(t('tour.organisation'), (text) => onForm({ ...form, organisation: text }));
      return ask.number(
        t('tour.howMany'),
        undefined,
        (headcount) => void onSend('groups', { organisation, entry, headcount }),
      );
    }
    case 'close-group':
      return ask.number(
        t('tour.howManyAtLast'),
        form.headcount,
        (headcount) => void onSend('groups/close', { group_id: form.groupId, headcount }),
      );
    case 'activity': {
      const { kind, organisation } = form;
      if (!kind)
        return (
          <Choice
            label={t('tour.whichActivity')}
            options={activityKinds}
            name={(each) => t(`activity.${each}`)}
            onChoose={(chosen) => onForm({ ...form, kind: chosen })}
            onCancel={cancel}
          />
        );
      if (organisation === undefined)
        return ask.text(t('tour.organisation'), (text) => onForm({ ...form, organisation: text }));
      return ask.number(
        t('tour.howMany'),
        undefined,
        (headcount) => void onSend('activities', { kind, organisation, headcount, date: tour.today }),
      );
    }
  }
}

function Choice<Option extends string>({
  label,
  options,
  name,
  onChoose,
  onCancel,
}: {
  label: string;
  options: readonly Option[];
  name(option: Option): string;
  onChoose(option: Option): void;
  onCancel(): void;
}) {
  const { t } = useTranslation('staff');
  return (
    <div className="staff-entry">
      <header>
        <h2>{label}</h2>
        <button type="button" className="link" onClick={onCancel}>
          {t('cancel')}
        </button>
      </header>
      <ul className="staff-choices">
        {options.map((option) => (
          <li key={option}>
            <button type="button" className="button" onClick={() => onChoose(option)}>
              {name(option)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A stop of this name keeps its id, so that a second visit there is the same stop in the numbers. */
function makeStopId(name: string, { itinerary, today }: Tour): string {
  const known = itinerary.stops.find((stop) => stop.name === name);
  if (known) return known.stop_id;
  const letters = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  const hash = [...name].reduce((sum, char) => (sum * 31 + (char.codePointAt(0) ?? 0)) % 0xffffff, 7);
  return `${letters === '' ? 'stop' : letters.slice(0, 40)}-${today.replaceAll('-', '')}-${hash.toString(36)}`;
}

const shortTime = (iso: string) => `${iso.slice(5, 10)} ${iso.slice(11, 16)}`;
