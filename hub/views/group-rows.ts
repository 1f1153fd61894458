// The rows behind headcounts: each group that staff registered, the newest first. There are few of them,
// beside visits, so that no aggregate is needed.
import { sql } from 'kysely';
import type { GroupRowsPage, GroupRowsQuery } from '../../model/hub-views.ts';
import type { GroupWindowsTable } from '../count/context-tables.ts';
import type { Store } from '../store/open-store.ts';
import { cutBy, findNotCut, type CutColumns } from './cut-by.ts';
import { cutPage, rowsAskedFor } from './one-page.ts';
import { readPlaces } from './read-places.ts';

const columns: CutColumns = {
  day: 'g.day',
  stop: 'g.stop_id',
  kiosk: 'g.kiosk_no',
  timeQuality: 'g.time_quality',
};

type Row = GroupWindowsTable & { kiosk_id: string; kiosk_name: string };

export async function readGroupRows(store: Store, query: GroupRowsQuery): Promise<GroupRowsPage> {
  const at = [cutBy(query, columns)];
  if (query.after !== undefined) {
    const dot = query.after.indexOf('.');
    const [openedMs, groupId] = [Number(query.after.slice(0, dot)), query.after.slice(dot + 1)];
    at.push(sql`(g.opened_ms, g.group_id) < (${openedMs}, ${groupId})`);
  }
  const { rows } = await sql<Row>`
    select g.*, k.kiosk_id, k.name as kiosk_name from group_windows g join kiosks k on k.kiosk_no = g.kiosk_no
      where ${sql.join(at, sql` and `)}
      order by g.opened_ms desc, g.group_id desc limit ${rowsAskedFor}`.execute(store.db);
  const placeOf = await readPlaces(store);
  const { page, next } = cutPage(rows, ({ opened_ms, group_id }) => `${opened_ms}.${group_id}`);
  const membersOf = await countMembers(
    store,
    page.map(({ group_id }) => group_id),
  );
  return {
    rows: page.map((row) => ({
      groupId: row.group_id,
      kioskId: row.kiosk_id,
      kioskName: row.kiosk_name,
      day: row.time_quality === 'unknown' ? '' : row.day,
      openedMs: row.opened_ms,
      closedMs: row.closed_ms,
      timeQuality: row.time_quality,
      ...placeOf(row.stop_id),
      organisation: row.organisation,
      groupEntry: row.entry,
      headcount: row.headcount,
      memberVisits: membersOf.get(row.group_id) ?? 0,
    })),
    next,
    notCutBy: findNotCut(query, columns),
  };
}

async function countMembers({ db }: Store, groups: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (groups.length === 0) return new Map();
  const { rows } = await sql<{ group_id: string; n: number }>`
    select group_id, count(*) as n from visits
      where kind = 'visit' and group_id <> '' and group_id in (${sql.join(groups)})
      group by group_id`.execute(db);
  return new Map(rows.map(({ group_id, n }) => [group_id, n]));
}
