// Attended time (visits.md, “Counting”): the gaps between a visitor's activity added up, each
// untouched gap counted up to the idle limit at most; while a film or narration plays it runs
// on. Measured on the monotonic clock, so it is never negative.
//
// The log does not hold every touch: a visitor who scrolls through a case for three minutes
// leaves only beats, one every ten attended seconds. So what the screen itself reports
// (`attended_ms`, `dwell_ms`) counts too, though never more than the time that has passed.
import type { StoredEvent } from './log-event.ts';

export type AttendedTime = {
  totalMs: number;
  /** By panel id. */
  byPanel: ReadonlyMap<string, number>;
  /** From the visit's first event to each event, on one axis that only runs forward. */
  elapsedMs: readonly number[];
};

type OpenPanel = { panel: string; openedAtMs: number; countedMs: number };

/** `events`: one visit's, in order of the log. */
export function measureAttendedTime(events: readonly StoredEvent[], idleLimitMs: number): AttendedTime {
  const byPanel = new Map<string, number>();
  const elapsedMs = layOnOneAxis(events);
  let totalMs = 0;
  let countsUntilMs = 0;
  let open: OpenPanel | undefined;

  function credit(ms: number): void {
    if (ms <= 0) return;
    totalMs += ms;
    if (!open) return;
    open.countedMs += ms;
    byPanel.set(open.panel, (byPanel.get(open.panel) ?? 0) + ms);
  }

  /** Counts a stretch that nothing in the log interrupts. */
  function advance(fromMs: number, toMs: number, playedMs: number): void {
    credit(Math.min(toMs - fromMs, Math.max(0, countsUntilMs - fromMs) + playedMs));
  }

  for (const [index, event] of events.entries()) {
    const nowMs = elapsedMs[index] ?? 0;
    let beforeMs = elapsedMs[index - 1] ?? 0;
    if (event.type === 'visit.beat' && event.body.panel !== open?.panel) {
      // The panel was opened without a word; it has been open for what it says at least.
      const { panel, attended_ms: attendedMs } = event.body;
      const openedAtMs = Math.max(beforeMs, nowMs - attendedMs);
      advance(beforeMs, openedAtMs, 0);
      open = { panel, openedAtMs, countedMs: 0 };
      beforeMs = openedAtMs;
    }
    advance(beforeMs, nowMs, event.type === 'media.played' ? event.body.seconds * 1000 : 0);
    const reportedMs = findReportedMs(event, open);
    if (open && reportedMs !== undefined) {
      credit(Math.min(reportedMs, nowMs - open.openedAtMs) - open.countedMs);
    }
    if (isActivity(event)) countsUntilMs = nowMs + idleLimitMs;
    if (event.type === 'panel.opened') {
      open = { panel: event.body.panel, openedAtMs: nowMs, countedMs: 0 };
      if (!byPanel.has(open.panel)) byPanel.set(open.panel, 0);
    }
    if (event.type === 'panel.closed' && event.body.panel === open?.panel) open = undefined;
  }
  return { totalMs, byPanel, elapsedMs };
}

/**
 * Time since the first event. The clock of one boot runs forward; what lies between two boots
 * cannot be measured and counts as nothing.
 */
function layOnOneAxis(events: readonly StoredEvent[]): number[] {
  const elapsed: number[] = [];
  let atMs = 0;
  let newest: { boot: string; monoMs: number } | undefined;
  for (const { boot_id: boot, mono_ms: monoMs } of events) {
    if (newest?.boot === boot) atMs += Math.max(0, monoMs - newest.monoMs);
    const isForward = newest?.boot !== boot || monoMs > newest.monoMs;
    if (isForward) newest = { boot, monoMs };
    elapsed.push(atMs);
  }
  return elapsed;
}

/** What the screen says was attended on the open panel since it was opened. */
function findReportedMs(event: StoredEvent, open: OpenPanel | undefined): number | undefined {
  if (event.type === 'visit.beat' && event.body.panel === open?.panel) return event.body.attended_ms;
  if (event.type === 'panel.closed' && event.body.panel === open?.panel) return event.body.dwell_ms;
  return undefined;
}

/**
 * Whether the visitor did something at this moment. Beats come by themselves; a panel also
 * closes by itself when the visitor has left; only one way of ending is a touch.
 */
function isActivity(event: StoredEvent): boolean {
  if (event.type === 'visit.ended') return event.body.cause === 'finished';
  return event.type !== 'visit.beat' && event.type !== 'panel.closed';
}
