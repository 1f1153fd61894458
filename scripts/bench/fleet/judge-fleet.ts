// Whether the store has exactly what the fleet's kiosks made: each event of each kiosk once, with its
// receipt, under the id that follows from kiosk and place, and nothing else.
import { sql } from 'kysely';
import type { Store } from '../../../hub/store/open-store.ts';
import { rowsAKiosk } from './fleet-plan.ts';

export type Verdict = { stored: number; lost: number; double: number };

/** `kiosk_no` n is the kiosk numbered n - 1 (measure-fleet.ts). On PostgreSQL. */
export async function judgeFleet({ db }: Store, kiosks: number): Promise<Verdict> {
  const { rows } = await sql<{ stored: number; received: number; right: number }>`
    select (select count(*) from events) as stored,
      (select count(*) from receipts) as received,
      (select count(*) from receipts r join events e using (kiosk_no, log_no, seq)
        where r.seq between 1 and ${rowsAKiosk} and r.kiosk_no between 1 and ${kiosks}
          and encode(r.event_id, 'hex') = overlay(overlay(
            md5((r.kiosk_no - 1) || ':' || r.seq) placing '4' from 13 for 1) placing '8' from 17 for 1)
      ) as right`.execute(db);
  const [{ stored, received, right } = { stored: 0, received: 0, right: 0 }] = rows;
  const made = kiosks * rowsAKiosk;
  // A place has one receipt at most, and a receipt one event at most (primary keys), except over months.
  return { stored, lost: made - Math.min(made, right), double: Math.max(stored, received) - right };
}
