import { sql } from 'kysely';
import { expect } from 'vitest';
import { onBothStores } from '../testing/on-both-stores.ts';
import { takeHubLock } from './hub-lock.ts';
import { openStore, type Store } from './open-store.ts';

type Key = { table_name: string; key: string; column_name: string };

const keysOf: Record<Store['dialect'], string> = {
  sqlite: `select t.name as table_name, l.name as key, i.name as column_name
    from sqlite_master t, pragma_index_list(t.name) l, pragma_index_info(l.name) i
    where t.type = 'table' and l."unique" = 1`,
  postgres: `select t.relname as table_name, k.relname as key, a.attname as column_name
    from pg_index x join pg_class t on t.oid = x.indrelid join pg_class k on k.oid = x.indexrelid
      join pg_attribute a on a.attrelid = t.oid and a.attnum = any(x.indkey)
    where x.indisunique and t.relnamespace = current_schema()::regnamespace`,
};

onBothStores((check) => {
  check(
    'what grows with events can be spread over machines: every key of it names the kiosk',
    async (place) => {
      takeHubLock(place.dataDir).release();
      const store = await openStore(place);
      const { rows } = await sql.raw<Key>(keysOf[store.dialect]).execute(store.db);
      await store.close();
      for (const table of [
        'receipts',
        'events',
        'words',
        'reflections',
        'visits',
        'visit_panels',
        'visit_acts',
      ]) {
        const keys = Map.groupBy(
          rows.filter(({ table_name }) => table_name === table),
          ({ key }) => key,
        );
        expect(keys.size, table).toBeGreaterThan(0);
        for (const columns of keys.values()) {
          expect(columns.map(({ column_name }) => column_name)).toContain('kiosk_no');
        }
      }
    },
  );
});
