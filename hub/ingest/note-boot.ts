// The true time of a boot's beginning: the hub's clock at a batch's arrival, less what the kiosk's
// monotonic clock said when it was sent. The smallest that was ever seen is the nearest to the truth,
// since a batch can only come late. It moves by more than a second or not at all, so that what was
// counted stays what it was.
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../store/tables.ts';

const leastMoveMs = 1_000;
/** Of the newest boots; only to ask the store less often. */
const keptBoots = 50_000;

/** `madeMs`: a hub whose clock stands before the day it was made corrects nobody. */
export function makeBootNoter(madeMs: number) {
  const known = new Map<string, number>();

  return {
    /** Inside `transaction`. What was counted by another time is marked to be counted again. */
    async note(
      transaction: Transaction<Tables>,
      {
        kioskNo,
        bootId,
        monoMs,
        arrivedMs,
      }: { kioskNo: number; bootId: string; monoMs: number; arrivedMs: number },
    ): Promise<void> {
      const bootedAtMs = arrivedMs - monoMs;
      const key = `${kioskNo} ${bootId}`;
      const before = known.get(key);
      if (before !== undefined && bootedAtMs >= before - leastMoveMs) return;
      // A zero character is no text to PostgreSQL.
      if (arrivedMs < madeMs || bootId.includes('\0') || !Number.isSafeInteger(bootedAtMs)) return;
      const row = { kiosk_no: kioskNo, boot_id: bootId, booted_at_ms: bootedAtMs };
      const moved = await transaction
        .insertInto('boots')
        .values(row)
        .onConflict((conflict) =>
          conflict
            .columns(['kiosk_no', 'boot_id'])
            .doUpdateSet({ booted_at_ms: bootedAtMs })
            .where('boots.booted_at_ms', '>', bootedAtMs + leastMoveMs),
        )
        .returning('booted_at_ms')
        .executeTakeFirst();
      if (moved) await markBootStale(transaction, row);
    },

    /** After the commit; what was rolled back must not be remembered. */
    remember(kioskNo: number, boots: Iterable<readonly [bootId: string, bootedAtMs: number]>): void {
      if (known.size >= keptBoots) known.clear();
      for (const [bootId, bootedAtMs] of boots) known.set(`${kioskNo} ${bootId}`, bootedAtMs);
    },
  };
}

async function markBootStale(
  transaction: Transaction<Tables>,
  { kiosk_no, boot_id }: { kiosk_no: number; boot_id: string },
): Promise<void> {
  await sql`insert into stale_visits (kiosk_no, visit_id)
    select kiosk_no, visit_id from visits where kiosk_no = ${kiosk_no} and boot_id = ${boot_id}`.execute(
    transaction,
  );
  await transaction
    .updateTable('context_events')
    .set({ counted: 0 })
    .where('kiosk_no', '=', kiosk_no)
    // A start speaks of the boot before it, from which follows how long the kiosk was off; starts are few.
    .where((where) => where.or([where('boot_id', '=', boot_id), where('type', '=', 'kiosk.started')]))
    .execute();
}

/** Unix time of the beginnings of some boots, as acknowledgements tell them and as counting goes by. */
export async function findBoots(
  transaction: Transaction<Tables>,
  kioskNo: number,
  bootIds: readonly string[],
): Promise<Map<string, number>> {
  if (bootIds.length === 0) return new Map();
  const rows = await transaction
    .selectFrom('boots')
    .select(['boot_id', 'booted_at_ms'])
    .where('kiosk_no', '=', kioskNo)
    .where('boot_id', 'in', bootIds)
    .execute();
  return new Map(rows.map(({ boot_id, booted_at_ms }) => [boot_id, booted_at_ms]));
}
