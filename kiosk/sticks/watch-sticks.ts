// Notices a stick within seconds, by looking every two: systems tell of sticks in ways too different to
// rely on. Looking never blocks, and a stick that hangs only delays the next look.
import { access, constants, readFile, readdir, stat, statfs } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { publicKeySchema, recallListFile, type PublicKey } from '../../model/pack.ts';
import { fingerprintOf } from '../../pack/keys.ts';
import { programFilePattern } from '../../model/program.ts';
import { peekPack, peekProgram, type PackFacts, type ProgramFacts } from '../../pack/peek-pack.ts';
import { findMounts, usualRoots, type StickRoots } from './find-mounts.ts';

export interface StickPack extends PackFacts {
  path: string;
  /** The file's or folder's name, as staff see it on their own computer. */
  name: string;
}

export interface Stick {
  path: string;
  label: string;
  isWritable: boolean;
  freeBytes: number;
  packs: StickPack[];
  /** Public keys of organisers, for a technician to accept. */
  keys: (PublicKey & { path: string })[];
  /** Updates of the program. */
  programs: (ProgramFacts & { path: string; name: string })[];
  /** Path of a recall list, where there is one. */
  recallList?: string;
}

type Facts = PackFacts | ProgramFacts;

export interface StickWatch {
  /** As of the last look. */
  list(): readonly Stick[];
  /** Looks now; resolves when it has looked. */
  look(): Promise<readonly Stick[]>;
  stop(): void;
}

export interface WatchSticksOptions {
  roots?: StickRoots;
  everyMs?: number;
  /** Told when a stick, or what is on it, is another than before. */
  onChange?(sticks: readonly Stick[]): void;
}

/** Names looked at on one stick; somebody's music collection is no pack. */
const namesLookedAt = 200;
const keyEnding = '.pub.json';
const keysLookedAt = 10;
const programsLookedAt = 5;
const keyBytes = 4_096;

export function watchSticks(options: WatchSticksOptions = {}): StickWatch {
  const { roots = usualRoots(), everyMs = 2_000, onChange } = options;
  /** What a name held, by what tells that it is still the same. */
  const known = new Map<string, { stamp: string; facts: Facts | undefined }>();
  let sticks: Stick[] = [];
  let looking: Promise<readonly Stick[]> | undefined;
  const timer = setInterval(() => void look(), everyMs).unref();
  void look();

  function look(): Promise<readonly Stick[]> {
    looking ??= lookOnce().finally(() => (looking = undefined));
    return looking;
  }

  async function lookOnce(): Promise<readonly Stick[]> {
    const found: Stick[] = [];
    for (const path of await findMounts(roots)) {
      const stick = await describeStick(path);
      if (stick) found.push(stick);
    }
    const hasChanged = summarise(found) !== summarise(sticks);
    sticks = found;
    if (hasChanged) onChange?.(sticks);
    return sticks;
  }

  /** Undefined where it was pulled out meanwhile. */
  async function describeStick(path: string): Promise<Stick | undefined> {
    try {
      const { bavail, bsize } = await statfs(path);
      const isWritable = await access(path, constants.W_OK).then(
        () => true,
        () => false,
      );
      const names = await readdir(path);
      const packs = await findPacks(path, names);
      const programs = await findPrograms(path, names);
      return {
        path,
        label: basename(path) || path,
        isWritable,
        freeBytes: bavail * bsize,
        packs,
        programs,
        keys: await findKeys(path, names),
        ...(names.includes(recallListFile) && { recallList: join(path, recallListFile) }),
      };
    } catch {
      return undefined;
    }
  }

  async function findPacks(dir: string, names: string[]): Promise<StickPack[]> {
    const packs: StickPack[] = [];
    // The stick itself may be a pack that was copied onto it as it is.
    const places = names.includes('manifest.json') ? [''] : names.slice(0, namesLookedAt).toSorted();
    for (const name of places) {
      if (name.startsWith('.') || programFilePattern.test(name)) continue;
      const path = join(dir, name);
      const pack = await peekOnce(path, peekPack);
      if (pack && 'id' in pack) packs.push({ ...pack, path, name: name === '' ? basename(dir) : name });
    }
    return packs;
  }

  async function findPrograms(dir: string, names: string[]): Promise<Stick['programs']> {
    const programs: Stick['programs'] = [];
    for (const name of names.filter((each) => programFilePattern.test(each)).slice(0, programsLookedAt)) {
      const path = join(dir, name);
      const facts = await peekOnce(path, peekProgram);
      if (facts && 'platform' in facts) programs.push({ ...facts, path, name });
    }
    return programs;
  }

  async function findKeys(dir: string, names: string[]): Promise<Stick['keys']> {
    const keys: Stick['keys'] = [];
    for (const name of names.filter((each) => each.endsWith(keyEnding)).slice(0, keysLookedAt)) {
      const path = join(dir, name);
      const key = await readKey(path);
      if (key) keys.push({ ...key, path });
    }
    return keys;
  }

  async function peekOnce(
    path: string,
    look: (path: string) => Promise<Facts | undefined>,
  ): Promise<Facts | undefined> {
    const found = await stat(path).catch(() => undefined);
    if (!found || (!found.isDirectory() && !/\.zip$/i.test(path))) return undefined;
    const manifest = found.isDirectory()
      ? await stat(join(path, 'manifest.json')).catch(() => undefined)
      : found;
    if (!manifest) return undefined;
    const stamp = `${manifest.size} ${manifest.mtimeMs} ${manifest.ino}`;
    const before = known.get(path);
    if (before?.stamp === stamp) return before.facts;
    const facts = await look(path);
    known.set(path, { stamp, facts });
    return facts;
  }

  return { list: () => sticks, look, stop: () => clearInterval(timer) };
}

/** Undefined for a file that only has the name of one. */
async function readKey(path: string): Promise<PublicKey | undefined> {
  try {
    const { size } = await stat(path);
    if (size > keyBytes) return undefined;
    const key = publicKeySchema.parse(JSON.parse(await readFile(path, 'utf8')));
    return key.fingerprint === fingerprintOf(key.publicKey) ? key : undefined;
  } catch {
    return undefined;
  }
}

/** Free space changes with every file that is written; that is no news. */
function summarise(sticks: readonly Stick[]): string {
  return JSON.stringify(sticks.map(({ freeBytes: _free, ...stick }) => stick));
}
