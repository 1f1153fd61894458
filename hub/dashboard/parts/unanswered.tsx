// Why something came to nothing, and what to do: the hub's code as a sentence in the reader's language.
import { useWords } from '../i18n/i18n.ts';
import { refusalCodes } from '../i18n/refusal-codes.ts';
import type { Unanswered } from '../hub-api/ask-hub.ts';

export function useSaying() {
  const { t } = useWords();
  return (why: Unanswered): string => {
    if (why.kind !== 'refused') return t(`unanswered.${why.kind}`);
    const code = refusalCodes.find((known) => known === why.code);
    return code ? t(`refusal.${code}`) : t('unanswered.unknown', { code: why.code });
  };
}

/** Read out by a screen reader as soon as it stands there. */
export function UnansweredNote({ why }: { why: Unanswered | undefined }) {
  const say = useSaying();
  const { t } = useWords();
  if (!why) return null;
  return (
    <div className="note note-failed" role="alert">
      <p>{say(why)}</p>
      {why.kind === 'refused' && why.waitSeconds !== undefined && (
        <p>{t('unanswered.wait', { count: why.waitSeconds })}</p>
      )}
      {why.kind === 'refused' && why.findings.length > 0 && (
        <ul>
          {why.findings.map(({ where, what }) => (
            <li key={`${where} ${what}`}>
              <code>{where}</code> {what}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
