// The cases that must not be shown any more, in any edition. Two lists hold together:
//
//   DIR/editions/recall-list.json    the organisers', signed; the highest version wins, whichever
//                                    way it came, so that an older stick brings nothing back
//   DIR/editions/recalled-here.json  what staff took off this kiosk themselves; only ever grows
import { join } from 'node:path';
import {
  recallListSchema,
  signedRecallListSchema,
  type PublicKey,
  type RecallList,
  type SignedRecallList,
} from '../../model/pack.ts';
import { isSigned, judgeKey, signBytes, type Trust } from '../../pack/keys.ts';
import { makeFolder } from '../../pack/make-folder.ts';
import { readJsonFile, writeDurably } from './durable-files.ts';
import { editionsDir } from './slots.ts';

const signedPath = (dataDir: string) => join(editionsDir(dataDir), 'recall-list.json');
const herePath = (dataDir: string) => join(editionsDir(dataDir), 'recalled-here.json');
const noCases: RecallList = { format: 1, version: 1, cases: [] };

/** Every case that is called back here. A list that cannot be read is told and the other one holds. */
export function readRecalled(dataDir: string, tell: (line: string) => void): ReadonlySet<string> {
  const cases = [readSignedList, readOwnList].flatMap((read) => {
    try {
      return read(dataDir)?.cases ?? [];
    } catch (error) {
      tell(`A list of recalled cases in ${editionsDir(dataDir)} cannot be read: ${String(error)}`);
      return [];
    }
  });
  return new Set(cases.map(({ id }) => id));
}

/** The organisers' list as it was accepted. Throws where it cannot be read. */
export function readSignedList(dataDir: string): RecallList | undefined {
  const value = readJsonFile(signedPath(dataDir));
  return value === undefined ? undefined : openList(signedRecallListSchema.parse(value));
}

function readOwnList(dataDir: string): RecallList | undefined {
  const value = readJsonFile(herePath(dataDir));
  return value === undefined ? undefined : recallListSchema.parse(value);
}

function openList(signed: SignedRecallList): RecallList {
  return recallListSchema.parse(JSON.parse(signed.list));
}

export function signRecallList(list: RecallList, privateKey: string): SignedRecallList {
  const text = JSON.stringify(list);
  return { format: 1, list: text, signature: signBytes(Buffer.from(text), privateKey) };
}

export type TakenList =
  | { kind: 'taken'; version: number; added: string[] }
  /** As new as this one, or newer, is here already. */
  | { kind: 'older'; version: number; here: number }
  | { kind: 'unreadable' }
  | { kind: 'untrusted'; trust: Exclude<Trust, { kind: 'trusted' }> };

/** Takes a signed list in, where it is newer than what is here and its key is trusted today. */
export function takeRecallList(
  dataDir: string,
  value: unknown,
  { keys, today }: { keys: readonly PublicKey[]; today: string },
): TakenList {
  const parsed = signedRecallListSchema.safeParse(value);
  const list = parsed.success ? findList(parsed.data) : undefined;
  if (!parsed.success || !list) return { kind: 'unreadable' };
  const trust = judgeKey(parsed.data.signature, keys, today);
  if (trust.kind !== 'trusted') return { kind: 'untrusted', trust };
  const before = readSignedList(dataDir);
  if (before && list.version <= before.version)
    return { kind: 'older', version: list.version, here: before.version };
  const known = new Set(before?.cases.map(({ id }) => id));
  makeFolder(editionsDir(dataDir));
  writeDurably(signedPath(dataDir), `${JSON.stringify(parsed.data, null, 1)}\n`);
  const added = list.cases.map(({ id }) => id).filter((id) => !known.has(id));
  return { kind: 'taken', version: list.version, added };
}

/** Undefined where it is no list, or not what was signed. */
function findList(signed: SignedRecallList): RecallList | undefined {
  try {
    return isSigned(Buffer.from(signed.list), signed.signature) ? openList(signed) : undefined;
  } catch {
    return undefined;
  }
}

/** Takes `caseId` off this kiosk. Returns the own list's version. */
export function recallHere(dataDir: string, caseId: string, today: string): number {
  const before = readOwnList(dataDir);
  if (before?.cases.some(({ id }) => id === caseId)) return before.version;
  const version = (before?.version ?? 0) + 1;
  const cases = [...(before ?? noCases).cases, { id: caseId, recalledOn: today }];
  makeFolder(editionsDir(dataDir));
  writeDurably(herePath(dataDir), `${JSON.stringify({ format: 1, version, cases }, null, 1)}\n`);
  return version;
}

/** The organisers' list with one case more, one version higher. */
export function addToList(before: RecallList | undefined, caseId: string, today: string): RecallList {
  const cases = (before ?? noCases).cases.filter(({ id }) => id !== caseId);
  return {
    format: 1,
    version: (before?.version ?? 0) + 1,
    cases: [...cases, { id: caseId, recalledOn: today }],
  };
}
