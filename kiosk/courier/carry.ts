// The stick as courier: what the hub has not acknowledged goes out as signed batches in one file, and
// the hub's acknowledgements come back as another. Carrying the same thing twice changes nothing, and
// a stick that is pulled out in the middle leaves the kiosk as it was and no file that looks whole.
import { createReadStream, existsSync } from 'node:fs';
import { open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import {
  acknowledgementFileEnding,
  acknowledgementSchema,
  batchFileEnding,
  courierFolder,
  signedAcknowledgementSchema,
  type Acknowledgement,
} from '../../model/sync-batch.ts';
import { openSigned } from '../../pack/signed-text.ts';
import { makeStickFolder } from '../sticks/make-stick-folder.ts';
import { makeBatches, type BatchMaker, type MadeBatch } from './make-batches.ts';

export type Carried = { kind: 'carried'; file: string; events: number } | { kind: 'nothing-new' };

/**
 * Writes everything after `acknowledged` (sequence by log id) onto the stick; `note` hears of each batch
 * before it is written, so that its acknowledgement will be known. Throws what the stick
 * says; then only a file ending in `.part` may be left there, which the next time replaces.
 */
export async function carryOut(
  stick: string,
  maker: BatchMaker,
  acknowledged: (logId: string) => number,
  note?: (made: MadeBatch) => void,
): Promise<Carried> {
  const logs = maker.reader.findEnd().map(({ logId }) => ({ logId, afterSeq: acknowledged(logId) }));
  const folder = makeStickFolder(stick, courierFolder);
  const file = join(folder, `${maker.kioskId}${batchFileEnding}`);
  const part = `${file}.part`;
  let events = 0;
  const handle = await open(part, 'w');
  try {
    for (const log of logs) {
      for (const made of makeBatches(maker, log)) {
        note?.(made);
        await handle.write(`${JSON.stringify(made.batch)}\n`);
        events += made.toSeq - made.fromSeq + 1;
      }
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  if (events === 0) {
    await rm(part, { force: true });
    return { kind: 'nothing-new' };
  }
  await rename(part, file);
  return { kind: 'carried', file, events };
}

export type TakenIn = { acknowledgements: number; refused: number };

/** Hands each acknowledgement that one of `hubKeys` signed for this kiosk to `accept`, in order. */
export async function takeIn(
  stick: string,
  { kioskId, hubKeys }: { kioskId: string; hubKeys: readonly string[] },
  accept: (acknowledgement: Acknowledgement) => void,
): Promise<TakenIn> {
  const folder = join(stick, courierFolder);
  const taken: TakenIn = { acknowledgements: 0, refused: 0 };
  if (!existsSync(folder)) return taken;
  const names = (await readdir(folder)).filter((name) => name.endsWith(acknowledgementFileEnding));
  for (const name of names.toSorted()) {
    const lines = createInterface({ input: createReadStream(join(folder, name)), crlfDelay: Infinity });
    for await (const line of lines) {
      if (line.trim() === '') continue;
      const acknowledgement = readAcknowledgement(line, hubKeys);
      if (!acknowledgement) taken.refused += 1;
      else if (acknowledgement.kiosk_id === kioskId) {
        accept(acknowledgement);
        taken.acknowledgements += 1;
      }
    }
  }
  return taken;
}

/** Undefined for a line that no known hub signed, or that was cut off. */
function readAcknowledgement(line: string, hubKeys: readonly string[]): Acknowledgement | undefined {
  try {
    const opened = openSigned(JSON.parse(line), hubKeys, signedAcknowledgementSchema);
    return opened.kind === 'opened' ? acknowledgementSchema.parse(JSON.parse(opened.body)) : undefined;
  } catch {
    return undefined;
  }
}
