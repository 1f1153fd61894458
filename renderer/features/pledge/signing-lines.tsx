// Where the pledge is signed: a line for one, or one for each of two. The second is an invitation.
import { useCallback, useImperativeHandle, useRef, useState, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ink } from '../../../model/ink.ts';
import { InkPage, type InkPageHandle } from '../../writing/ink/ink-page.tsx';

export interface SigningLinesHandle {
  /** What stands on the lines, in their order; a line without ink is left out. */
  read(): Ink[];
}

export function SigningLines({
  count,
  onChange,
  ref,
}: {
  count: 1 | 2;
  /** Whether anything is written on any line. */
  onChange(hasInk: boolean): void;
  ref: Ref<SigningLinesHandle>;
}) {
  const { t } = useTranslation();
  const first = useRef<InkPageHandle>(null);
  const second = useRef<InkPageHandle>(null);
  const written = useRef<[boolean, boolean]>([false, false]);
  useImperativeHandle(ref, () => ({
    read: () => [first, second].flatMap(({ current }) => current?.read() ?? []),
  }));
  const [tell] = useState(() => (at: 0 | 1, hasInk: boolean) => {
    written.current[at] = hasInk;
    onChange(written.current.includes(true));
  });
  const onFirst = useCallback((hasInk: boolean) => tell(0, hasInk), [tell]);
  const onSecond = useCallback((hasInk: boolean) => tell(1, hasInk), [tell]);
  return (
    <div className="signing" data-count={count}>
      <section className="signing-line" aria-label={count === 2 ? t('pledge.first') : undefined}>
        {count === 2 && <p className="note">{t('pledge.first')}</p>}
        <InkPage kind="signature" onChange={onFirst} ref={first} />
      </section>
      {count === 2 && (
        <section className="signing-line" aria-label={t('pledge.second')}>
          <p className="note">{t('pledge.second')}</p>
          <InkPage kind="signature" onChange={onSecond} ref={second} />
        </section>
      )}
    </div>
  );
}
