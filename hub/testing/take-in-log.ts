// A log in through the front door, as its kiosk sends it, and counted.
import { expect } from 'vitest';
import type { StoredEvent } from '../../model/log-event.ts';
import { firstMs, type TestHub } from './start-hub.ts';
import { enrolDirectly, makeTestKiosk, toRows } from './test-kiosk.ts';

/** A hub takes no more at once. */
const rowsABatch = 500;

export async function takeInLog(
  hub: TestHub,
  events: readonly StoredEvent[],
  kioskId?: string,
): Promise<void> {
  const kiosk = makeTestKiosk(kioskId);
  await enrolDirectly(hub.store, kiosk);
  const last = events.at(-1);
  if (!last) return;
  hub.clock.nowMs = firstMs + last.mono_ms + 20;
  const sent_at = { wall_ms: last.wall_ms, mono_ms: last.mono_ms, boot_id: last.boot_id };
  const rows = toRows(events);
  for (let from = 0; from < rows.length; from += rowsABatch) {
    const some = rows.slice(from, from + rowsABatch);
    const answer = await hub.post('/v1/batches', kiosk.batch(some, { log_id: last.log_id, sent_at }));
    expect(answer.status).toBe(200);
  }
  await hub.counter.settled();
}
