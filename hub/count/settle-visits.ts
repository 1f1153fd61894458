// Counts visits again that have become stale, some at a time, each time in one transaction: what they
// added to the aggregates before is taken back, and what they add now is added. Doing it twice changes
// nothing.
import { sql, type Transaction } from 'kysely';
import type { CountContext } from '../../model/count-context.ts';
import { countVisit, type VisitFacts } from '../../model/count-visits.ts';
import { makeGroupFinder, type GroupWindow } from '../../model/group-windows.ts';
import type { StoredEvent } from '../../model/log-event.ts';
import { insertRows } from '../store/insert-rows.ts';
import type { Store } from '../store/open-store.ts';
import type { Tables } from '../store/tables.ts';
import { contribute } from './contributions.ts';
import { countSteps, type StepTouch } from './count-steps.ts';
import { loadClock, type KioskClock } from './load-clock.ts';
import { logIdOf, readVisitEvents } from './read-events.ts';
import { toActRows, toPanelRows, toVisitRow, type CountedVisit } from './to-rows.ts';
import { addDeltas, makeDeltas, writeDeltas, type Deltas } from './write-deltas.ts';

/** Few enough that nobody waits long for the store. */
const visitsAtOnce = 250;

/** Returns how many were counted; 0 when none is stale. Inside a transaction of the only counter. */
export async function settleVisits(store: Store, transaction: Transaction<Tables>): Promise<number> {
  const stale = await transaction
    .selectFrom('stale_visits')
    .selectAll()
    .orderBy('stale_no')
    .limit(visitsAtOnce)
    .execute();
  if (stale.length === 0) return 0;
  const byKiosk = new Map<number, Map<string, Uint8Array>>();
  for (const { kiosk_no, visit_id } of stale) {
    const visits = byKiosk.get(kiosk_no) ?? new Map<string, Uint8Array>();
    byKiosk.set(kiosk_no, visits.set(Buffer.from(visit_id).toString('hex'), visit_id));
  }
  const deltas = makeDeltas();
  for (const [kioskNo, visits] of byKiosk)
    await settleKiosk({ store, transaction, kioskNo, deltas }, [...visits.values()]);
  await writeDeltas(store, transaction, deltas);
  const numbers = stale.map(({ stale_no }) => stale_no);
  await transaction.deleteFrom('stale_visits').where('stale_no', 'in', numbers).execute();
  return stale.length;
}

type Settling = { store: Store; transaction: Transaction<Tables>; kioskNo: number; deltas: Deltas };

async function settleKiosk(settling: Settling, visitIds: readonly Uint8Array[]): Promise<void> {
  const { store, transaction, kioskNo } = settling;
  const { kiosk_id } = await transaction
    .selectFrom('kiosks')
    .select('kiosk_id')
    .where('kiosk_no', '=', kioskNo)
    .executeTakeFirstOrThrow();
  const visits = [...(await readVisitEvents(store, transaction, kioskNo, visitIds)).values()];
  const clock = await loadClock(transaction, kioskNo, visits.flat());
  const context = {
    ...clock,
    kioskOf: () => kiosk_id,
    groupOf: await loadGroupFinder(transaction, visits, clock),
  };
  await takeBack(settling, visitIds);
  await writeVisits(settling, visits, context);
  await placeReflections(transaction, kioskNo, visits, clock);
}

/** Looks among the windows of those days and stops only. */
async function loadGroupFinder(
  transaction: Transaction<Tables>,
  visits: readonly StoredEvent[][],
  clock: KioskClock,
): Promise<CountContext['groupOf']> {
  const places = new Map<string, { day: string; stop: string }>();
  for (const events of visits) {
    const start = events.find(({ type }) => type === 'visit.started');
    if (!start) continue;
    const place = { day: clock.dayOf(start), stop: start.stop_id ?? '' };
    places.set(`${place.day} ${place.stop}`, place);
  }
  const windows: GroupWindow[] = [];
  for (const { day, stop } of places.values()) windows.push(...(await loadWindows(transaction, day, stop)));
  return makeGroupFinder(windows);
}

