// Brings what can still be read of a damaged log into the present one, in the background.
// The events keep their ids, times and content and get new sequence numbers at the end of the
// present log, in their old order; an event that is there already is left out, so that a
// salvage cut off in the middle is simply done again. The words of reflections follow their
// events, where they are the very words whose hash the event holds.
import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { logFile } from './data-folder.ts';
import { findCells, openDamagedFiles, readCell, type SqliteValue } from './sqlite-pages.ts';
import type { OwnEvent, VisitLog } from './visit-log.ts';

/** Rows in one transaction: a visitor's touch waits for no more than this. */
const rowsAtATime = 200;
const pagesAtATime = 50;

type CellPlace = { file: 'database' | 'wal'; at: number; cell: number };
type Place = CellPlace & { log: number; seq: number };
type DamagedFiles = Awaited<ReturnType<typeof openDamagedFiles>>;

/**
 * Appends the events found in `folder` to `into`. Undefined if `goOn` said no before the end.
 * Throws what the disk says.
 */
export async function salvageFolder(
  folder: string,
  into: VisitLog,
  goOn: () => boolean,
): Promise<{ found: number; restored: number } | undefined> {
  const database = await openIfThere(join(folder, logFile));
  const wal = await openIfThere(join(folder, `${logFile}-wal`));
  try {
    return await salvageFiles(database, wal, into, goOn);
  } finally {
    await database?.close();
    await wal?.close();
  }
}

async function salvageFiles(
  database: FileHandle | undefined,
  wal: FileHandle | undefined,
  into: VisitLog,
  goOn: () => boolean,
): Promise<{ found: number; restored: number } | undefined> {
  const files = await openDamagedFiles(database, wal);
  const places: Place[] = [];
  const wordPlaces: CellPlace[] = [];
  let pages = 0;
  for await (const image of files.images()) {
    for (const cell of findCells(image)) {
      const values = await readCell(image, cell, files);
      const place = { file: image.file, at: image.at, cell };
      const event = readEvent(values);
      if (event) places.push({ ...event.was, ...place });
      else if (readWords(values)) wordPlaces.push(place);
    }
    pages += 1;
    if (pages % pagesAtATime === 0) await nextTurn();
    if (!goOn()) return undefined;
  }
  places.sort((a, b) => a.log - b.log || a.seq - b.seq);

  let restored = 0;
  const found = new Set<string>();
  for (let first = 0; first < places.length; first += rowsAtATime) {
    const events = new Map<string, OwnEvent>();
    for (const place of places.slice(first, first + rowsAtATime)) {
      const read = readEvent(await readPlace(files, place));
      if (read) events.set(read.event.event_id, read.event);
    }
    if (!goOn()) return undefined;
    for (const id of events.keys()) found.add(id);
    restored += into.writeOwn([...events.values()]).appended;
    await nextTurn();
  }
  for (const place of wordPlaces) {
    const read = readWords(await readPlace(files, place));
    if (!goOn()) return undefined;
    if (read) into.restoreWords(read.eventId, read.words);
    await nextTurn();
  }
  return { found: found.size, restored };
}

async function readPlace(files: DamagedFiles, place: CellPlace): Promise<SqliteValue[] | undefined> {
  const image = await files.readImage(place.file, place.at);
  return image && readCell(image, place.cell, files);
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'r');
  } catch {
    return undefined;
  }
}

/** A record of the events table, whose columns it must match one by one; else undefined. */
function readEvent(
  values: SqliteValue[] | undefined,
): { was: { log: number; seq: number }; event: OwnEvent } | undefined {
  if (values?.length !== 12) return undefined;
  const [log, seq, eventId, visitId, type, version, wallMs, monoMs, bootId, stopId, edition, body] = values;
  if (!isCount(log) || !isCount(seq)) return undefined;
  if (!isEventId(eventId)) return undefined;
  if (!isText(visitId) && visitId !== null) return undefined;
  if (!isText(stopId) && stopId !== null) return undefined;
  if (!isText(type) || !isText(bootId) || !isText(edition) || !isText(body)) return undefined;
  if (!isCount(version) || !isCount(wallMs) || !isCount(monoMs) || !isJson(body)) return undefined;
  return {
    was: { log, seq },
    event: {
      event_id: eventId,
      visit_id: visitId,
      type,
      schema_version: version,
      wall_ms: wallMs,
      mono_ms: monoMs,
      boot_id: bootId,
      stop_id: stopId,
      edition,
      body,
    },
  };
}

/** A record of the words table; else undefined. Whether they are its event's is for the log to judge. */
function readWords(values: SqliteValue[] | undefined): { eventId: string; words: string } | undefined {
  const [eventId, words] = values ?? [];
  return values?.length === 2 && isEventId(eventId) && isText(words) ? { eventId, words } : undefined;
}

function isEventId(value: SqliteValue | undefined): value is string {
  return isText(value) && /^[0-9a-f-]{36}$/.test(value);
}

function isText(value: SqliteValue | undefined): value is string {
  return typeof value === 'string';
}

function isCount(value: SqliteValue | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
