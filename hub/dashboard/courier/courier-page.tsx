// The stick as courier: a kiosk's records in, acknowledgements, editions and the recall list out.
import { useState } from 'react';
import {
  batchesMedia,
  editionsSchema,
  importedSchema,
  recallsSchema,
  type ImportedBatches,
} from '../../../model/hub-desk.ts';
import { recallListFile } from '../../../model/pack.ts';
import { batchFileEnding, courierFolder } from '../../../model/sync-batch.ts';
import { useDownload } from '../hub-api/use-download.ts';
import { useLive } from '../hub-api/use-live.ts';
import { useSending } from '../hub-api/use-sending.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useWords } from '../i18n/i18n.ts';
import { FileChoice } from '../parts/file-choice.tsx';
import { LivePart, Nothing } from '../parts/live-part.tsx';
import { PageFrame, Section } from '../parts/page-frame.tsx';
import { saveFile } from '../parts/save-file.ts';
import { SendingNote } from '../parts/sending-note.tsx';
import { UnansweredNote } from '../parts/unanswered.tsx';
import { useWhy } from './use-why.ts';

export function CourierPage() {
  const { t } = useWords();
  const sending = useSending();
  const [imported, setImported] = useState<ImportedBatches>();

  async function bring(file: File): Promise<void> {
    setImported(undefined);
    const wanted = { path: '/api/courier', file, type: batchesMedia, answers: importedSchema };
    setImported(await sending.send(wanted));
  }

  return (
    <PageFrame title={t('page.courier')} lead={t('courier.lead')}>
      <Section
        id="in"
        title={t('courier.in')}
        note={t('courier.inNote', { folder: courierFolder, ending: batchFileEnding })}
      >
        <FileChoice
          label={t('file.choose')}
          accept=".ndjson"
          isBusy={sending.sent !== undefined}
          onFile={(file) => void bring(file)}
        />
        <SendingNote sent={sending.sent} onStop={sending.stop} />
        <UnansweredNote why={sending.failed} />
        {imported && <TakenIn imported={imported} />}
      </Section>
      <Section id="out" title={t('courier.out')} note={t('courier.outNote')}>
        <ToCarry />
      </Section>
    </PageFrame>
  );
}

function TakenIn({ imported }: { imported: ImportedBatches }) {
  const { t } = useWords();
  const format = useFormat();
  const say = useWhy();
  const { batches, events, kioskIds, refused, acknowledgements } = imported;
  return (
    <div className="taken-in" role="status">
      <h3>{t('courier.done')}</h3>
      <dl className="reach-more">
        <div>
          <dt>{t('courier.batches')}</dt>
          <dd>{format.number(batches)}</dd>
        </div>
        <div>
          <dt>{t('courier.events')}</dt>
          <dd>{format.number(events)}</dd>
        </div>
        <div>
          <dt>{t('courier.fromKiosks')}</dt>
          <dd>{kioskIds.join(' ')}</dd>
        </div>
      </dl>
      {refused.length > 0 && (
        <div className="note note-failed">
          <p>{t('courier.refused', { number: format.number(refused.length) })}</p>
          <ul>
            {refused.map(({ line, why }) => (
              <li key={line}>{t('courier.line', { line: format.number(line), why: say(why) })}</li>
            ))}
          </ul>
        </div>
      )}
      {acknowledgements.text !== '' && (
        <>
          <h3>{t('courier.back')}</h3>
          <p className="section-note">{t('courier.backNote')}</p>
          <button
            type="button"
            className="button button-first"
            onClick={() =>
              saveFile(acknowledgements.name, new Blob([acknowledgements.text], { type: batchesMedia }))
            }
          >
            {t('courier.save')}
          </button>
        </>
      )}
    </div>
  );
}

function ToCarry() {
  const { t } = useWords();
  const format = useFormat();
  const download = useDownload();
  const editions = useLive('/api/editions', editionsSchema);
  const recalls = useLive('/api/recalls', recallsSchema);
  const isBusy = download.state.kind === 'coming';
  const save = (path: string, name: string) => void download.run({ path, name });
  return (
    <>
      <LivePart of={editions} lines={3}>
        {({ packs }) =>
          packs.length === 0 ? (
            <Nothing>{t('courier.noPacks')}</Nothing>
          ) : (
            <ul className="to-carry">
              {packs.map(({ sha256, title, edition, sizeBytes }) => (
                <li key={sha256}>
                  <span>
                    {title} <span className="small">{edition}</span>
                  </span>
                  <button
                    type="button"
                    className="button"
                    disabled={isBusy}
                    onClick={() => save(`/api/editions/${sha256}/file`, `${edition}.zip`)}
                  >
                    {t('courier.savePack')} <span className="small">{format.bytes(sizeBytes)}</span>
                  </button>
                </li>
              ))}
            </ul>
          )
        }
      </LivePart>
      <LivePart of={recalls} lines={1}>
        {({ version }) =>
          version === 0 ? null : (
            <p className="to-carry-list">
              <span>{t('courier.recalls', { version })}</span>{' '}
              <button
                type="button"
                className="button"
                disabled={isBusy}
                onClick={() => save('/api/recalls/file', recallListFile)}
              >
                {t('courier.saveRecalls')}
              </button>
            </p>
          )
        }
      </LivePart>
      {download.state.kind === 'saved' && <p role="status">{t('file.saved')}</p>}
      <UnansweredNote why={download.state.kind === 'failed' ? download.state.why : undefined} />
    </>
  );
}