/** In the order in which they were opened: of two that overlap the first one counts. */
async function loadWindows(
  transaction: Transaction<Tables>,
  day: string,
  stop: string,
): Promise<GroupWindow[]> {
  const rows = await transaction
    .selectFrom('group_windows')
    .selectAll()
    .where('stop_id', '=', stop)
    .where('day', '=', day)
    .orderBy('kiosk_no')
    .orderBy('opened_log_no')
    .orderBy('opened_seq')
    .execute();
  return rows.map((row) => ({
    groupId: row.group_id,
    stopId: row.stop_id === '' ? null : row.stop_id,
    organisation: row.organisation,
    // Written by settle-groups.ts, from events that were read by their schema.
    entry: row.entry as GroupWindow['entry'],
    headcount: row.headcount,
    date: row.day,
    timeQuality: row.time_quality as GroupWindow['timeQuality'],
    opened: { logId: logIdOf(row.opened_log_no), seq: row.opened_seq, unixMs: row.opened_ms },
    ...(row.closed_log_no !== null && {
      closed: { logId: logIdOf(row.closed_log_no), seq: row.closed_seq ?? 0, unixMs: row.closed_ms ?? 0 },
    }),
  }));
}

async function takeBack(
  { transaction, kioskNo, deltas }: Settling,
  visitIds: readonly Uint8Array[],
): Promise<void> {
  const before = await transaction
    .deleteFrom('visits')
    .where('kiosk_no', '=', kioskNo)
    .where('visit_id', 'in', visitIds)
    .returning(['facts', 'steps'])
    .execute();
  if (before.length === 0) return;
  for (const { facts, steps } of before) {
    // This file wrote them.
    const counted = { facts: JSON.parse(facts) as VisitFacts, steps: JSON.parse(steps) as StepTouch[] };
    addDeltas(deltas, contribute(kioskNo, counted), -1);
  }
  for (const table of ['visit_panels', 'visit_acts'] as const) {
    await transaction
      .deleteFrom(table)
      .where('kiosk_no', '=', kioskNo)
      .where('visit_id', 'in', visitIds)
      .execute();
  }
}

type Context = Parameters<typeof countVisit>[1];

async function writeVisits(
  { store, transaction, kioskNo, deltas }: Settling,
  visits: readonly StoredEvent[][],
  context: Context,
): Promise<void> {
  const rows: ReturnType<typeof toVisitRow>[] = [];
  const panels: ReturnType<typeof toPanelRows> = [];
  const acts: ReturnType<typeof toActRows> = [];
  const titles = new Map<string, Title>();
  for (const events of visits) {
    const facts = countVisit(events, context);
    const start = events.find(({ type }) => type === 'visit.started');
    if (!facts || !start) continue;
    const counted: CountedVisit = { facts, steps: countSteps(events) };
    addDeltas(deltas, contribute(kioskNo, counted), 1);
    rows.push(toVisitRow(counted, { kioskNo, start }));
    panels.push(...toPanelRows(counted, kioskNo));
    acts.push(...toActRows(counted, kioskNo));
    for (const { panel, title, aspect } of facts.panels) {
      const key = `${panel} ${facts.language}`;
      const shown = { panel, language: facts.language, title, aspect, shown_ms: facts.startedMs };
      if ((titles.get(key)?.shown_ms ?? Number.NEGATIVE_INFINITY) < shown.shown_ms) titles.set(key, shown);
    }
  }
  await insertRows(store, transaction, { table: 'visits', rows });
  await insertRows(store, transaction, { table: 'visit_panels', rows: panels });
  await insertRows(store, transaction, { table: 'visit_acts', rows: acts });
  for (const title of titles.values()) await noteTitle(transaction, title);
}

type Title = { panel: string; language: string; title: string; aspect: string; shown_ms: number };

async function noteTitle(transaction: Transaction<Tables>, title: Title): Promise<void> {
  await transaction
    .insertInto('panels')
    .values(title)
    .onConflict((conflict) =>
      conflict
        .columns(['panel', 'language'])
        .doUpdateSet(title)
        .where(sql<boolean>`panels.shown_ms < excluded.shown_ms`),
    )
    .execute();
}

/** Gives reflections their day, which the kiosk's clock alone does not tell. */
async function placeReflections(
  transaction: Transaction<Tables>,
  kioskNo: number,
  visits: readonly StoredEvent[][],
  clock: KioskClock,
): Promise<void> {
  for (const event of visits.flat()) {
    if (event.type !== 'reflection.written') continue;
    const { unixMs, quality } = clock.instantOf(event);
    const day = quality === 'unknown' ? '' : clock.dayOf(event);
    await transaction
      .updateTable('reflections')
      .set({ written_ms: unixMs, day })
      .where('kiosk_no', '=', kioskNo)
      .where('log_no', '=', Number(event.log_id))
      .where('seq', '=', event.seq)
      .execute();
  }
}
