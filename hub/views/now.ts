// Now: every kiosk by what it last told of itself.
import { z } from 'zod';
import { nowViewSchema, type NowView } from '../../model/hub-views.ts';
import type { Store } from '../store/open-store.ts';
import { readPlaces } from './read-places.ts';

const lightsSchema = z.array(nowViewSchema.shape.kiosks.element.shape.lights.element);

export async function viewNow(store: Store, nowMs: number): Promise<NowView> {
  const placeOf = await readPlaces(store);
  const kiosks = await store.db
    .selectFrom('kiosks')
    .selectAll()
    .orderBy('name')
    .orderBy('kiosk_no')
    .execute();
  return {
    nowMs,
    kiosks: kiosks.map((kiosk) => ({
      kioskId: kiosk.kiosk_id,
      name: kiosk.name,
      state: kiosk.state,
      enrolledMs: kiosk.enrolled_ms,
      lastHeardMs: kiosk.last_heard_ms,
      clonedMs: kiosk.forked_ms,
      version: kiosk.version ?? '',
      edition: kiosk.edition ?? '',
      staged: kiosk.staged,
      ...placeOf(kiosk.stop_id ?? ''),
      unsent: kiosk.unsent,
      freeBytes: kiosk.free_bytes,
      clockSkewMs: kiosk.clock_skew_ms,
      lights: kiosk.lights === null ? [] : lightsSchema.parse(JSON.parse(kiosk.lights)),
    })),
  };
}
