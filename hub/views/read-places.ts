// Names and entries of stops, for every row that says where something was.
import type { Store } from '../store/open-store.ts';

export type Place = { stop: string; stopName: string; entry: string };
export type FindPlace = (stopId: string) => Place;

export async function readPlaces({ db }: Store): Promise<FindPlace> {
  const stops = await db.selectFrom('stops').select(['stop_id', 'name', 'entry']).execute();
  const byId = new Map(stops.map((stop) => [stop.stop_id, stop]));
  return (stopId) => ({
    stop: stopId,
    stopName: byId.get(stopId)?.name ?? '',
    entry: byId.get(stopId)?.entry ?? '',
  });
}
