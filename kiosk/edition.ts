// An edition folder as pack/ builds it, opened once: the manifest says what may be served,
// and every text is checked against it before a visitor sees it. Media are checked by size
// when they are asked for, since reading a film at every start would keep visitors waiting.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Exhibition } from '../model/exhibition.ts';
import type { Language, Titles } from '../model/language.ts';
import { editionManifestSchema } from '../model/pack.ts';
import { AppError } from './app-error.ts';
import type { Run } from './log/own-events.ts';

type Manifest = z.infer<typeof editionManifestSchema>;

export type EditionFile = Manifest['files'][number];

export type Edition = {
  dir: string;
  id: string;
  number: number;
  date: string;
  title: string;
  /** In each language, where the edition says them. */
  titles: Titles;
  languages: readonly Language[];
  timeZone: string;
  idleLimitMs: number;
  /** The organisers' age recipient; private reflections are sealed to it. */
  readerKey: string | undefined;
  /** In small letters; a reflection with one of them is seen by reviewers first. */
  screeningWords: readonly string[];
  /** `exhibition.<language>.json`, byte for byte. */
  exhibitions: ReadonlyMap<Language, { bytes: Uint8Array<ArrayBuffer>; sha256: string }>;
  /** Files under `media/`, by their path from there. */
  media: ReadonlyMap<string, EditionFile>;
};

/** Opens `dir` without the cases that were called back. Throws AppError `edition-broken` with the reason. */
export function openEdition(dir: string, recalled: ReadonlySet<string> = new Set()): Edition {
  const manifest = readManifest(dir);
  const exhibitions = new Map(
    manifest.languages.map((language) => [
      language,
      withoutRecalled(readExhibition(dir, manifest, language), recalled),
    ]),
  );
  const media = manifest.files
    .filter(({ path }) => path.startsWith('media/'))
    .map((file) => [file.path.slice('media/'.length), file] as const);
  return {
    dir,
    id: manifest.id,
    number: manifest.edition.number,
    date: manifest.edition.date,
    title: manifest.title,
    titles: manifest.titles ?? {},
    languages: manifest.languages,
    timeZone: manifest.timeZone,
    idleLimitMs: manifest.idleLimitSeconds * 1000,
    readerKey: manifest.readerKey,
    screeningWords: readScreening(dir, manifest),
    exhibitions,
    media: new Map(media),
  };
}

/** What the log notes of the edition on screen. */
export function describeEdition({ id, date, timeZone, idleLimitMs }: Edition): Omit<Run, 'version'> {
  return { edition: id, editionDate: date, timeZone, idleLimitMs };
}

function readManifest(dir: string): Manifest {
  const parsed = editionManifestSchema.safeParse(readJson(dir, 'manifest.json').value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.join('.') ?? '';
  throw broken(dir, `manifest.json, ${where}: ${issue?.message ?? 'not as expected'}`, parsed.error);
}

/** An edition from before there was screening has none. */
function readScreening(dir: string, manifest: Manifest): string[] {
  const name = 'screening.json';
  if (!manifest.files.some(({ path }) => path === name)) return [];
  const { bytes } = readListed(dir, manifest, name);
  return z.array(z.string().min(1)).parse(JSON.parse(new TextDecoder().decode(bytes)));
}

function readExhibition(dir: string, manifest: Manifest, language: Language) {
  return readListed(dir, manifest, `exhibition.${language}.json`);
}

/** A withdrawn case is gone at once, also from an edition that was built before. */
function withoutRecalled(
  exhibition: ReturnType<typeof readListed>,
  recalled: ReadonlySet<string>,
): ReturnType<typeof readListed> {
  if (recalled.size === 0) return exhibition;
  // Its hash was compared with the manifest's, so it is what pack/ built.
  const value = JSON.parse(new TextDecoder().decode(exhibition.bytes)) as Exhibition;
  const panels = value.panels.map((panel) => ({
    ...panel,
    cases: panel.cases.filter(({ id }) => !recalled.has(id)),
  }));
  const bytes = new TextEncoder().encode(JSON.stringify({ ...value, panels }));
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** JSON that is byte for byte what the manifest names. */
function readListed(dir: string, manifest: Manifest, name: string) {
  const listed = manifest.files.find(({ path }) => path === name);
  if (!listed) throw broken(dir, `${name} is not in manifest.json`);
  const { bytes } = readJson(dir, name);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (bytes.length !== listed.sizeBytes || sha256 !== listed.sha256) {
    throw broken(dir, `${name} is not the file that manifest.json names`);
  }
  return { bytes, sha256 };
}

function readJson(dir: string, name: string): { bytes: Uint8Array<ArrayBuffer>; value: unknown } {
  try {
    const bytes = new Uint8Array(readFileSync(join(dir, name)));
    return { bytes, value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw broken(dir, isMissing ? `${name} is missing` : `${name} cannot be read`, error);
  }
}

function broken(path: string, reason: string, cause?: unknown): AppError {
  return new AppError('edition-broken', { path, reason }, cause);
}
