// How much of a file is gone, and a way to stop it.
import { useFormat } from '../i18n/use-format.ts';
import { useWords } from '../i18n/i18n.ts';

type SendingNoteProps = { sent: { bytes: number; of: number } | undefined; onStop(): void };

export function SendingNote({ sent, onStop }: SendingNoteProps) {
  const { t } = useWords();
  const format = useFormat();
  if (!sent) return null;
  return (
    <div className="note" role="status">
      <p>{t('file.sending', { share: format.share(sent.bytes, sent.of) ?? '' })}</p>
      <progress max={sent.of} value={sent.bytes} aria-label={t('file.choose')} />{' '}
      <button type="button" className="button" onClick={onStop}>
        {t('file.stop')}
      </button>
    </div>
  );
}
