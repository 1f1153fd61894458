// Private reflections: listed without words, opened in this page with the organisers' key file. The key is
// kept in this page's memory and nowhere else, and is gone with the page.
import { useState } from 'react';
import { z } from 'zod';
import { sealedPageSchema, type SealedPage as Page } from '../../../model/hub-desk.ts';
import { writeRoute } from '../app/route.ts';
import { useRoute } from '../app/use-route.ts';
import { askPath } from '../filters/filters.ts';
import type { Unanswered } from '../hub-api/ask-hub.ts';
import { useHub } from '../hub-api/hub-context.ts';
import { useLive } from '../hub-api/use-live.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useWords } from '../i18n/i18n.ts';
import { useNames } from '../i18n/use-names.ts';
import { FileChoice } from '../parts/file-choice.tsx';
import { LivePart, Nothing } from '../parts/live-part.tsx';
import { PageFrame, Section } from '../parts/page-frame.tsx';
import { UnansweredNote } from '../parts/unanswered.tsx';
import { ReflectionWords } from '../review/reflection-words.tsx';
import { keyMark, openSealed, readKey } from './read-key.ts';

type Sealed = Page['reflections'][number];
type Opened = { kind: 'words'; words: string; form: string } | { kind: 'wrong-key' };

export function SealedPage() {
  const { t } = useWords();
  const { query } = useRoute();
  const after = query['after'];
  const live = useLive(askPath('/api/sealed', after === undefined ? {} : { after }), sealedPageSchema);
  const [key, setKey] = useState<string>();
  const [isNoKey, setNoKey] = useState(false);
  const desk = useOpened(key);

  async function choose(file: File): Promise<void> {
    const read = readKey(await file.text());
    setNoKey(read === undefined);
    setKey(read);
  }

  return (
    <PageFrame title={t('page.sealed')} lead={t('sealed.lead')}>
      <Section id="key" title={t('sealed.key')} note={t('sealed.keyNote')}>
        {key === undefined ? (
          <FileChoice
            label={t('sealed.key')}
            accept=".txt,.key,.age,*"
            onFile={(file) => void choose(file)}
          />
        ) : (
          <p className="key-here" role="status">
            {t('sealed.chosen')}{' '}
            <button
              type="button"
              className="button"
              onClick={() => {
                setKey(undefined);
                desk.forget();
              }}
            >
              {t('sealed.forget')}
            </button>
          </p>
        )}
        {isNoKey && (
          <p className="note note-failed" role="alert">
            {t('sealed.noKey', { mark: keyMark })}
          </p>
        )}
      </Section>
      <UnansweredNote why={desk.failed} />
      <Section id="sealed" title={t('sealed.list')}>
        <LivePart of={live}>
          {(page) =>
            page.reflections.length === 0 ? (
              <Nothing>{t('sealed.none')}</Nothing>
            ) : (
              <SealedList page={page} desk={desk} hasKey={key !== undefined} />
            )
          }
        </LivePart>
      </Section>
    </PageFrame>
  );
}

type Desk = ReturnType<typeof useOpened>;

/** What was opened stays in this page only. */
function useOpened(key: string | undefined) {
  const ask = useHub();
  const [opened, setOpened] = useState<ReadonlyMap<string, Opened>>(new Map());
  const [failed, setFailed] = useState<Unanswered>();
  const [isBusy, setBusy] = useState(false);

  /** False where the hub did not give it. */
  async function openOne({ id, form }: Sealed): Promise<boolean> {
    const path = `/api/sealed/${id}`;
    const fetched = await ask({ method: 'POST', path, answers: z.object({ words: z.string() }) });
    if (fetched.kind !== 'answered') {
      setFailed(fetched.kind === 'unchanged' ? { kind: 'not-understood' } : fetched);
      return false;
    }
    const { words } = fetched.value;
    const plain = form === 'ciphertext' ? await openSealed(words, key ?? '') : words;
    const now: Opened =
      plain === undefined
        ? { kind: 'wrong-key' }
        : { kind: 'words', words: plain, form: form === 'ciphertext' ? formOf(plain) : form };
    setOpened((before) => new Map([...before, [id, now]]));
    return true;
  }

  return {
    opened,
    failed,
    isBusy,
    forget: () => setOpened(new Map()),
    async open(wanted: readonly Sealed[]): Promise<void> {
      setBusy(true);
      setFailed(undefined);
      for (const one of wanted) if (!(await openOne(one))) break;
      setBusy(false);
    },
  };
}

/** Handwriting is sealed as the JSON of its strokes. */
function formOf(words: string): 'ink' | 'text' {
  return words.startsWith('{"aspect"') || words.startsWith('{"strokes"') ? 'ink' : 'text';
}

function SealedList({ page, desk, hasKey }: { page: Page; desk: Desk; hasKey: boolean }) {
  const { t } = useWords();
  const format = useFormat();
  const { reflections, total, next } = page;
  const canOpen = ({ form, sizeBytes }: Sealed) => sizeBytes !== null && (hasKey || form !== 'ciphertext');
  const closed = reflections.filter((one) => canOpen(one) && !desk.opened.has(one.id));
  return (
    <>
      <p className="section-note">{t('sealed.total', { number: format.number(total) })}</p>
      {closed.length > 1 && (
        <p>
          <button
            type="button"
            className="button"
            disabled={desk.isBusy}
            onClick={() => void desk.open(closed)}
          >
            {t('sealed.openAll')}
          </button>
        </p>
      )}
      <ol className="sealed" aria-label={t('sealed.list')}>
        {reflections.map((reflection) => (
          <li key={reflection.id}>
            <SealedEntry reflection={reflection} desk={desk} canOpen={canOpen(reflection)} />
          </li>
        ))}
      </ol>
      <p className="rows-pages">
        <a href={writeRoute({ path: '/sealed', query: {} })}>{t('sealed.newest')}</a>
        {next !== null && (
          <a href={writeRoute({ path: '/sealed', query: { after: next } })}>{t('sealed.older')}</a>
        )}
      </p>
    </>
  );
}

type EntryProps = { reflection: Sealed; desk: Desk; canOpen: boolean };

function SealedEntry({ reflection, desk, canOpen }: EntryProps) {
  const { t } = useWords();
  const format = useFormat();
  const names = useNames();
  const { id, writtenMs, entry, audience, form, sizeBytes } = reflection;
  const opened = desk.opened.get(id);
  const where = [names.stop(reflection), names.entry(entry), audience !== '' && names.audience(audience)];
  return (
    <article className="reflection">
      <p className="reflection-place">
        <time dateTime={new Date(writtenMs).toISOString()}>{format.moment(writtenMs)}</time>
        {where.filter(Boolean).map((part) => (
          <span key={String(part)}>{part}</span>
        ))}
        {sizeBytes !== null && <span>{t('sealed.size', { number: format.number(sizeBytes) })}</span>}
      </p>
      {form !== 'ciphertext' && <p className="quiet">{t('sealed.plain')}</p>}
      {sizeBytes === null && <p className="quiet">{t('sealed.gone')}</p>}
      {opened?.kind === 'words' && (
        <ReflectionWords reflection={{ words: opened.words, form: opened.form }} />
      )}
      {opened?.kind === 'wrong-key' && (
        <p className="note note-failed" role="alert">
          {t('sealed.wrongKey')}
        </p>
      )}
      {canOpen && opened?.kind !== 'words' && (
        <button
          type="button"
          className="button"
          disabled={desk.isBusy}
          onClick={() => void desk.open([reflection])}
        >
          {t('sealed.open')}
        </button>
      )}
    </article>
  );
}
