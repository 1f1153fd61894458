// The stick as courier, the hub's side: a kiosk's file of batches is taken in as if it had come over the
// network, except that it corrects no clock; what goes back is a file of acknowledgements. Importing a
// file twice changes nothing.
import { acknowledgementFileEnding } from '../../model/sync-batch.ts';
import { acknowledge } from '../ingest/acknowledge.ts';
import { openBatch, type KeyFinder, type OpenOutcome } from '../ingest/open-batch.ts';
import type { TakeIn } from '../ingest/take-in.ts';
import type { HubIdentity } from '../store/hub-identity.ts';

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

export type ImportDeps = { identity: HubIdentity; takeIn: TakeIn; findKiosk: KeyFinder; now(): number };

/** No batch is longer, its JSON within JSON included. */
const longestLine = 2 * 1024 * 1024;

/** Throws what the store says; what was taken in until then stays, and is a replay the next time. */
export async function importBatches(
  { identity, takeIn, findKiosk, now }: ImportDeps,
  file: AsyncIterable<Uint8Array>,
): Promise<Imported> {
  const imported = { batches: 0, events: 0, refused: [] as Imported['refused'] };
  const kioskIds = new Set<string>();
  /** The last one of each log. */
  const acknowledged = new Map<string, string>();
  let line = 0;
  for await (const text of readLines(file)) {
    line += 1;
    if (text === '') continue;
    const outcome = await takeLine(text);
    if (outcome.kind === 'refused') {
      imported.refused.push({ line, why: outcome.why });
      continue;
    }
    imported.batches += 1;
    imported.events += outcome.events;
    kioskIds.add(outcome.kioskId);
  }
  const name = `${identity.hubId}${acknowledgementFileEnding}`;
  const text = [...acknowledged.values()].map((signed) => `${signed}\n`).join('');
  return { ...imported, kioskIds: [...kioskIds], acknowledgements: { name, text } };

  async function takeLine(
    text: string | undefined,
  ): Promise<{ kind: 'taken'; events: number; kioskId: string } | { kind: 'refused'; why: RefusedWhy }> {
    if (text === undefined) return { kind: 'refused', why: 'too-large' };
    const parcel = parseJson(text);
    if (parcel === undefined) return { kind: 'refused', why: 'cut-off' };
    const opened = await openBatch(parcel, findKiosk);
    if (opened.kind === 'refused') return { kind: 'refused', why: opened.code };
    const { batch } = opened;
    const taken = await takeIn(batch, { arrivedMs: now(), isLive: false });
    if (taken.kind === 'refused') return { kind: 'refused', why: taken.code };
    if (taken.kind !== 'taken') return { kind: 'refused', why: taken.kind };
    acknowledged.set(`${batch.kioskId} ${batch.logId}`, JSON.stringify(acknowledge(identity, batch, taken)));
    return { kind: 'taken', events: batch.rows.length, kioskId: batch.kioskId };
  }
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

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
