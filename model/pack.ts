// An edition as it travels: what `manifest.json` says of it, who signed that, which keys a kiosk
// trusts, and which cases have been called back. pack/ writes and checks packs, kiosk/ loads them.
import { z } from 'zod';
import { slug } from './edition-source.ts';
import { languageSchema, titlesSchema } from './language.ts';

/** Raise when a kiosk of today could not read what is written. */
export const packFormat = 1;

/** What a pack may hold at most; more is refused before it is unpacked. */
export const packLimits = {
  unpackedBytes: 4 * 1024 ** 3,
  files: 10_000,
  /** How many times larger than packed a file may become, once it is worth looking at. */
  ratio: 100,
  ratioFromBytes: 64 * 1024,
  /** A path in UTF-8; what Windows, and a kiosk's own folder before it, leave room for. */
  pathBytes: 180,
  pathParts: 8,
  /** One text file, and all of them together: they are read into memory. */
  textBytes: 4 * 1024 ** 2,
  /** One YAML file: parsing takes longer than its length, and the longest of ours has 15 KB. */
  yamlBytes: 64 * 1024,
  textsBytes: 24 * 1024 ** 2,
  /** One side of a picture. */
  picturePx: 20_000,
  manifestBytes: 4 * 1024 ** 2,
} as const;

export const version = z.string().regex(/^\d{1,4}\.\d{1,4}\.\d{1,4}$/, { message: 'version' });
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** A path of the manifest: relative, forward slashes, no step up, nothing hidden in it. */
export const manifestPath = z
  .string()
  .max(400)
  .regex(/^(?!\/)(?!.*(^|\/)\.{1,2}(\/|$))[^\\\0]+$/, { message: 'a path inside the edition' });

/** `manifest.json` of a built edition: what the kiosk serves, and nothing else. */
export const editionManifestSchema = z.object({
  format: z.literal(packFormat),
  id: z.string().min(1).max(120),
  edition: z.object({ number: z.int().min(1), date: z.iso.date() }),
  title: z.string().min(1),
  /** The same in each language; packs may lack it, and are then listed by `title`. */
  titles: z.exactOptional(titlesSchema),
  languages: z.array(languageSchema).min(1),
  timeZone: z.string().refine(isTimeZone, { message: 'a time zone such as Asia/Shanghai' }),
  idleLimitSeconds: z.int().min(1).max(3_600).default(60),
  readerKey: z.string().optional(),
  files: z.array(
    z.object({
      path: manifestPath,
      sizeBytes: z.int().min(0),
      sha256,
      /** The file of the content folder of which this is a copy. */
      source: manifestPath.optional(),
    }),
  ),
});

/** `manifest.json` of a pack: the same, and which programs can show it. */
export const packManifestSchema = editionManifestSchema.extend({
  /** The program that made it. */
  builtBy: version,
  /** The oldest program that can show it, and the first that no longer can. */
  needs: z.object({ from: version, before: version.optional() }),
});
export type PackManifest = z.infer<typeof packManifestSchema>;

/** `manifest.sig`: Ed25519 over the exact bytes of `manifest.json`. */
export const signatureSchema = z.strictObject({
  format: z.literal(packFormat),
  /** The raw public key, 32 bytes in base64. Whether it is trusted is the kiosk's to know. */
  publicKey: z.string().regex(/^[A-Za-z0-9+/]{43}=$/),
  signature: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
});
export type Signature = z.infer<typeof signatureSchema>;

/** A public key as it is handed on, and as `trusted-keys.json` keeps it. */
export const publicKeySchema = z.strictObject({
  label: z.string().trim().min(1).max(120),
  publicKey: signatureSchema.shape.publicKey,
  /** Of the raw key: the first 16 bytes of its SHA-256, four by four, to be read out and compared. */
  fingerprint: z.string().regex(/^([0-9a-f]{4} ){7}[0-9a-f]{4}$/),
  /** The last day on which what it signed is loaded; absent: no end. */
  notAfter: z.iso.date().optional(),
});
export type PublicKey = z.infer<typeof publicKeySchema>;

export const trustedKeysSchema = z.strictObject({ keys: z.array(publicKeySchema) });

/** The cases that must not be shown any more, in any edition. The highest version wins. */
export const recallListSchema = z.strictObject({
  format: z.literal(packFormat),
  version: z.int().min(1),
  cases: z.array(z.strictObject({ id: slug, recalledOn: z.iso.date() })),
});
export type RecallList = z.infer<typeof recallListSchema>;

/** A recall list as a file: `list` is the JSON, letter for letter, that was signed. */
export const signedRecallListSchema = z.strictObject({
  format: z.literal(packFormat),
  list: z.string().max(1_000_000),
  signature: signatureSchema,
});
export type SignedRecallList = z.infer<typeof signedRecallListSchema>;

/** How a recall list is named on a stick. */
export const recallListFile = 'recall-list.json';

type EditionDate = { date: string; number: number };

/** Below 0 where `a` is the older edition: by date, and on one day by number. */
export function compareEditions(a: EditionDate, b: EditionDate): number {
  if (a.date !== b.date) return a.date < b.date ? -1 : 1;
  return a.number - b.number;
}

/** Whether a program of `version` can show a pack with these `needs`. */
export function meetsNeeds(programVersion: string, needs: PackManifest['needs']): boolean {
  if (compareVersions(programVersion, needs.from) < 0) return false;
  return needs.before === undefined || compareVersions(programVersion, needs.before) < 0;
}

/** Below 0 where `a` is the older. Of `1.2.3` and the like; what follows a hyphen is not compared. */
export function compareVersions(a: string, b: string): number {
  const parts = (text: string) => (text.split('-')[0] ?? '').split('.').map(Number);
  const [left, right] = [parts(a), parts(b)];
  for (const index of [0, 1, 2]) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
