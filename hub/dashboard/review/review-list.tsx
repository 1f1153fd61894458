// The reflections under each other; the keys act on the one that is current, and only while the list has
// the focus, so that they take no letter from anything else.
import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { mayDo } from '../../../model/hub-access.ts';
import type { ReviewState } from '../../../model/reflection.ts';
import { useMe } from '../app/me-context.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useWords } from '../i18n/i18n.ts';
import { useNames } from '../i18n/use-names.ts';
import { findCurrent, type Desk, type DeskAct } from './review-desk.ts';
import { ReflectionWords } from './reflection-words.tsx';
import type { Reflection } from './use-desk.ts';

type ReviewListProps = {
  reflections: readonly Reflection[];
  desk: Desk;
  act(act: DeskAct): void;
  decide(reflection: Reflection, state: ReviewState, ids: readonly string[]): void;
  undo(): void;
  erase(id: string): Promise<void>;
};

/** What can be decided from a state, and by which key. */
const choices: Record<
  ReviewState,
  readonly { state: ReviewState; key: string; word: 'approve' | 'decline' | 'withdraw' }[]
> = {
  pending: [
    { state: 'approved', key: 'a', word: 'approve' },
    { state: 'declined', key: 'd', word: 'decline' },
  ],
  approved: [{ state: 'withdrawn', key: 'w', word: 'withdraw' }],
  declined: [{ state: 'approved', key: 'a', word: 'approve' }],
  withdrawn: [{ state: 'approved', key: 'a', word: 'approve' }],
};

export function ReviewList({ reflections, desk, act, decide, undo, erase }: ReviewListProps) {
  const { t } = useWords();
  const list = useRef<HTMLOListElement>(null);
  const ids = reflections.map(({ id }) => id);
  const currentId = findCurrent(desk, ids);
  useFocusOfCurrent(list, currentId);

  function press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const current = reflections.find(({ id }) => id === currentId);
    const choice = current && choices[current.state].find((one) => one.key === key);
    if (current && choice) decide(current, choice.state, ids);
    else if (key === 'u') undo();
    else if (key === 'j' || key === 'ArrowDown') act({ kind: 'move', by: 1, ids });
    else if (key === 'k' || key === 'ArrowUp') act({ kind: 'move', by: -1, ids });
    else return;
    event.preventDefault();
  }

  return (
    <>
      <p className="review-keys">
        {t('review.keys')}{' '}
        <span>
          <kbd>J</kbd> <kbd>↓</kbd> {t('review.key.next')}
        </span>
        <span>
          <kbd>K</kbd> <kbd>↑</kbd> {t('review.key.before')}
        </span>
        <span>
          <kbd>A</kbd> {t('review.key.approve')}
        </span>
        <span>
          <kbd>D</kbd> {t('review.key.decline')}
        </span>
        <span>
          <kbd>W</kbd> {t('review.key.withdraw')}
        </span>
        <span>
          <kbd>U</kbd> {t('review.key.undo')}
        </span>
      </p>

      <ol ref={list} className="reflections" aria-label={t('review.list')} onKeyDown={press}>
        {reflections.map((reflection) => (
          <li key={reflection.id}>
            <Entry
              reflection={reflection}
              isCurrent={reflection.id === currentId}
              onPoint={() => act({ kind: 'point', id: reflection.id })}
              onDecide={(state) => decide(reflection, state, ids)}
              onErase={() => erase(reflection.id)}
            />
          </li>
        ))}
      </ol>
    </>
  );
}

/** The keyboard is where the reviewer is; but it is not taken away from anything else on the page. */
function useFocusOfCurrent(list: RefObject<HTMLOListElement | null>, currentId: string | undefined): void {
  useEffect(() => {
    const focused = document.activeElement;
    const isFree = focused === document.body || focused?.id === 'main';
    if (!isFree && !list.current?.contains(focused)) return;
    const entry = [...(list.current?.querySelectorAll('article') ?? [])].find(
      (one) => one.ariaCurrent === 'true',
    );
    if (!entry || entry.contains(focused)) return;
    entry.focus({ preventScroll: true });
    entry.scrollIntoView({ block: 'nearest' });
  }, [list, currentId]);
}

type EntryProps = {
  reflection: Reflection;
  isCurrent: boolean;
  onPoint(): void;
  onDecide(state: ReviewState): void;
  onErase(): Promise<void>;
};

function Entry({ reflection, isCurrent, onPoint, onDecide, onErase }: EntryProps) {
  const { t } = useWords();
  const format = useFormat();
  const names = useNames();
  const mayErase = mayDo(useMe().role, 'erase-words') && reflection.words !== null;
  const { writtenMs, audience, decidedBy, decidedMs, isMarked, state } = reflection;
  const where = [
    names.stop(reflection),
    names.entry(reflection.entry),
    audience !== '' && names.audience(audience),
  ];
  return (
    <article
      tabIndex={isCurrent ? 0 : -1}
      aria-current={isCurrent}
      className={isCurrent ? 'reflection is-current' : 'reflection'}
      onFocus={isCurrent ? undefined : onPoint}
    >
      {isMarked && <p className="reflection-marked">{t('review.marked')}</p>}
      <ReflectionWords reflection={reflection} />
      <p className="reflection-place">
        <time dateTime={new Date(writtenMs).toISOString()}>{format.moment(writtenMs)}</time>
        {where.filter(Boolean).map((part) => (
          <span key={String(part)}>{part}</span>
        ))}
        {decidedBy !== null && decidedMs !== null && (
          <span>{t('review.decided', { by: decidedBy, at: format.moment(decidedMs) })}</span>
        )}
      </p>
      <div className="reflection-choices">
        {choices[state].map(({ state: next, key, word }) => (
          <button
            key={next}
            type="button"
            className={next === 'approved' ? 'button button-first' : 'button'}
            onClick={() => onDecide(next)}
          >
            {t(`review.${word}`)} {isCurrent && <kbd aria-hidden="true">{key.toUpperCase()}</kbd>}
          </button>
        ))}
        {mayErase && <Eraser onErase={onErase} />}
      </div>
    </article>
  );
}

/** Nothing that cannot be taken back happens at one touch. */
function Eraser({ onErase }: { onErase(): Promise<void> }) {
  const { t } = useWords();
  const [isAsking, setAsking] = useState(false);
  if (!isAsking) {
    return (
      <button type="button" className="button button-quiet" onClick={() => setAsking(true)}>
        {t('review.erase')}
      </button>
    );
  }
  return (
    <div
      className="note note-failed eraser"
      role="alertdialog"
      aria-label={t('review.erase')}
      // The letters of the list mean nothing in here.
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') setAsking(false);
      }}
    >
      <p>{t('review.eraseWhy')}</p>
      <button
        type="button"
        className="button button-danger"
        onClick={() => {
          setAsking(false);
          void onErase();
        }}
      >
        {t('review.eraseYes')}
      </button>{' '}
      <button type="button" className="button" autoFocus onClick={() => setAsking(false)}>
        {t('review.cancel')}
      </button>
    </div>
  );
}
