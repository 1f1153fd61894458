// What was done to a disk, and what is left of it after a power cut at any moment of it.
//
// What was synced is there. Of what was written since, each sector is there in some state
// between the synced one and the newest, as chance will have it: disks reorder. Names in a
// folder are there as of its last sync, plus some of the changes since, in their order, since
// file systems keep those in a journal.
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Chance } from '../campaign.ts';

type Operation =
  | { kind: 'opened'; inode: bigint; isNew: boolean; path: string }
  | { kind: 'written'; inode: bigint; offset: number; bytes: Buffer }
  | { kind: 'synced'; inode: bigint }
  | { kind: 'truncated'; inode: bigint; size: number }
  | { kind: 'unlinked'; path: string }
  | { kind: 'folder-synced'; path: string }
  | { kind: 'other' };

const headerBytes = 24;

/** Reads what disk-shim.c wrote; a last record that is not whole is left out. */
export function readTrace(trace: Buffer): Operation[] {
  const operations: Operation[] = [];
  for (let at = 0; at + headerBytes <= trace.length;) {
    const code = trace.readUInt32LE(at);
    const length = trace.readUInt32LE(at + 4);
    const inode = trace.readBigUInt64LE(at + 8);
    const offset = Number(trace.readBigUInt64LE(at + 16));
    const start = at + headerBytes;
    if (start + length > trace.length) break;
    operations.push(readOperation(code, inode, offset, trace.subarray(start, start + length)));
    at = start + length;
  }
  return operations;
}

function readOperation(code: number, inode: bigint, offset: number, bytes: Buffer): Operation {
  if (code === 1) return { kind: 'opened', inode, isNew: offset === 1, path: bytes.toString() };
  if (code === 2) return { kind: 'written', inode, offset, bytes };
  if (code === 3) return { kind: 'synced', inode };
  if (code === 4) return { kind: 'truncated', inode, size: offset };
  if (code === 6) return { kind: 'unlinked', path: bytes.toString() };
  if (code === 8) return { kind: 'folder-synced', path: bytes.toString() };
  return { kind: 'other' };
}

type Change = { kind: 'write'; offset: number; bytes: Buffer } | { kind: 'size'; size: number };
/** As last synced, and what was done to it since. */
type DiskFile = { synced: Content; changes: Change[] };
/** `room` is longer than the file, so that a file growing by frames is not copied for each. */
type Content = { room: Buffer; size: number };
type NameChange = { name: string; file: DiskFile | undefined };

/** A folder of files on a disk that loses what was not synced. */
export class LossyFolder {
  readonly #files = new Map<bigint, DiskFile>();
  readonly #names = new Map<string, DiskFile>();
  #nameChanges: NameChange[] = [];

  apply(operation: Operation): void {
    if (operation.kind === 'opened') this.#open(operation);
    else if (operation.kind === 'written') {
      const { offset, bytes } = operation;
      this.#files.get(operation.inode)?.changes.push({ kind: 'write', offset, bytes });
    } else if (operation.kind === 'truncated') {
      this.#files.get(operation.inode)?.changes.push({ kind: 'size', size: operation.size });
    } else if (operation.kind === 'synced') {
      const file = this.#files.get(operation.inode);
      if (file) settle(file);
    } else if (operation.kind === 'unlinked') {
      this.#nameChanges.push({ name: basename(operation.path), file: undefined });
    } else if (operation.kind === 'folder-synced') {
      for (const change of this.#nameChanges) rename(this.#names, change);
      this.#nameChanges = [];
    }
  }

  #open({ inode, isNew, path }: { inode: bigint; isNew: boolean; path: string }): void {
    if (!isNew && this.#files.has(inode)) return;
    // Inode numbers come again after an unlink; the new file is another one.
    const file: DiskFile = { synced: { room: Buffer.alloc(0), size: 0 }, changes: [] };
    this.#files.set(inode, file);
    this.#nameChanges.push({ name: basename(path), file });
  }

  /** Writes what a power cut now would leave into `dir`. Returns how many changes it lost. */
  cutPower(dir: string, chance: Chance): number {
    const names = new Map(this.#names);
    const kept = chance.below(this.#nameChanges.length + 1);
    for (const change of this.#nameChanges.slice(0, kept)) rename(names, change);
    // A sector, or a page where the disk and the file system lose no less.
    const grainBytes = chance.below(2) === 0 ? 512 : 4096;
    let lost = 0;
    mkdirSync(dir, { recursive: true });
    for (const [name, file] of names) {
      const left = loseSome(file, grainBytes, chance);
      lost += left.lost;
      writeFileSync(join(dir, name), left.bytes);
    }
    return lost;
  }
}

function rename(names: Map<string, DiskFile>, { name, file }: NameChange): void {
  if (file) names.set(name, file);
  else names.delete(name);
}

function settle({ synced, changes }: DiskFile): void {
  for (const change of changes) {
    if (change.kind === 'size') resize(synced, change.size);
    else write(synced, change.bytes, change.offset);
  }
  changes.length = 0;
}

function write(content: Content, bytes: Buffer, offset: number): void {
  if (content.size < offset + bytes.length) resize(content, offset + bytes.length);
  bytes.copy(content.room, offset);
}

/** What a file grows by reads as zeros, as on a real disk. */
function resize(content: Content, size: number): void {
  if (size > content.room.length) {
    const room = Buffer.alloc(Math.max(size, content.room.length * 2));
    content.room.copy(room, 0, 0, content.size);
    content.room = room;
  } else if (size < content.size) content.room.fill(0, size, content.size);
  content.size = size;
}

/** Each grain of the unsynced changes is kept up to some change of chance's choosing. */
function loseSome(
  { synced, changes }: DiskFile,
  grainBytes: number,
  chance: Chance,
): { bytes: Buffer; lost: number } {
  const left: Content = { room: Buffer.from(synced.room), size: synced.size };
  const keptUpTo = new Map<number, number>();
  // All, none, or anything between: the extremes are the commonest in the field.
  const mood = chance.below(4);
  let lost = 0;
  function isKept(grain: number, index: number): boolean {
    const known = keptUpTo.get(grain);
    const limit = known ?? (mood === 0 ? 0 : mood === 1 ? changes.length : chance.below(changes.length + 1));
    keptUpTo.set(grain, limit);
    return index < limit;
  }
  for (const [index, change] of changes.entries()) {
    if (change.kind === 'size') {
      if (isKept(-1, index)) resize(left, change.size);
      continue;
    }
    const end = change.offset + change.bytes.length;
    for (let at = change.offset; at < end;) {
      const grain = Math.floor(at / grainBytes);
      const next = Math.min(end, (grain + 1) * grainBytes);
      if (isKept(grain, index)) {
        write(left, change.bytes.subarray(at - change.offset, next - change.offset), at);
      } else lost += 1;
      at = next;
    }
  }
  return { bytes: left.room.subarray(0, left.size), lost };
}
