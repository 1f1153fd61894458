// What staff fill in about the tour, one question at a time; nothing is sent before the last answer.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { audiences, type Audience } from '../../../model/aspects.ts';
import { activityKinds, type ActivityKind, type PlannedStop, type Tour } from '../../../model/staff-api.ts';
import { Choice } from './choice.tsx';
import { DaysEntry } from './days-entry.tsx';
import { makeStopId } from './make-stop-id.ts';
import { NumberEntry } from './number-entry.tsx';
import { TextEntry } from './text-entry.tsx';

interface FormProps {
  tour: Tour;
  /** What went wrong with the last sending. */
  said: string | undefined;
  onSend(path: string, body: unknown, method?: 'POST' | 'PUT'): void;
  onCancel(): void;
}

/** A stop that is arrived at now, or planned for later. */
export function StopForm({ tour, said, isPlan, onSend, onCancel }: FormProps & { isPlan: boolean }) {
  const { t } = useTranslation('staff');
  const [entry, setEntry] = useState<Audience>();
  const [name, setName] = useState<string>();
  const [address, setAddress] = useState<string>();
  if (!entry) return <EntryChoice onChoose={setEntry} onCancel={onCancel} />;
  if (name === undefined)
    return (
      <TextEntry key="name" label={t('tour.stopName')} initial="" onDone={setName} onCancel={onCancel} />
    );
  const stop_id = makeStopId(name, tour);
  const takeAddress = (typed: string) => {
    if (isPlan) setAddress(typed);
    else onSend('arrive', { stop_id, name, entry, ...(typed !== '' && { address: typed }) });
  };
  if (address === undefined)
    return (
      <TextEntry
        key="address"
        label={t('tour.address', { name })}
        initial=""
        said={said}
        most={400}
        mayBeEmpty
        onDone={takeAddress}
        onCancel={onCancel}
      />
    );
  const others = tour.itinerary.stops.filter((stop) => stop.stop_id !== stop_id);
  const plan = (from: string, to: string) => {
    const stop: PlannedStop = { stop_id, name, entry, address, from, to };
    onSend('itinerary', { stops: [...others, stop] }, 'PUT');
  };
  return <DaysEntry label={name} today={tour.today} said={said} onDone={plan} onCancel={onCancel} />;
}

export function GroupForm({ said, onSend, onCancel }: FormProps) {
  const { t } = useTranslation('staff');
  const [entry, setEntry] = useState<Audience>();
  const [organisation, setOrganisation] = useState<string>();
  if (!entry) return <EntryChoice onChoose={setEntry} onCancel={onCancel} />;
  if (organisation === undefined) return <OrganisationEntry onDone={setOrganisation} onCancel={onCancel} />;
  return (
    <NumberEntry
      label={t('tour.howMany')}
      said={said}
      onDone={(digits) => onSend('groups', { organisation, entry, headcount: Number(digits) })}
      onCancel={onCancel}
    />
  );
}

export function CloseGroupForm({
  said,
  groupId,
  headcount,
  onSend,
  onCancel,
}: FormProps & { groupId: string; headcount: number }) {
  const { t } = useTranslation('staff');
  return (
    <NumberEntry
      label={t('tour.howManyAtLast')}
      initial={headcount}
      said={said}
      onDone={(digits) => onSend('groups/close', { group_id: groupId, headcount: Number(digits) })}
      onCancel={onCancel}
    />
  );
}

export function ActivityForm({ tour, said, onSend, onCancel }: FormProps) {
  const { t } = useTranslation('staff');
  const [kind, setKind] = useState<ActivityKind>();
  const [organisation, setOrganisation] = useState<string>();
  if (!kind) {
    return (
      <Choice
        label={t('tour.whichActivity')}
        options={activityKinds}
        name={(each) => t(`activity.${each}`)}
        onChoose={(chosen) => setKind(chosen)}
        onCancel={onCancel}
      />
    );
  }
  if (organisation === undefined) return <OrganisationEntry onDone={setOrganisation} onCancel={onCancel} />;
  return (
    <NumberEntry
      label={t('tour.howMany')}
      said={said}
      onDone={(digits) =>
        onSend('activities', { kind, organisation, headcount: Number(digits), date: tour.today })
      }
      onCancel={onCancel}
    />
  );
}

function EntryChoice({ onChoose, onCancel }: { onChoose(entry: Audience): void; onCancel(): void }) {
  const { t } = useTranslation('staff');
  return (
    <Choice
      label={t('tour.whichEntry')}
      options={audiences}
      name={(entry) => t(`entry.${entry}`)}
      onChoose={onChoose}
      onCancel={onCancel}
    />
  );
}

function OrganisationEntry({ onDone, onCancel }: { onDone(name: string): void; onCancel(): void }) {
  const { t } = useTranslation('staff');
  return <TextEntry label={t('tour.organisation')} initial="" onDone={onDone} onCancel={onCancel} />;
}
