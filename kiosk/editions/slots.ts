// Where a kiosk keeps the editions that were loaded onto it, and which of them is shown.
//
//   DIR/editions/current.json       which slot is shown, which was before it, which waits to be shown
//   DIR/editions/slot-N/            one whole edition, named by current.json
//   DIR/trusted-keys.json           whose editions are loaded: see trusted-keys.ts
//   DIR/editions/recall-list.json, recalled-here.json: see recalls.ts
//
// A slot is written once, in full, before current.json names it, and every change is one rename of
// current.json. So there is never half an edition to be shown: what current.json does not name is
// the leftover of a killed load, and goes at the next start.
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { titlesSchema } from '../../model/language.ts';
import { syncFolder } from '../log/data-folder.ts';
import { makeFolder } from '../../pack/make-folder.ts';
import { noStep, readJsonFile, writeDurably, type AtStep } from './durable-files.ts';

// What a later program adds is left out, so that going back to this one loses no edition.
const slotSchema = z.object({
  folder: z.string().regex(/^slot-\d{1,9}$/),
  id: z.string(),
  number: z.int(),
  date: z.iso.date(),
  title: z.string(),
  titles: z.exactOptional(titlesSchema),
  /** Label and fingerprint of the key that signed it; absent where nobody did. */
  signedBy: z.strictObject({ label: z.string(), fingerprint: z.string() }).optional(),
  loadedAt: z.iso.datetime(),
});
export type Slot = z.infer<typeof slotSchema>;

/** A loaded edition, or the one that came with the program. */
export type Shown = Slot | 'shipped';
const shownSchema = z.union([z.literal('shipped'), slotSchema]);

const stateSchema = z.strictObject({
  format: z.literal(1),
  current: shownSchema,
  /** Shown before, to go back to. */
  previous: shownSchema.optional(),
  /** Whole and checked, waiting to be shown. */
  staged: slotSchema.optional(),
});
export type SlotState = z.infer<typeof stateSchema>;

const untouched: SlotState = { format: 1, current: 'shipped' };

export function editionsDir(dataDir: string): string {
  return join(dataDir, 'editions');
}

export function slotDir(dataDir: string, { folder }: Pick<Slot, 'folder'>): string {
  return join(editionsDir(dataDir), folder);
}

const statePath = (dataDir: string) => join(editionsDir(dataDir), 'current.json');

/** What is shown, before and next. A file that cannot be read counts as untouched, and as damaged. */
export function readSlots(dataDir: string): { state: SlotState; isDamaged: boolean } {
  try {
    const value = readJsonFile(statePath(dataDir));
    if (value === undefined) return { state: untouched, isDamaged: false };
    return { state: stateSchema.parse(value), isDamaged: false };
  } catch {
    return { state: untouched, isDamaged: true };
  }
}

/** Makes `state` what holds, on the disk when it returns; then drops the slots it does not name. */
export function writeSlots(dataDir: string, state: SlotState, atStep: AtStep = noStep): void {
  makeFolder(editionsDir(dataDir));
  writeDurably(statePath(dataDir), `${JSON.stringify(state, null, 1)}\n`, (step) => atStep(`state-${step}`));
  dropLeftovers(dataDir, atStep);
}

/** A new, empty folder for an edition that is being loaded; not named by anything yet. */
export function makeSlotFolder(dataDir: string): string {
  const dir = editionsDir(dataDir);
  makeFolder(dir);
  syncFolder(dataDir);
  const taken = readdirSync(dir).flatMap((name) => Number(/^slot-(\d+)$/.exec(name)?.[1] ?? 0));
  const folder = `slot-${Math.max(0, ...taken) + 1}`;
  mkdirSync(join(dir, folder));
  return folder;
}

/** Removes what a killed load left. Without a readable current.json nothing is touched. */
export function dropLeftovers(dataDir: string, atStep: AtStep = noStep): void {
  const dir = editionsDir(dataDir);
  const { state, isDamaged } = readSlots(dataDir);
  if (isDamaged || !existsSync(dir)) return;
  const kept = new Set(
    [state.current, state.previous, state.staged].flatMap((slot) =>
      slot === undefined || slot === 'shipped' ? [] : [slot.folder],
    ),
  );
  for (const name of readdirSync(dir)) {
    const isLeft = (/^slot-\d+$/.test(name) && !kept.has(name)) || name.endsWith('.new');
    if (!isLeft) continue;
    rmSync(join(dir, name), { recursive: true, force: true });
    atStep('leftover-dropped');
  }
}
