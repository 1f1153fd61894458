// Where the kiosk stands, as the log knows it: the stop last arrived at and not left.
import type { LogDatabase } from './open-database.ts';

export function readStopId(database: LogDatabase): string | null {
  const find = database.prepare<[string], { body: string; log: number; seq: number }>(
    `select body, log, seq from events where visit_id is null and type = ?
       order by log desc, seq desc limit 1`,
  );
  const arrived = find.get('stop.arrived');
  const left = find.get('stop.left');
  const isLeft =
    arrived && left && (left.log > arrived.log || (left.log === arrived.log && left.seq > arrived.seq));
  if (!arrived || isLeft) return null;
  const body: unknown = JSON.parse(arrived.body);
  const hasStop = typeof body === 'object' && body !== null && 'stop_id' in body;
  return hasStop && typeof body.stop_id === 'string' ? body.stop_id : null;
}
