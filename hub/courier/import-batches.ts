// The stick as courier, the hub's side: a kiosk's file of batches is taken in as if it had come over the
// network, except that it corrects no clock; what goes back is a file of acknowledgements. Importing a
// file twice changes nothing.
import { acknowledgementFileEnding } from '../../model/sync-batch.ts';
import { noteAudit, type Actor } from '../accounts/audit.ts';
import { acknowledge } from '../ingest/acknowledge.ts';
import { openBatch, type KeyFinder, type OpenBatch, type OpenOutcome } from '../ingest/open-batch.ts';
import { parseJson } from '../ingest/parse-json.ts';
import type { TakeIn } from '../ingest/take-in.ts';
import type { HubIdentity } from '../store/hub-identity.ts';
import type { Store } from '../store/open-store.ts';

export type Imported = {
  batches: number;
  /** Rows in them, new or not. */
  events: number;
  kioskIds: string[];
  /**
   * The file for the way back. It says of each log what this stick brought and no more: a clone's stick
   * must not take another disk's rows for its own.
   */
  acknowledgements: { name: string; text: string };
  /** By line, from 1. */
  refused: { line: number; why: RefusedWhy }[];
};

/** `cut-off`: the stick was pulled out, or the line is no batch. */
type RefusedWhy = Extract<OpenOutcome, { kind: 'refused' }>['code'] | 'fork' | 'gap' | 'cut-off';

export type ImportDeps = {
  store: Store;
  identity: HubIdentity;
  takeIn: TakeIn;
  findKiosk: KeyFinder;
  /** Who carried the stick. */
  by: Actor;
  now(): number;
};

type Line = { line: number; batch: OpenBatch };
type Refused = Imported['refused'][number];

/** No batch is longer, its JSON within JSON included. */
const longestLine = 2 * 1024 * 1024;
/** Taken in together with one line of the audit log; kiosks wait for the store no longer than that takes. */
const batchesAtOnce = 20;

/** Throws what the store says; what was taken in and noted until then stays, and is a replay the next time. */
export async function importBatches(deps: ImportDeps, file: AsyncIterable<Uint8Array>): Promise<Imported> {
  const { identity, findKiosk } = deps;
  const imported = { batches: 0, events: 0, refused: [] as Refused[] };
  const kioskIds = new Set<string>();
  /** The last one of each log. */
  const acknowledged = new Map<string, string>();
  let waiting = { lines: [] as Line[], refused: [] as Refused[] };
  let line = 0;
  for await (const text of readLines(file)) {
    line += 1;
    if (text === '') continue;
    const opened = await openLine(text, findKiosk);
    if (opened.kind === 'refused') {
      waiting.refused.push({ line, why: opened.why });
      continue;
    }
    const [first] = waiting.lines;
    const isAnothers = first !== undefined && first.batch.kioskNo !== opened.batch.kioskNo;
    if (isAnothers || waiting.lines.length >= batchesAtOnce) await takeWaiting();
    waiting.lines.push({ line, batch: opened.batch });
  }
  await takeWaiting();
  const name = `${identity.hubId}${acknowledgementFileEnding}`;
  const text = [...acknowledged.values()].map((signed) => `${signed}\n`).join('');
  imported.refused.sort((one, other) => one.line - other.line);
  return { ...imported, kioskIds: [...kioskIds], acknowledgements: { name, text } };

  async function takeWaiting(): Promise<void> {
    if (waiting.lines.length + waiting.refused.length === 0) return;
    const { taken, refused } = await takeTogether(deps, waiting);
    for (const { batch, signed } of taken) {
      imported.batches += 1;
      imported.events += batch.rows.length;
      kioskIds.add(batch.kioskId);
      acknowledged.set(`${batch.kioskId} ${batch.logId}`, signed);
    }
    imported.refused.push(...refused);
    waiting = { lines: [], refused: [] };
  }
}

async function openLine(
  text: string | undefined,
  findKiosk: KeyFinder,
): Promise<{ kind: 'open'; batch: OpenBatch } | { kind: 'refused'; why: RefusedWhy }> {
  if (text === undefined) return { kind: 'refused', why: 'too-large' };
  const parcel = parseJson(text);
  if (parcel === undefined) return { kind: 'refused', why: 'cut-off' };
  const opened = await openBatch(parcel, findKiosk);
  return opened.kind === 'open' ? opened : { kind: 'refused', why: opened.code };
}

/** Batches of one kiosk and the line that says who carried them, in one transaction. */
async function takeTogether(
  { store, identity, takeIn, by, now }: ImportDeps,
  { lines, refused: refusedBefore }: { lines: readonly Line[]; refused: readonly Refused[] },
) {
  return store.db.transaction().execute(async (transaction) => {
    const taken: { batch: OpenBatch; signed: string }[] = [];
    const refused = [...refusedBefore];
    for (const { line, batch } of lines) {
      const outcome = await takeIn(batch, { arrivedMs: now(), isLive: false }, transaction);
      if (outcome.kind === 'taken') {
        taken.push({ batch, signed: JSON.stringify(acknowledge(identity, batch, outcome)) });
      } else {
        refused.push({ line, why: outcome.kind === 'refused' ? outcome.code : outcome.kind });
      }
    }
    const events = taken.reduce((sum, { batch }) => sum + batch.rows.length, 0);
    const details = { batches: taken.length, events, refused: refused.length };
    const about = lines[0]?.batch.kioskId ?? '';
    await noteAudit(transaction, { by, act: 'batches-carried', about, details }, now());
    return { taken, refused };
  });
}

/** Undefined for a line that is longer than any batch; the rest of it is passed over. */
async function* readLines(file: AsyncIterable<Uint8Array>): AsyncGenerator<string | undefined> {
  const decoder = new TextDecoder();
  let kept = '';
  let isTooLong = false;
  for await (const piece of file) {
    const parts = (kept + decoder.decode(piece, { stream: true })).split('\n');
    kept = parts.pop() ?? '';
    for (const part of parts) {
      yield isTooLong || part.length > longestLine ? undefined : part.trim();
      isTooLong = false;
    }
    if (kept.length > longestLine) {
      isTooLong = true;
      kept = '';
    }
  }
  if (isTooLong) yield undefined;
  else if (kept.trim() !== '') yield kept.trim();
}
