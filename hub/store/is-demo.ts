// Whether all that is in a store was made up by `seed-demo`.
import type { Store } from './open-store.ts';

export async function isDemo({ db }: Pick<Store, 'db'>): Promise<boolean> {
  const hub = await db.selectFrom('hub').select('is_demo').executeTakeFirst();
  return hub?.is_demo === 1;
}
