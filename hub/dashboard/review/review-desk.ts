// What a reviewer has done at this desk: which reflection they are at, what they decided on before the hub
// has said so, and what could be taken back. Pure, so that the keys' speed can be tried without a browser.
import type { ReviewState } from '../../../model/reflection.ts';

type Decision = { id: string; before: ReviewState; state: ReviewState };
export type Desk = {
  currentId: string | undefined;
  /** Taken back, and not in the list again yet: until then the keys decide on nothing else. */
  awaitedId: string | undefined;
  /** Decided here; the list from the hub may be older. */
  decided: Readonly<Record<string, ReviewState>>;
  /** The last one is the first to be taken back. */
  past: readonly Decision[];
};

export type DeskAct =
  | { kind: 'point'; id: string }
  | { kind: 'move'; by: 1 | -1; ids: readonly string[] }
  | { kind: 'decide'; decision: Decision; ids: readonly string[] }
  | { kind: 'undo' }
  /** The hub did not take the decision: it stands as before. */
  | { kind: 'refused'; id: string }
  /** The list has been read anew since the hub took it. */
  | { kind: 'settled'; id: string }
  /** To another state or page of the list. */
  | { kind: 'turn' };

export const newDesk: Desk = { currentId: undefined, awaitedId: undefined, decided: {}, past: [] };

export function actAtDesk(desk: Desk, act: DeskAct): Desk {
  switch (act.kind) {
    case 'point':
      return { ...desk, currentId: act.id, awaitedId: undefined };
    case 'move':
      return {
        ...desk,
        currentId: neighbour(act.ids, findCurrent(desk, act.ids), act.by),
        awaitedId: undefined,
      };
    case 'decide': {
      const { id, state } = act.decision;
      return {
        currentId: findFollowing(act.ids, id),
        awaitedId: undefined,
        decided: { ...desk.decided, [id]: state },
        past: [...desk.past, act.decision],
      };
    }
    case 'undo': {
      const last = desk.past.at(-1);
      if (!last) return desk;
      return {
        currentId: last.id,
        awaitedId: last.id,
        decided: { ...desk.decided, [last.id]: last.before },
        past: desk.past.slice(0, -1),
      };
    }
    case 'refused': {
      const { [act.id]: _gone, ...decided } = desk.decided;
      const past = desk.past.filter(({ id }) => id !== act.id);
      return { currentId: act.id, awaitedId: undefined, decided, past };
    }
    case 'settled':
      return desk.awaitedId === act.id ? { ...desk, awaitedId: undefined } : desk;
    case 'turn':
      return { ...newDesk, past: desk.past };
  }
}

/** The one that the keys are for: the first, where none was pointed to. */
export function findCurrent({ currentId, awaitedId }: Desk, ids: readonly string[]): string | undefined {
  if (awaitedId !== undefined && !ids.includes(awaitedId)) return undefined;
  return currentId !== undefined && ids.includes(currentId) ? currentId : ids[0];
}

function neighbour(ids: readonly string[], id: string | undefined, by: 1 | -1): string | undefined {
  const at = id === undefined ? 0 : ids.indexOf(id) + by;
  return ids[Math.min(ids.length - 1, Math.max(0, at))];
}

/** After a decision: the next, or at the end the one before. */
function findFollowing(ids: readonly string[], id: string): string | undefined {
  const at = ids.indexOf(id);
  return ids[at + 1] ?? ids[at - 1];
}
