// The four states of whatever comes from the hub: on its way, come to nothing, there, and there but old.
import type { ReactNode } from 'react';
import type { Live } from '../hub-api/use-live.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useWords } from '../i18n/i18n.ts';
import { useSaying } from './unanswered.tsx';

type LivePartProps<Value> = {
  of: Live<Value>;
  /** How high the skeleton stands, so that nothing jumps when the figures come. */
  lines?: number;
  children(value: Value): ReactNode;
};

export function LivePart<Value>({ of, lines = 8, children }: LivePartProps<Value>) {
  const { t } = useWords();
  const say = useSaying();
  const format = useFormat();
  if (of.kind === 'loading') return <Skeleton lines={lines} />;
  if (of.kind === 'failed') {
    return (
      <div className="note note-failed" role="alert">
        <p>{say(of.why)}</p>
        <button type="button" className="button" onClick={of.again}>
          {t('state.again')}
        </button>
      </div>
    );
  }
  return (
    <div className={of.isChanging ? 'live is-changing' : 'live'} aria-busy={of.isChanging}>
      {of.isStale && (
        <div className="note note-stale" role="status">
          <p>{t('state.stale', { at: format.clock(of.heardMs) })}</p>
          <button type="button" className="button" onClick={of.again}>
            {t('state.again')}
          </button>
        </div>
      )}
      {children(of.value)}
    </div>
  );
}

function Skeleton({ lines }: { lines: number }) {
  const { t } = useWords();
  return (
    <div className="skeleton" role="status">
      <span className="for-readers">{t('state.loading')}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className="skeleton-line" aria-hidden="true" />
      ))}
    </div>
  );
}

export function Nothing({ children }: { children: ReactNode }) {
  return <p className="nothing">{children}</p>;
}
