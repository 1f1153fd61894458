// Editions: a pack in, its check, its release; and the cases that are called back.
import { z } from 'zod';
import { mayDo } from '../../../model/hub-access.ts';
import { editionsSchema } from '../../../model/hub-desk.ts';
import { useMe } from '../app/me-context.ts';
import { useLive } from '../hub-api/use-live.ts';
import { useChange } from '../hub-api/use-change.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useWords } from '../i18n/i18n.ts';
import { LivePart, Nothing } from '../parts/live-part.tsx';
import { PageFrame, Section } from '../parts/page-frame.tsx';
import { UnansweredNote } from '../parts/unanswered.tsx';
import { PackEntry } from './pack-entry.tsx';
import { Recalled } from './recalled.tsx';
import { UploadPart } from './upload-part.tsx';

export function EditionsPage() {
  const { t } = useWords();
  const format = useFormat();
  const { role } = useMe();
  const live = useLive('/api/editions', editionsSchema);
  const change = useChange();
  const release = (sha256: string, to: 'all' | string[]) =>
    change.run({
      method: 'POST',
      path: `/api/editions/${sha256}/releases`,
      body: { to },
      answers: z.object({}),
    });
  return (
    <PageFrame title={t('page.editions')} lead={t('editions.lead')}>
      <UnansweredNote why={change.failed} />
      <LivePart of={live}>
        {({ packs, keys }) => (
          <>
            {mayDo(role, 'upload-editions') && (
              <Section id="upload" title={t('editions.upload')} note={t('editions.uploadNote')}>
                {keys.length === 0 ? (
                  <p className="note">{t('editions.noKeys')}</p>
                ) : (
                  <details>
                    <summary>{t('editions.keys')}</summary>
                    <ul className="keys">
                      {keys.map(({ label, fingerprint, notAfter }) => (
                        <li key={fingerprint}>
                          {label} <code>{fingerprint}</code>
                          {notAfter !== null && ` ${t('editions.keyUntil', { day: format.day(notAfter) })}`}
                        </li>
                      ))}
                    </ul>
                  </details>
                )}
                <UploadPart />
              </Section>
            )}
            <Section id="packs" title={t('editions.packs')}>
              {packs.length === 0 ? (
                <Nothing>{t('editions.none')}</Nothing>
              ) : (
                <ul className="packs">
                  {packs.map((pack) => (
                    <li key={pack.sha256}>
                      <PackEntry
                        pack={pack}
                        isBusy={change.isBusy}
                        onRelease={
                          mayDo(role, 'release-editions') ? (to) => void release(pack.sha256, to) : undefined
                        }
                      />
                    </li>
                  ))}
                </ul>
              )}
            </Section>
          </>
        )}
      </LivePart>
      <Recalled mayRecall={mayDo(role, 'release-editions')} />
    </PageFrame>
  );
}
