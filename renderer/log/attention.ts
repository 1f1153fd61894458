// How long a panel is looked at: dwell while it is visible and attended, and a beat every ten
// attended seconds. An untouched gap counts up to the idle limit at most (visits.md).

export interface AttentionOptions {
  /** Monotonic, ms. */
  now(): number;
  idleLimitMs: number;
  onBeat(panel: string, attendedMs: number): void;
  onClosed(panel: string, title: string, dwellMs: number): void;
}

const beatMs = 10_000;

export interface Attention {
  openPanel(panel: string, title: string): void;
  closePanel(): void;
  /** A touch, a key, a scroll. */
  noteActivity(): void;
  /** The page was hidden or shown. */
  setVisible(visible: boolean): void;
  /** Call about once a second: sends beats that have fallen due. */
  tick(): void;
}

export function createAttention(options: AttentionOptions): Attention {
  let open: { panel: string; title: string; attendedMs: number; beats: number } | undefined;
  let countedToMs = options.now();
  let lastActivityMs = options.now();
  let visible = true;

  function countUp(): void {
    const now = options.now();
    if (open && visible) {
      const attendedUntil = Math.min(now, lastActivityMs + options.idleLimitMs);
      open.attendedMs += Math.max(0, attendedUntil - countedToMs);
    }
    countedToMs = now;
  }

  function sendBeats(): void {
    while (open && open.attendedMs >= (open.beats + 1) * beatMs) {
      open.beats += 1;
      options.onBeat(open.panel, open.beats * beatMs);
    }
  }

  function closePanel(): void {
    countUp();
    sendBeats();
    if (open) options.onClosed(open.panel, open.title, Math.round(open.attendedMs));
    open = undefined;
  }

  return {
    openPanel(panel, title) {
      closePanel();
      lastActivityMs = options.now();
      open = { panel, title, attendedMs: 0, beats: 0 };
    },
    closePanel,
    noteActivity() {
      countUp();
      lastActivityMs = options.now();
    },
    setVisible(next) {
      countUp();
      visible = next;
    },
    tick() {
      countUp();
      sendBeats();
    },
  };
}
