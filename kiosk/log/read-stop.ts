// Where the kiosk stands, as the log knows it: the stop last arrived at and not left.
import type { LogDatabase } from './open-database.ts';

export function readStopId(database: LogDatabase): string | null {
  const find = database.prepare<[string], { body: string; seq: number }>(
    `select body, seq from events where visit_id is null and type = ?
       order by log_id = (select log_id from logs order by rank desc limit 1) desc, seq desc limit 1`,
  );
  const arrived = find.get('stop.arrived');
  const left = find.get('stop.left');
  if (!arrived || (left && left.seq > arrived.seq)) return null;
  const body: unknown = JSON.parse(arrived.body);
  const hasStop = typeof body === 'object' && body !== null && 'stop_id' in body;
  return hasStop && typeof body.stop_id === 'string' ? body.stop_id : null;
}
