// What a browser would otherwise do with a curious visitor's hands: menus, selection, zoom,
// dragging pictures out, printing, opening windows. The exhibition has none of these.

const keptKeys = new Set([
  'F1',
  'F3',
  'F5',
  'F6',
  'F7',
  'F11',
  'F12',
  'BrowserBack',
  'BrowserForward',
  'ContextMenu',
]);

export function keepThePage(window: Window): void {
  const stop = (event: Event) => event.preventDefault();
  for (const name of ['contextmenu', 'dragstart', 'gesturestart', 'selectstart'] as const) {
    window.addEventListener(name, stop);
  }
  window.addEventListener(
    'wheel',
    (event) => {
      if (event.ctrlKey) event.preventDefault();
    },
    { passive: false },
  );
  window.addEventListener(
    'touchmove',
    (event) => {
      if (event.touches.length > 1) event.preventDefault();
    },
    { passive: false },
  );
  window.addEventListener(
    'keydown',
    (event) => {
      const isCommand = event.ctrlKey || event.metaKey || event.altKey;
      if (isCommand || keptKeys.has(event.key)) event.preventDefault();
    },
    { capture: true },
  );
  // A way back would lead out of the exhibition.
  window.history.pushState(null, '');
  window.addEventListener('popstate', () => window.history.pushState(null, ''));
}
