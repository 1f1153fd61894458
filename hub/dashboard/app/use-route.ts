// The route as React sees it, and going to another.
import { useMemo, useSyncExternalStore } from 'react';
import { readRoute, writeRoute, type Route } from './route.ts';

export function useRoute(): Route {
  const hash = useSyncExternalStore(listen, () => window.location.hash);
  return useMemo(() => readRoute(hash), [hash]);
}

function listen(onChange: () => void): () => void {
  window.addEventListener('hashchange', onChange);
  return () => window.removeEventListener('hashchange', onChange);
}

export function goTo(route: Route): void {
  window.location.hash = writeRoute(route);
}

/** Without a step to go back to: what was there is over. */
export function replaceRoute(route: Route): void {
  window.history.replaceState(null, '', writeRoute(route));
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}
