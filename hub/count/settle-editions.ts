// What an edition told of itself on a kiosk: its date, its time zone, its idle limit. The last word
// counts, a switch before a start, as in `gatherContext`.
import type { Selectable, Transaction } from 'kysely';
import type { StoredEvent } from '../../model/log-event.ts';
import type { Tables } from '../store/tables.ts';
import type { EditionFactsTable } from './context-tables.ts';
import { readEventsAt } from './read-events.ts';
import { markVisitsStale, type ContextEvent } from './mark-stale.ts';

type Facts = Selectable<EditionFactsTable>;

export async function settleEditions(
  transaction: Transaction<Tables>,
  kioskNo: number,
  context: readonly ContextEvent[],
): Promise<void> {
  const told = context.filter(({ type }) => type === 'kiosk.started' || type === 'edition.switched');
  if (told.length === 0) return;
  const known = new Map<string, Facts>();
  const rows = await transaction
    .selectFrom('edition_facts')
    .selectAll()
    .where('kiosk_no', '=', kioskNo)
    .execute();
  for (const row of rows) known.set(row.edition, row);
  const changed = new Set<string>();
  for (const event of await readEventsAt(transaction, kioskNo, told)) {
    const facts = toFacts(kioskNo, event);
    if (!facts) continue;
    const before = known.get(facts.edition);
    if (before && isLater(before, facts)) continue;
    known.set(facts.edition, facts);
    if (!before || !isSame(before, facts)) changed.add(facts.edition);
  }
  for (const facts of known.values()) await writeFacts(transaction, facts);
  for (const edition of changed) {
    await markVisitsStale(transaction, { kioskNo, edition });
    await markContextAnew(transaction, kioskNo, edition, context);
  }
}

function toFacts(kioskNo: number, event: StoredEvent): Facts | undefined {
  if (event.type !== 'kiosk.started' && event.type !== 'edition.switched') return undefined;
  const { edition_date, time_zone, idle_limit_ms } = event.body;
  return {
    kiosk_no: kioskNo,
    edition: event.type === 'edition.switched' ? event.body.to : event.edition,
    edition_date,
    time_zone,
    idle_limit_ms,
    switched: event.type === 'edition.switched' ? 1 : 0,
    log_no: Number(event.log_id),
    seq: event.seq,
  };
}

function isLater(one: Facts, other: Facts): boolean {
  const order = one.switched - other.switched || one.log_no - other.log_no || one.seq - other.seq;
  return order > 0;
}

function isSame(one: Facts, other: Facts): boolean {
  return (
    one.edition_date === other.edition_date &&
    one.time_zone === other.time_zone &&
    one.idle_limit_ms === other.idle_limit_ms
  );
}

async function writeFacts(transaction: Transaction<Tables>, facts: Facts): Promise<void> {
  await transaction
    .insertInto('edition_facts')
    .values(facts)
    .onConflict((conflict) => conflict.columns(['kiosk_no', 'edition']).doUpdateSet(facts))
    .execute();
}

/** Days of groups, stays and starts are cut by its calendar too. */
async function markContextAnew(
  transaction: Transaction<Tables>,
  kioskNo: number,
  edition: string,
  settledNow: readonly ContextEvent[],
): Promise<void> {
  const now = new Set(settledNow.map(({ log_no, seq }) => `${log_no} ${seq}`));
  const others = await transaction
    .selectFrom('context_events')
    .select(['log_no', 'seq'])
    .where('kiosk_no', '=', kioskNo)
    .where('edition', '=', edition)
    .where('counted', '=', 1)
    .execute();
  for (const { log_no, seq } of others) {
    if (now.has(`${log_no} ${seq}`)) continue;
    await transaction
      .updateTable('context_events')
      .set({ counted: 0 })
      .where('kiosk_no', '=', kioskNo)
      .where('log_no', '=', log_no)
      .where('seq', '=', seq)
      .execute();
  }
}
