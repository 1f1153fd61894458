// What a folder or a zip says it is, for a list on a screen: its manifest's first facts and nothing that
// would have to be believed. The check comes when somebody chooses it.
import { open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fromFdPromise, type Entry, type ZipFile } from 'yauzl';
import { z } from 'zod';
import { titlesSchema, type Titles } from '../model/language.ts';
import { programManifestSchema } from '../model/program.ts';

/** More than a manifest of 5,000 files; parsed between two of a visitor's taps. */
const mostBytes = 1024 ** 2;

const factsSchema = z.object({
  id: z.string().max(120),
  edition: z.object({ number: z.int(), date: z.iso.date() }),
  title: z.string().max(400),
  titles: z.exactOptional(titlesSchema),
  builtBy: z.string().max(40),
});

export interface PackFacts {
  id: string;
  number: number;
  date: string;
  title: string;
  titles?: Titles;
  /** Whether a signature is there, not whether it is good. */
  isSigned: boolean;
}

export interface ProgramFacts {
  version: string;
  platform: string;
}

/** Undefined where `path` does not look like a pack. Never throws for what is in it. */
export async function peekPack(path: string): Promise<PackFacts | undefined> {
  const peeked = await peek(path);
  if (!peeked) return undefined;
  const parsed = factsSchema.safeParse(peeked.manifest);
  if (!parsed.success) return undefined;
  const { id, edition, title, titles } = parsed.data;
  return { id, ...edition, title, ...(titles && { titles }), isSigned: peeked.isSigned };
}

/** The same for an update of the program. */
export async function peekProgram(path: string): Promise<ProgramFacts | undefined> {
  const parsed = programManifestSchema.safeParse((await peek(path))?.manifest);
  return parsed.success ? { version: parsed.data.version, platform: parsed.data.platform } : undefined;
}

type Peeked = { manifest: unknown; isSigned: boolean };

async function peek(path: string): Promise<Peeked | undefined> {
  try {
    const found = await stat(path);
    return found.isDirectory() ? await peekFolder(path) : await peekZip(path);
  } catch {
    // A stick may be pulled out while it is looked at, and other people's zips may be anything.
    return undefined;
  }
}

async function peekFolder(dir: string): Promise<Peeked | undefined> {
  const file = join(dir, 'manifest.json');
  if ((await stat(file)).size > mostBytes) return undefined;
  const isSigned = await stat(join(dir, 'manifest.sig')).then(
    () => true,
    () => false,
  );
  return { manifest: JSON.parse(await readFile(file, 'utf8')), isSigned };
}

async function peekZip(path: string): Promise<Peeked | undefined> {
  const file = await open(path, 'r');
  try {
    const zip = await fromFdPromise(file.fd, { lazyEntries: true, autoClose: false, decodeStrings: false });
    const { manifest, isSigned } = await findManifest(zip);
    if (!manifest || manifest.uncompressedSize > mostBytes || manifest.isEncrypted()) return undefined;
    const parts: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(manifest)) {
      const bytes: unknown = chunk;
      if (Buffer.isBuffer(bytes)) parts.push(bytes);
    }
    return { manifest: JSON.parse(Buffer.concat(parts).toString('utf8')), isSigned };
  } finally {
    await file.close();
  }
}

/** Our packs begin with both; a zip of somebody's holiday pictures is not read to its end. */
const entriesLookedAt = 50;

async function findManifest(zip: ZipFile): Promise<{ manifest?: Entry; isSigned: boolean }> {
  let manifest: Entry | undefined;
  let isSigned = false;
  let looked = 0;
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileNameRaw.toString('latin1');
    if (name === 'manifest.json') manifest = entry;
    if (name === 'manifest.sig') isSigned = true;
    looked += 1;
    if (looked === entriesLookedAt || (manifest && isSigned)) break;
  }
  return { ...(manifest && { manifest }), isSigned };
}
