// Groups that staff register, and which visits fall inside them. A window belongs to the stop,
// not to one kiosk: within one log the order decides, between logs the corrected time.
import type { Audience } from './aspects.ts';
import type { Calendar } from './calendar.ts';
import type { Instant, TimeQuality } from './event-time.ts';
import type { StoredEvent } from './log-event.ts';

export type GroupWindow = {
  groupId: string;
  stopId: string | null;
  organisation: string;
  entry: Audience;
  headcount: number;
  /** Day of the opening. A window never outlives its day, should staff forget to close it. */
  date: string;
  timeQuality: TimeQuality;
  opened: { logId: string; seq: number; unixMs: number };
  closed?: { logId: string; seq: number; unixMs: number };
};

export type GroupClock = {
  instantOf(event: StoredEvent): Instant;
  calendarOf(event: StoredEvent): Calendar;
};

/** `events`: `group.opened`, `group.closed` and `stop.left` of one or more logs. */
export function findGroupWindows(
  events: Iterable<StoredEvent>,
  { instantOf, calendarOf }: GroupClock,
): GroupWindow[] {
  const windows = new Map<string, GroupWindow>();
  const ends: StoredEvent[] = [];
  for (const event of events) {
    if (event.type === 'group.opened') {
      const { group_id: groupId, organisation, entry, headcount } = event.body;
      const { unixMs, quality: timeQuality } = instantOf(event);
      windows.set(groupId, {
        groupId,
        stopId: event.stop_id,
        organisation,
        entry,
        headcount,
        date: calendarOf(event).dayOf(unixMs),
        timeQuality,
        opened: { logId: event.log_id, seq: event.seq, unixMs },
      });
    } else if (event.type === 'group.closed' || event.type === 'stop.left') {
      ends.push(event);
    }
  }
  for (const end of ends) closeWindows(windows, end, instantOf(end).unixMs);
  return [...windows.values()];
}

function closeWindows(windows: Map<string, GroupWindow>, end: StoredEvent, unixMs: number): void {
  for (const window of windows.values()) {
    const isIts =
      (end.type === 'group.closed' && end.body.group_id === window.groupId) ||
      (end.type === 'stop.left' && end.body.stop_id === window.stopId);
    const closed = { logId: end.log_id, seq: end.seq, unixMs };
    if (!isIts || isBefore(closed, window.opened)) continue;
    if (end.type === 'group.closed' && end.body.headcount !== undefined) {
      window.headcount = end.body.headcount;
    }
    if (!window.closed || isBefore(closed, window.closed)) window.closed = closed;
  }
}

export type VisitStart = {
  logId: string;
  seq: number;
  unixMs: number;
  date: string;
  stopId: string | null;
};

/**
 * Finds the group that a visit which began at this moment and stop belongs to, by its start. A
 * window is looked for among those of its day and stop only: a long log has thousands.
 */
export function makeGroupFinder(
  windows: readonly GroupWindow[],
): (start: VisitStart) => GroupWindow | undefined {
  const byDayAndStop = new Map<string, GroupWindow[]>();
  const keyOf = ({ date, stopId }: Pick<GroupWindow, 'date' | 'stopId'>) => `${date} ${stopId ?? ''}`;
  for (const window of windows) {
    const ofDay = byDayAndStop.get(keyOf(window));
    if (ofDay) ofDay.push(window);
    else byDayAndStop.set(keyOf(window), [window]);
  }
  return (start) =>
    byDayAndStop.get(keyOf(start))?.find(
      (window) =>
        // Without a stop nothing says that two kiosks stand together.
        (start.stopId !== null || window.opened.logId === start.logId) &&
        !isBefore(start, window.opened) &&
        (!window.closed || isBefore(start, window.closed)),
    );
}

type Moment = { logId: string; seq: number; unixMs: number };

function isBefore(one: Moment, other: Moment): boolean {
  return one.logId === other.logId ? one.seq < other.seq : one.unixMs < other.unixMs;
}
