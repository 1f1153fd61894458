// Where the kiosk stands: arrival and departure in two touches each, the groups that come, what of
// the six ones is held here, and the plan of the stops to come.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tour } from '../../../model/staff-api.ts';
import type { StaffDesk } from './ask-staff.ts';
import { Confirm } from './confirm.tsx';
import { StaffPage } from './staff-page.tsx';
import { ActivityForm, CloseGroupForm, GroupForm, StopForm } from './tour-forms.tsx';
import { useAsked, useAsking } from './use-asking.ts';

/** What is being filled in. */
type Form =
  | { name: 'arrive' | 'plan' | 'group' | 'activity' }
  | { name: 'close-group'; groupId: string; headcount: number };

type Sending = (path: string, body: unknown, method?: 'POST' | 'PUT') => Promise<void>;

export function TourPage({ desk, onShut, onBack }: { desk: StaffDesk; onShut(): void; onBack(): void }) {
  const { t } = useTranslation('staff');
  const asking = useAsking(desk, onShut);
  const [tour, setTour] = useAsked<Tour>(asking, 'tour');
  const [form, setForm] = useState<Form>();
  const send: Sending = async (path, body, method = 'POST') => {
    const after = await asking.settle(desk.send<Tour>(`tour/${path}`, body, method));
    // What was typed stays until it was taken.
    if (!after) return;
    setTour(after);
    setForm(undefined);
  };
  const openForm = (next: Form | undefined) => {
    asking.say(undefined);
    setForm(next);
  };
  if (form && tour) {
    const props = {
      tour,
      said: asking.said,
      onSend: (...sent: Parameters<Sending>) => asking.once(() => send(...sent)),
      onCancel: () => openForm(undefined),
    };
    switch (form.name) {
      case 'arrive':
      case 'plan':
        return <StopForm {...props} isPlan={form.name === 'plan'} />;
      case 'group':
        return <GroupForm {...props} />;
      case 'activity':
        return <ActivityForm {...props} />;
      case 'close-group':
        return <CloseGroupForm {...props} groupId={form.groupId} headcount={form.headcount} />;
    }
  }
  const shown = [tour?.stop?.stop_id, ...(tour?.groups ?? []).map(({ group_id }) => group_id)].join();
  return (
    <StaffPage title={t('tour.title')} said={asking.said} shown={shown} onBack={onBack}>
      {!tour && asking.said === undefined && <p className="staff-say">{t('door.opening')}</p>}
      {tour?.moved && (
        <p className="staff-warning" role="alert">
          {t(`tour.moved.${tour.moved}`)}
        </p>
      )}
      {tour && <Here tour={tour} onForm={openForm} onSend={send} />}
      {tour && <Plan tour={tour} onForm={openForm} onSend={send} />}
    </StaffPage>
  );
}

function Here({ tour, onForm, onSend }: { tour: Tour; onForm(form: Form): void; onSend: Sending }) {
  const { t } = useTranslation('staff');
  const { stop, groups, activities } = tour;
  if (!stop) {
    return (
      <section className="staff-block">
        <h2>{t('tour.nowhere')}</h2>
        <p className="note">{t('tour.nowhereWhy')}</p>
        <button type="button" className="button button-next" onClick={() => onForm({ name: 'arrive' })}>
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
          {stop.address !== '' && <>{stop.address} · </>}
          {t(`entry.${stop.entry}`)} · {t('tour.since', { at: shortTime(stop.arrivedAt) })} ·{' '}
          {t('tour.sessions', { count: tour.sessions })}
        </p>
        <Confirm
          text={t('tour.leave')}
          what={t('tour.leaveWhat', { name: stop.name, count: groups.length })}
          onConfirmed={() => onSend('leave', {})}
        />
      </section>
      <section className="staff-block">
        <h2>{t('tour.groups')}</h2>
        {groups.length === 0 && <p className="note">{t('tour.noGroups')}</p>}
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
        {activities.length === 0 && <p className="note">{t('tour.noActivities')}</p>}
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

function Plan({ tour, onForm, onSend }: { tour: Tour; onForm(form: Form): void; onSend: Sending }) {
  const { t } = useTranslation('staff');
  const { stops } = tour.itinerary;
  return (
    <section className="staff-block">
      <h2>{t('tour.plan')}</h2>
      {stops.length === 0 && <p className="note">{t('tour.noPlan')}</p>}
      <ul className="staff-list">
        {stops.map((stop) => (
          <li key={stop.stop_id}>
            <strong>{stop.name}</strong>
            <span>
              {t(`entry.${stop.entry}`)} · {stop.from}
              {stop.address !== '' && <> · {stop.address}</>}
            </span>
            {tour.stop?.stop_id !== stop.stop_id && (
              <Confirm
                text={t('tour.arrive')}
                what={t('tour.arriveWhat', { name: stop.name })}
                className="button button-next"
                onConfirmed={() => {
                  const { stop_id, name, entry, address } = stop;
                  return onSend('arrive', { stop_id, name, entry, ...(address !== '' && { address }) });
                }}
              />
            )}
            <Confirm
              text={t('tour.unplan')}
              what={t('tour.unplanWhat', { name: stop.name })}
              onConfirmed={() =>
                onSend('itinerary', { stops: stops.filter(({ stop_id }) => stop_id !== stop.stop_id) }, 'PUT')
              }
            />
          </li>
        ))}
      </ul>
      <button type="button" className="button" onClick={() => onForm({ name: 'plan' })}>
        {t('tour.planStop')}
      </button>
    </section>
  );
}

const shortTime = (iso: string) => `${iso.slice(5, 10)} ${iso.slice(11, 16)}`;
