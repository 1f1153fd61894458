// What is shown once and never again: a code, or a link. Large enough to be read out or copied by hand.
import type { ReactNode } from 'react';

type OnceProps = {
  title: string;
  text: string;
  note: ReactNode;
  done: string;
  isCode?: boolean;
  onDone(): void;
};

export function Once({ title, text, note, done, isCode = false, onDone }: OnceProps) {
  return (
    <div className="once" role="status" aria-label={title}>
      <h2>{title}</h2>
      <p className={isCode ? 'once-code' : 'once-link'} translate="no">
        {text}
      </p>
      <p>{note}</p>
      <button type="button" className="button" onClick={onDone}>
        {done}
      </button>
    </div>
  );
}
