// Kiosks at hand: a code to let one join, and taking one off the hub.
import { useState, type FormEvent } from 'react';
import { z } from 'zod';
import { newCodeSchema } from '../../../model/hub-desk.ts';
import { nowViewSchema, type NowView } from '../../../model/hub-views.ts';
import { Field } from '../entrance/field.tsx';
import { useChange } from '../hub-api/use-change.ts';
import { useLive } from '../hub-api/use-live.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useWords } from '../i18n/i18n.ts';
import { Confirm } from '../parts/confirm.tsx';
import { LivePart, Nothing } from '../parts/live-part.tsx';
import { Once } from '../parts/once.tsx';
import { PageFrame, Section } from '../parts/page-frame.tsx';
import { Register } from '../parts/register.tsx';
import { UnansweredNote } from '../parts/unanswered.tsx';

type Kiosk = NowView['kiosks'][number];
type Code = { name: string; code: string; expiresMs: number };

export function KiosksPage() {
  const { t } = useWords();
  const live = useLive('/api/views/now', nowViewSchema);
  const change = useChange();
  const [code, setCode] = useState<Code>();

  async function makeCode(name: string): Promise<boolean> {
    const wanted = {
      method: 'POST',
      path: '/api/kiosks/codes',
      body: { name },
      answers: newCodeSchema,
    } as const;
    const made = await change.run(wanted);
    if (made) setCode({ name, ...made });
    return made !== undefined;
  }
  const revoke = ({ kioskId }: Kiosk) =>
    void change.run({ method: 'POST', path: `/api/kiosks/${kioskId}/revoke`, answers: z.object({}) });

  return (
    <PageFrame title={t('page.kiosks')} lead={t('kiosks.lead')}>
      <UnansweredNote why={change.failed} />
      <Section id="enrol" title={t('kiosks.enrol')} note={t('kiosks.enrolNote')}>
        {code ? (
          <NewCode code={code} onDone={() => setCode(undefined)} />
        ) : (
          <CodeForm onMake={makeCode} isBusy={change.isBusy} />
        )}
      </Section>
      <Section id="kiosks" title={t('kiosks.list')}>
        <LivePart of={live} lines={4}>
          {({ kiosks, nowMs }) =>
            kiosks.length === 0 ? (
              <Nothing>{t('kiosks.none')}</Nothing>
            ) : (
              <KioskTable
                kiosks={kiosks}
                nowMs={nowMs}
                isBusy={change.isBusy}
                onRevoke={revoke}
                onRejoin={({ name }) => void makeCode(name)}
              />
            )
          }
        </LivePart>
      </Section>
    </PageFrame>
  );
}

function NewCode({ code: { name, code, expiresMs }, onDone }: { code: Code; onDone(): void }) {
  const { t } = useWords();
  const format = useFormat();
  return (
    <Once
      title={t('kiosks.code', { name })}
      text={code}
      note={t('kiosks.codeOnce', { at: format.moment(expiresMs) })}
      done={t('kiosks.codeDone')}
      isCode
      onDone={onDone}
    />
  );
}

function CodeForm({ onMake, isBusy }: { onMake(name: string): Promise<boolean>; isBusy: boolean }) {
  const { t } = useWords();
  const [name, setName] = useState('');
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '' && (await onMake(name.trim()))) setName('');
  };
  return (
    <form className="line-form" onSubmit={(event) => void send(event)}>
      <Field
        label={t('kiosks.name')}
        hint={t('kiosks.nameHint')}
        value={name}
        onValue={setName}
        maxLength={80}
        required
      />
      <button type="submit" className="button button-first" disabled={isBusy}>
        {t('kiosks.make')}
      </button>
    </form>
  );
}

type TableProps = {
  kiosks: readonly Kiosk[];
  nowMs: number;
  isBusy: boolean;
  onRevoke(kiosk: Kiosk): void;
  onRejoin(kiosk: Kiosk): void;
};

function KioskTable({ kiosks, nowMs, isBusy, onRevoke, onRejoin }: TableProps) {
  const { t } = useWords();
  const format = useFormat();
  return (
    <Register
      caption={t('kiosks.list')}
      rows={kiosks}
      keyOf={({ kioskId }) => kioskId}
      columns={[
        {
          key: 'name',
          head: t('kiosks.name'),
          isHead: true,
          cell: ({ name, kioskId, clonedMs }) => (
            <>
              {name} <span className="small">{kioskId}</span>
              {clonedMs !== null && <span className="small is-urgent">{t('kiosks.cloned')}</span>}
            </>
          ),
        },
        {
          key: 'heard',
          head: t('kiosks.heard'),
          cell: ({ lastHeardMs }) =>
            lastHeardMs === null ? t('now.neverHeard') : format.ago(lastHeardMs, nowMs),
        },
        { key: 'state', head: t('kiosks.state'), cell: ({ state }) => t(`kiosks.${state}`) },
        {
          key: 'act',
          head: <span className="for-readers">{t('kiosks.revoke')}</span>,
          cell: (kiosk) =>
            kiosk.state === 'revoked' || kiosk.clonedMs !== null ? (
              <button type="button" className="button" disabled={isBusy} onClick={() => onRejoin(kiosk)}>
                {t('kiosks.rejoin')}
              </button>
            ) : (
              <Confirm
                word={t('kiosks.revoke')}
                why={t('kiosks.revokeWhy', { name: kiosk.name })}
                yes={t('kiosks.revokeYes')}
                isBusy={isBusy}
                onYes={() => onRevoke(kiosk)}
              />
            ),
        },
      ]}
    />
  );
}
