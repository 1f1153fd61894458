// The plan of the tour: where it goes and when. Kiosks offer its stops to their staff.
import { useState, type FormEvent } from 'react';
import { z } from 'zod';
import { audiences, type Audience } from '../../../model/aspects.ts';
import { mayDo } from '../../../model/hub-access.ts';
import { plannedTourSchema } from '../../../model/hub-desk.ts';
import type { PlannedStop } from '../../../model/staff-api.ts';
import { useMe } from '../app/me-context.ts';
import { Field } from '../entrance/field.tsx';
import { useChange } from '../hub-api/use-change.ts';
import { useLive } from '../hub-api/use-live.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useWords } from '../i18n/i18n.ts';
import { useNames } from '../i18n/use-names.ts';
import { Confirm } from '../parts/confirm.tsx';
import { LivePart, Nothing } from '../parts/live-part.tsx';
import { PageFrame, Section } from '../parts/page-frame.tsx';
import { Register } from '../parts/register.tsx';
import { UnansweredNote } from '../parts/unanswered.tsx';
import { makeStopId } from './make-stop-id.ts';

type Plan = z.infer<typeof plannedTourSchema>;
type Write = (stops: readonly PlannedStop[]) => Promise<boolean>;

export function PlanPage() {
  const { t } = useWords();
  const live = useLive('/api/itinerary', plannedTourSchema);
  return (
    <PageFrame title={t('page.plan')} lead={t('plan.lead')}>
      <LivePart of={live}>{(plan) => <PlanPart plan={plan} />}</LivePart>
    </PageFrame>
  );
}

function PlanPart({ plan }: { plan: Plan }) {
  const { t } = useWords();
  const format = useFormat();
  const change = useChange();
  const mayPlan = mayDo(useMe().role, 'manage-kiosks');
  const { itinerary, changedMs, changedBy } = plan;
  const { stops } = itinerary;
  async function write(next: readonly PlannedStop[]): Promise<boolean> {
    const body = {
      itinerary: { stops: next.toSorted((a, b) => (a.from < b.from ? -1 : 1)) },
      basedOnMs: changedMs,
    };
    const wanted = { method: 'PUT', path: '/api/itinerary', body, answers: z.object({}) } as const;
    return (await change.run(wanted)) !== undefined;
  }
  return (
    <>
      <UnansweredNote why={change.failed} />
      {stops.length === 0 ? (
        <Nothing>{t('plan.none')}</Nothing>
      ) : (
        <Stops stops={stops} isBusy={change.isBusy} write={mayPlan ? write : undefined} />
      )}
      {changedMs !== null && (
        <p className="small">{t('plan.changed', { by: changedBy, at: format.moment(changedMs) })}</p>
      )}
      {mayPlan && (
        <Section id="add" title={t('plan.add')}>
          <StopForm stops={stops} isBusy={change.isBusy} write={write} />
        </Section>
      )}
    </>
  );
}

type StopsProps = { stops: readonly PlannedStop[]; isBusy: boolean; write: Write | undefined };

function Stops({ stops, isBusy, write }: StopsProps) {
  const { t } = useWords();
  const format = useFormat();
  const names = useNames();
  return (
    <Register
      caption={t('page.plan')}
      rows={stops}
      keyOf={({ stop_id }) => stop_id}
      columns={[
        {
          key: 'days',
          head: t('plan.days'),
          cell: ({ from, to }) =>
            from === to ? format.day(from) : t('plan.fromTo', { from: format.day(from), to: format.day(to) }),
        },
        { key: 'stop', head: t('plan.stop'), isHead: true, cell: ({ name }) => name },
        { key: 'entry', head: t('plan.entry'), cell: ({ entry }) => names.entry(entry) },
        { key: 'address', head: t('plan.address'), cell: ({ address }) => address },
        ...(write
          ? [
              {
                key: 'remove',
                head: <span className="for-readers">{t('plan.remove')}</span>,
                cell: ({ stop_id, name }: PlannedStop) => (
                  <Confirm
                    word={t('plan.remove')}
                    why={t('plan.removeWhy', { name })}
                    yes={t('plan.remove')}
                    isBusy={isBusy}
                    onYes={() => void write(stops.filter((stop) => stop.stop_id !== stop_id))}
                  />
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

const empty = { name: '', address: '', from: '', to: '' };

function StopForm({
  stops,
  isBusy,
  write,
}: {
  stops: readonly PlannedStop[];
  isBusy: boolean;
  write: Write;
}) {
  const { t } = useWords();
  const names = useNames();
  const [entry, setEntry] = useState<Audience>('offices');
  const [fields, setFields] = useState(empty);
  const [isWrong, setWrong] = useState(false);
  const set = (name: keyof typeof empty) => (value: string) => setFields({ ...fields, [name]: value });

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    const { name, address, from, to } = fields;
    const isComplete = name.trim() !== '' && from !== '' && to !== '' && from <= to;
    setWrong(!isComplete);
    if (!isComplete) return;
    const stop_id = makeStopId(
      name,
      from,
      stops.map((stop) => stop.stop_id),
    );
    if (await write([...stops, { stop_id, name: name.trim(), entry, address: address.trim(), from, to }])) {
      setFields(empty);
    }
  }

  return (
    <form className="stop-form" noValidate onSubmit={(event) => void save(event)}>
      <Field label={t('plan.name')} value={fields.name} onValue={set('name')} maxLength={200} />
      <div className="field">
        <label htmlFor="plan-entry">{t('plan.entry')}</label>
        <select
          id="plan-entry"
          value={entry}
          onChange={({ target }) => setEntry(audiences.find((one) => one === target.value) ?? 'offices')}
        >
          {audiences.map((one) => (
            <option key={one} value={one}>
              {names.entry(one)}
            </option>
          ))}
        </select>
      </div>
      <Field label={t('plan.from')} type="date" value={fields.from} onValue={set('from')} />
      <Field label={t('plan.to')} type="date" value={fields.to} onValue={set('to')} />
      <Field label={t('plan.address')} value={fields.address} onValue={set('address')} maxLength={400} />
      {isWrong && (
        <p className="field-wrong" role="alert">
          {t('plan.wrong')}
        </p>
      )}
      <button type="submit" className="button button-first" disabled={isBusy}>
        {t('plan.save')}
      </button>
    </form>
  );
}
