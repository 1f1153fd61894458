// The cases that are called back, and a newer list for every kiosk.
import { useState } from 'react';
import { recalledSchema, recallsSchema } from '../../../model/hub-desk.ts';
import { signedRecallListSchema, type SignedRecallList } from '../../../model/pack.ts';
import { useChange } from '../hub-api/use-change.ts';
import { useLive } from '../hub-api/use-live.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useWords } from '../i18n/i18n.ts';
import { FileChoice } from '../parts/file-choice.tsx';
import { LivePart, Nothing } from '../parts/live-part.tsx';
import { Section } from '../parts/page-frame.tsx';
import { Register } from '../parts/register.tsx';
import { UnansweredNote } from '../parts/unanswered.tsx';

type Said = { kind: 'taken'; version: number } | { kind: 'unreadable' };

export function Recalled({ mayRecall }: { mayRecall: boolean }) {
  const { t } = useWords();
  const format = useFormat();
  const change = useChange();
  const [said, setSaid] = useState<Said>();
  const live = useLive('/api/recalls', recallsSchema);

  async function take(file: File): Promise<void> {
    setSaid(undefined);
    change.forget();
    const list = readList(await file.text());
    if (!list) return setSaid({ kind: 'unreadable' });
    const taken = await change.run({
      method: 'POST',
      path: '/api/recalls',
      body: list,
      answers: recalledSchema,
    });
    if (taken) setSaid({ kind: 'taken', version: taken.version });
  }

  return (
    <Section id="recalls" title={t('editions.recalls')} note={t('editions.recallsNote')}>
      <LivePart of={live} lines={2}>
        {({ cases }) =>
          cases.length === 0 ? (
            <Nothing>{t('editions.noRecalls')}</Nothing>
          ) : (
            <Register
              caption={t('editions.recalls')}
              rows={cases}
              keyOf={({ id }) => id}
              columns={[
                { key: 'case', head: t('editions.case'), isHead: true, cell: ({ id }) => id },
                {
                  key: 'on',
                  head: t('editions.recalledOn'),
                  cell: ({ recalledOn }) => format.day(recalledOn),
                },
              ]}
            />
          )
        }
      </LivePart>
      {mayRecall && (
        <FileChoice
          label={t('editions.takeList')}
          accept=".json"
          isBusy={change.isBusy}
          onFile={(file) => void take(file)}
        />
      )}
      {said?.kind === 'taken' && <p role="status">{t('editions.listTaken', { version: said.version })}</p>}
      {said?.kind === 'unreadable' && (
        <p className="note note-failed" role="alert">
          {t('editions.listUnreadable')}
        </p>
      )}
      <UnansweredNote why={change.failed} />
    </Section>
  );
}

function readList(text: string): SignedRecallList | undefined {
  try {
    return signedRecallListSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
