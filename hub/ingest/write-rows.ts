// The hot path of taking in a batch: receipts and events, half a thousand at a time. SQLite runs a
// statement that was prepared once for each row; PostgreSQL takes all rows in one statement. An event
// whose id is known under another sequence is left out of both and told.
import { sql, type Transaction } from 'kysely';
import type { Store } from '../store/open-store.ts';
import type { Tables } from '../store/tables.ts';
import type { CheckedEvent } from './check-event.ts';

export type EventRow = Extract<CheckedEvent, { kind: 'event' }>;
export type Place = { kioskNo: number; logNo: number; month: number };

export type RowWriter = {
  /** Inside `transaction`. Returns the sequences whose events are here already. */
  writeEvents(
    transaction: Transaction<Tables>,
    place: Place,
    rows: readonly EventRow[],
  ): Promise<ReadonlySet<number>>;
  markStale(transaction: Transaction<Tables>, kioskNo: number, visitIds: readonly Buffer[]): Promise<void>;
};

export function makeRowWriter(store: Store): RowWriter {
  return store.dialect === 'sqlite' ? writeOneByOne(store.sqlite) : writeAtOnce;
}

function writeOneByOne(sqlite: Extract<Store, { dialect: 'sqlite' }>['sqlite']): RowWriter {
  const insertReceipt = sqlite.prepare(
    `insert into receipts (kiosk_no, log_no, seq, event_id, hash) values (?, ?, ?, ?, ?)
       on conflict (kiosk_no, event_id) where event_id is not null do nothing`,
  );
  const insertEvent = sqlite.prepare(
    `insert into events (kiosk_no, log_no, seq, month, visit_id, type, schema_version, wall_ms, mono_ms,
       boot_id, stop_id, edition, body) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertStale = sqlite.prepare('insert into stale_visits (kiosk_no, visit_id) values (?, ?)');
  return {
    async writeEvents(_transaction, { kioskNo, logNo, month }, rows) {
      const known = new Set<number>();
      for (const { seq, eventId, visitId, hash, event, body } of rows) {
        if (insertReceipt.run(kioskNo, logNo, seq, eventId, hash).changes === 0) {
          known.add(seq);
          continue;
        }
        const { type, schema_version, wall_ms, mono_ms, boot_id, stop_id, edition } = event;
        insertEvent.run(
          kioskNo,
          logNo,
          seq,
          month,
          visitId,
          type,
          schema_version,
          wall_ms,
          mono_ms,
          boot_id,
          stop_id,
          edition,
          body,
        );
      }
      return known;
    },
    async markStale(_transaction, kioskNo, visitIds) {
      for (const visitId of visitIds) insertStale.run(kioskNo, visitId);
    },
  };
}

const writeAtOnce: RowWriter = {
  async writeEvents(transaction, { kioskNo, logNo, month }, rows) {
    const of = <Value>(pick: (row: EventRow) => Value): Value[] => rows.map(pick);
    const { rows: written } = await sql<{ seq: number }>`
      insert into receipts (kiosk_no, log_no, seq, event_id, hash)
        select ${kioskNo}, ${logNo}, seq, event_id, hash
          from unnest(${of(({ seq }) => seq)}::bigint[], ${of(({ eventId }) => eventId)}::bytea[],
            ${of(({ hash }) => hash)}::bytea[]) as r (seq, event_id, hash)
        on conflict (kiosk_no, event_id) where event_id is not null do nothing
        returning seq`.execute(transaction);
    const isAllNew = written.length === rows.length;
    const seqs = new Set(isAllNew ? [] : written.map(({ seq }) => seq));
    const fresh = isAllNew ? rows : rows.filter(({ seq }) => seqs.has(seq));
    const by = <Value>(pick: (row: EventRow) => Value): Value[] => fresh.map(pick);
    await sql`
      insert into events (kiosk_no, log_no, seq, month, visit_id, type, schema_version, wall_ms, mono_ms,
          boot_id, stop_id, edition, body)
        select ${kioskNo}, ${logNo}, seq, ${month}, visit_id, type, schema_version, wall_ms, mono_ms,
            boot_id, stop_id, edition, body
          from unnest(${by(({ seq }) => seq)}::bigint[], ${by(({ visitId }) => visitId)}::bytea[],
            ${by(({ event }) => event.type)}::text[], ${by(({ event }) => event.schema_version)}::bigint[],
            ${by(({ event }) => event.wall_ms)}::bigint[], ${by(({ event }) => event.mono_ms)}::bigint[],
            ${by(({ event }) => event.boot_id)}::text[], ${by(({ event }) => event.stop_id)}::text[],
            ${by(({ event }) => event.edition)}::text[], ${by(({ body }) => body)}::text[])
          as e (seq, visit_id, type, schema_version, wall_ms, mono_ms, boot_id, stop_id, edition, body)
      `.execute(transaction);
    return isAllNew ? seqs : new Set(rows.flatMap(({ seq }) => (seqs.has(seq) ? [] : seq)));
  },
  async markStale(transaction, kioskNo, visitIds) {
    await sql`insert into stale_visits (kiosk_no, visit_id)
      select ${kioskNo}, visit_id from unnest(${visitIds}::bytea[]) as v (visit_id)`.execute(transaction);
  },
};
