// A program that runs from a folder of its own, as `npm run package -- --folder` makes it:
//
//   DIR/jingzhong           starts the version that `program` names; see scripts/program/jingzhong.sh
//   DIR/program             which version is to run, and which ran before
//   DIR/versions/1.2.3-0a1b2c3d/   one whole version
//
// A version is written once, in full, before `program` names it, and every change is one rename of
// `program`: so the old one runs or the new one, never half of one. What it does not name goes.
import { accessSync, constants, existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { noStep, writeDurably, type AtStep } from '../editions/durable-files.ts';

export type ProgramPointer = {
  current: string;
  previous?: string;
  /** How often a version that was put in has been started; absent once it was ready. */
  tries?: number;
};

/** Where this program runs from, and so whether it can put another version in its place. */
export type ProgramPlace =
  /** `running`: its own folder among the versions. */
  { kind: 'folder'; dir: string; running: string } | { kind: 'read-only' | 'sources' | 'installed' };

const folderPattern = /^(\d{1,4}\.\d{1,4}\.\d{1,4})-[0-9a-f]{8}$/;

export const versionsDir = (dir: string) => join(dir, 'versions');
const pointerPath = (dir: string) => join(dir, 'program');

/** Of a version's folder. */
export function versionOf(folder: string): string {
  return folderPattern.exec(folder)?.[1] ?? folder;
}

/** Undefined where there is none that makes sense: then nothing in the folder is touched. */
export function readPointer(dir: string): ProgramPointer | undefined {
  if (!existsSync(pointerPath(dir))) return undefined;
  const lines = readFileSync(pointerPath(dir), 'utf8').split('\n');
  const values = new Map(lines.map((line) => [line.split('=')[0], line.slice(line.indexOf('=') + 1)]));
  const folderAt = (key: string) => {
    const value = values.get(key) ?? '';
    return folderPattern.test(value) ? value : undefined;
  };
  const [current, previous] = [folderAt('current'), folderAt('previous')];
  const tries = values.get('tries');
  if (current === undefined) return undefined;
  return {
    current,
    ...(previous !== undefined && { previous }),
    ...(tries !== undefined && { tries: Number(tries) || 0 }),
  };
}

/** On the disk when it returns. Lines that a shell can read. */
export function writePointer(dir: string, pointer: ProgramPointer, atStep: AtStep = noStep): void {
  const { current, previous, tries } = pointer;
  const lines = [
    `current=${current}`,
    ...(previous === undefined ? [] : [`previous=${previous}`]),
    ...(tries === undefined ? [] : [`tries=${tries}`]),
  ];
  writeDurably(pointerPath(dir), `${lines.join('\n')}\n`, (step) => atStep(`pointer-${step}`));
}

/** Where the program whose version lies in `versionDir` can be updated, or why not. */
export function findProgramPlace(versionDir: string): ProgramPlace {
  const dir = dirname(dirname(versionDir));
  const running = basename(versionDir);
  if (!folderPattern.test(running) || !readPointer(dir)) return { kind: 'installed' };
  return isOwn(dir) && isOwn(versionsDir(dir)) ? { kind: 'folder', dir, running } : { kind: 'read-only' };
}

function isOwn(dir: string): boolean {
  try {
    accessSync(dir, constants.W_OK);
    // Windows has no such owner; there the right to write decides.
    return process.getuid === undefined || statSync(dir).uid === process.getuid();
  } catch {
    return false;
  }
}

/** This version became ready: it stays, and what neither it nor going back needs goes. */
export function confirmProgram(place: ProgramPlace): void {
  if (place.kind !== 'folder') return;
  const pointer = readPointer(place.dir);
  if (!pointer) return;
  if (pointer.current === place.running && pointer.tries !== undefined) {
    const { tries: _tries, ...confirmed } = pointer;
    writePointer(place.dir, confirmed);
  }
  dropProgramLeftovers(place);
}

export function dropProgramLeftovers({ dir, running }: ProgramPlace & { kind: 'folder' }): void {
  const pointer = readPointer(dir);
  if (!pointer) return;
  const kept = new Set([pointer.current, pointer.previous, running]);
  for (const name of readdirSync(versionsDir(dir))) {
    if (!kept.has(name)) rmSync(join(versionsDir(dir), name), { recursive: true, force: true });
  }
  rmSync(`${pointerPath(dir)}.new`, { force: true });
}
