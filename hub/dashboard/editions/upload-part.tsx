// A pack on its way in: sent with its progress, checked with its progress, and what the check found.
import { z } from 'zod';
import { packMedia, uploadsSchema, type PackFinding, type Upload } from '../../../model/hub-desk.ts';
import { useLive } from '../hub-api/use-live.ts';
import { useSending } from '../hub-api/use-sending.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useWords } from '../i18n/i18n.ts';
import { FileChoice } from '../parts/file-choice.tsx';
import { LivePart } from '../parts/live-part.tsx';
import { SendingNote } from '../parts/sending-note.tsx';
import { UnansweredNote } from '../parts/unanswered.tsx';

/** A check takes some seconds; who waits for it wants to see it move. */
const checkedEveryMs = 2_000;
const answers = z.object({ uploadId: z.string() });

export function UploadPart() {
  const { t } = useWords();
  const sending = useSending();
  const live = useLive('/api/uploads', uploadsSchema, checkedEveryMs);
  const send = (file: File) => void sending.send({ path: '/api/uploads', file, type: packMedia, answers });
  return (
    <>
      <FileChoice label={t('file.choose')} accept=".zip" isBusy={sending.sent !== undefined} onFile={send} />
      <SendingNote sent={sending.sent} onStop={sending.stop} />
      <UnansweredNote why={sending.failed} />
      <LivePart of={live} lines={1}>
        {({ uploads: [newest, ...before] }) => (
          <>
            {newest && <UploadEntry upload={newest} />}
            {before.length > 0 && (
              <details>
                <summary>{t('editions.recent')}</summary>
                {before.map((upload) => (
                  <UploadEntry key={upload.uploadId} upload={upload} />
                ))}
              </details>
            )}
          </>
        )}
      </LivePart>
    </>
  );
}

function UploadEntry({ upload }: { upload: Upload }) {
  const { t } = useWords();
  const format = useFormat();
  const { state, doneBytes, totalBytes, begunMs, uploadedBy, outcome } = upload;
  const isWell = state === 'kept' || state === 'checking';
  return (
    <article className={`upload is-${state} ${isWell ? 'note' : 'note note-failed'}`}>
      <p className="small">
        {outcome?.pack?.title} {t('editions.recentNote', { by: uploadedBy, at: format.moment(begunMs) })}
      </p>
      <p role="status">
        {state === 'checking'
          ? t('editions.state.checking', { share: format.share(doneBytes, totalBytes) ?? '' })
          : t(`editions.state.${state}`)}
      </p>
      {state === 'checking' && (
        <progress max={totalBytes} value={doneBytes} aria-label={t('editions.progress')} />
      )}
      {outcome && outcome.findings.length > 0 && <Findings findings={outcome.findings} />}
    </article>
  );
}

function Findings({ findings }: { findings: readonly PackFinding[] }) {
  const { t, language } = useWords();
  return (
    <ul className="findings" aria-label={t('editions.findings')}>
      {findings.map(({ severity, code, place, zh, en }, index) => (
        <li key={`${code} ${place} ${index}`}>
          <strong>{t(`editions.${severity}`)}</strong> {place !== '' && <code>{place}</code>}{' '}
          <span lang={language === 'en' ? 'en' : 'zh-Hans'}>{language === 'en' ? en : zh}</span>
        </li>
      ))}
    </ul>
  );
}
