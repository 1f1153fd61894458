// Files that are either as they were or as they were meant to be, whenever the power is cut.
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { syncFolder } from '../log/data-folder.ts';
import { makeFolder } from '../../pack/make-folder.ts';

/** Told before and after each thing that a killed process could leave undone; see scripts/faults. */
export type AtStep = (step: string) => void;

export const noStep: AtStep = () => {};

/** Replaces `path` in one rename that is on the disk when this returns. Throws what the disk says. */
export function writeDurably(path: string, text: string, atStep: AtStep = noStep, mode = 0o644): void {
  const part = `${path}.new`;
  makeFolder(dirname(path));
  const file = openSync(part, 'w', mode);
  try {
    const bytes = Buffer.from(text);
    let written = 0;
    while (written < bytes.length) written += writeSync(file, bytes, written);
    atStep('written');
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  atStep('synced');
  renameSync(part, path);
  atStep('renamed');
  syncFolder(dirname(path));
  atStep('folder-synced');
}

/** Undefined where there is no such file. Throws where it cannot be read or is no JSON. */
export function readJsonFile(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
