// To the organisation's sign-in service and back. Where somebody was stays in this window; the service
// and the hub hear nothing of it, so that nobody can be led anywhere else by it.
import { openidDone } from '../../../model/hub-access.ts';

type Room = {
  location: Pick<Location, 'hash' | 'assign'>;
  history: Pick<History, 'replaceState'>;
  sessionStorage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
};

const keptUnder = 'jingzhong-hub-place';

export function leaveFor(address: string, { location, sessionStorage }: Room): void {
  sessionStorage.setItem(keptUnder, location.hash);
  location.assign(address);
}

/** Takes the place that was left up again, and says why nobody was let in; undefined where that is not so. */
export function comeBack({ location, history, sessionStorage }: Room): string | undefined {
  const outcome = /^#\/openid\/([a-z-]{1,40})$/.exec(location.hash)?.[1];
  if (outcome === undefined) return undefined;
  const place = sessionStorage.getItem(keptUnder) ?? '';
  sessionStorage.removeItem(keptUnder);
  // Nothing but the part after `#`: the page stays this one.
  history.replaceState(null, '', place.startsWith('#/') ? place : '#/');
  return outcome === openidDone ? undefined : outcome;
}
