// Who asks for the feed or a pack: a kiosk names itself in one header and signs the request's path in
// another (sync-api.ts).
import { kioskHeader, requestMessage, signatureHeader } from '../../model/sync-api.ts';
import { isSignedBy, type KeyFinder } from '../ingest/open-batch.ts';
import type { HubIdentity } from '../store/hub-identity.ts';
import type { Store } from '../store/open-store.ts';

export type KnownKiosk = { kind: 'kiosk'; kioskNo: number; kioskId: string };
export type Knowing = KnownKiosk | { kind: 'refused'; code: 'not-enrolled' | 'revoked' | 'bad-signature' };

export type KnowDeps = { store: Store; identity: HubIdentity; findKiosk: KeyFinder };

export async function knowKiosk(
  request: Request,
  { store, identity, findKiosk }: KnowDeps,
): Promise<Knowing> {
  const kioskId = request.headers.get(kioskHeader) ?? '';
  const signature = request.headers.get(signatureHeader) ?? '';
  const row = await store.db
    .selectFrom('kiosks')
    .select('public_key')
    .where('kiosk_id', '=', kioskId)
    .executeTakeFirst();
  const kiosk = row && (await findKiosk(row.public_key));
  if (!kiosk || kiosk.kioskId !== kioskId) return { kind: 'refused', code: 'not-enrolled' };
  const { pathname, search } = new URL(request.url);
  const message = requestMessage({ hub_id: identity.hubId, path: `${pathname}${search}` });
  if (!isSignedBy(kiosk.key, message, signature)) return { kind: 'refused', code: 'bad-signature' };
  if (!kiosk.isActive) return { kind: 'refused', code: 'revoked' };
  return { kind: 'kiosk', kioskNo: kiosk.kioskNo, kioskId };
}
