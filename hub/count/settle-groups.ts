// Groups and the windows in which visits are theirs. A window belongs to its stop, not to one kiosk:
// all groups of a stop are looked at together, whichever kiosk told of them.
import type { Selectable, Transaction } from 'kysely';
import { findGroupWindows, type GroupWindow } from '../../model/group-windows.ts';
import type { StoredEvent } from '../../model/log-event.ts';
import type { Tables } from '../store/tables.ts';
import type { GroupWindowsTable } from './context-tables.ts';
import { loadClock, type KioskClock } from './load-clock.ts';
import { readEventsAt } from './read-events.ts';
import { markVisitsStale, type ContextEvent } from './mark-stale.ts';

type Window = Selectable<GroupWindowsTable>;
type Place = Pick<ContextEvent, 'kiosk_no' | 'log_no' | 'seq'>;

export async function settleGroups(
  transaction: Transaction<Tables>,
  context: readonly ContextEvent[],
): Promise<void> {
  const stops = new Set<string>();
  for (const { type, stop_id, group_id } of context) {
    if (type === 'group.opened' || type === 'stop.left') stops.add(stop_id);
    // It may be closed from wherever the kiosk stands by then.
    if (type === 'group.closed') for (const stop of await findStops(transaction, group_id)) stops.add(stop);
  }
  for (const stop of stops) await settleStop(transaction, stop);
}

async function findStops(transaction: Transaction<Tables>, groupId: string): Promise<string[]> {
  const rows = await transaction
    .selectFrom('context_events')
    .select('stop_id')
    .where('group_id', '=', groupId)
    .where('type', '=', 'group.opened')
    .execute();
  return rows.map(({ stop_id }) => stop_id);
}

async function settleStop(transaction: Transaction<Tables>, stopId: string): Promise<void> {
  const before = new Map<string, Window>();
  const rows = await transaction
    .selectFrom('group_windows')
    .selectAll()
    .where('stop_id', '=', stopId)
    .execute();
  for (const row of rows) before.set(row.group_id, row);
  const days = new Set<string>();
  for (const now of await findWindows(transaction, stopId)) {
    const known = before.get(now.group_id);
    if (known && JSON.stringify(sorted(known)) === JSON.stringify(sorted(now))) continue;
    await transaction
      .insertInto('group_windows')
      .values(now)
      .onConflict((conflict) => conflict.column('group_id').doUpdateSet(now))
      .execute();
    days.add(now.day);
    if (known) days.add(known.day);
  }
  for (const day of days) await markVisitsStale(transaction, { stopId, day });
}

function sorted(window: Window): [string, unknown][] {
  return Object.entries(window).sort(([a], [b]) => (a < b ? -1 : 1));
}

async function findWindows(transaction: Transaction<Tables>, stopId: string): Promise<Window[]> {
  const opened = await placesOf(transaction, 'group.opened', { stopId });
  const groups = opened.map(({ group_id }) => group_id);
  const closed = groups.length === 0 ? [] : await placesOf(transaction, 'group.closed', { groups });
  const left = stopId === '' ? [] : await placesOf(transaction, 'stop.left', { stopId });
  const kiosks = new Map<string, number>();
  const clocks = new Map<number, KioskClock>();
  const events: StoredEvent[] = [];
  for (const places of [left, opened, closed]) {
    for (const [kioskNo, ofKiosk] of Map.groupBy(places, ({ kiosk_no }) => kiosk_no)) {
      for (const { log_no } of ofKiosk) kiosks.set(String(log_no), kioskNo);
      events.push(...(await readEventsAt(transaction, kioskNo, ofKiosk)));
    }
  }
  const kioskOf = (event: StoredEvent) => kiosks.get(event.log_id) ?? 0;
  for (const [kioskNo, ofKiosk] of Map.groupBy(events, kioskOf)) {
    clocks.set(kioskNo, await loadClock(transaction, kioskNo, ofKiosk));
  }
  const clockOf = (event: StoredEvent): KioskClock => {
    const clock = clocks.get(kioskOf(event));
    if (!clock) throw new Error(`no clock was loaded for the kiosk ${kioskOf(event)}`);
    return clock;
  };
  const windows = findGroupWindows(events, {
    instantOf: (event) => clockOf(event).instantOf(event),
    calendarOf: (event) => clockOf(event).editionOf(event).calendar,
  });
  return windows.map((window) => toRow(window, kiosks.get(window.opened.logId) ?? 0));
}

async function placesOf(
  transaction: Transaction<Tables>,
  type: string,
  about: { stopId: string } | { groups: readonly string[] },
): Promise<(Place & { group_id: string })[]> {
  const query = transaction
    .selectFrom('context_events')
    .select(['kiosk_no', 'log_no', 'seq', 'group_id'])
    .where('type', '=', type);
  const asked =
    'stopId' in about
      ? query.where('stop_id', '=', about.stopId)
      : query.where('group_id', 'in', about.groups);
  return asked.orderBy('kiosk_no').orderBy('log_no').orderBy('seq').execute();
}

function toRow({ opened, closed, ...window }: GroupWindow, kioskNo: number): Window {
  return {
    group_id: window.groupId,
    kiosk_no: kioskNo,
    stop_id: window.stopId ?? '',
    organisation: window.organisation,
    entry: window.entry,
    headcount: window.headcount,
    day: window.date,
    time_quality: window.timeQuality,
    opened_log_no: Number(opened.logId),
    opened_seq: opened.seq,
    opened_ms: opened.unixMs,
    closed_log_no: closed ? Number(closed.logId) : null,
    closed_seq: closed?.seq ?? null,
    closed_ms: closed?.unixMs ?? null,
  };
}
