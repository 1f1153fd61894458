// An update of the program, read from a zip that nobody vouches for yet: first what it says of itself
// and who signed that, then each file, which must be to the byte what the manifest says.
import { createHash } from 'node:crypto';
import { packLimits, signatureSchema, type Signature } from '../model/pack.ts';
import { programManifestSchema, programPrefix, type ProgramManifest } from '../model/program.ts';
import type { Finding } from './finding.ts';
import { isSigned } from './keys.ts';
import { packFault, PackReadError, type OpenedPack, type PackFile } from './pack-fault.ts';
import { manifestFile, parseJson, signatureFile } from './read-pack.ts';

export interface ProgramHead {
  manifest: ProgramManifest;
  manifestBytes: Buffer;
  /** Fits the manifest; whose it is, and whether that one is trusted, is for the kiosk to say. */
  signature: Signature;
}

export type ReadHead = { kind: 'read'; head: ProgramHead } | { kind: 'refused'; findings: Finding[] };

/** Never throws for what is in the zip. Nothing but the manifest and its signature is read. */
export async function readProgramHead(zip: OpenedPack): Promise<ReadHead> {
  const [broken] = zip.findings;
  if (broken) return refuse(damagedProgram(broken.file));
  const manifestBytes = await readSmall(zip.files.get(manifestFile), packLimits.manifestBytes);
  const manifest = programManifestSchema.safeParse(manifestBytes && parseJson(manifestBytes));
  if (!manifestBytes || !manifest.success) return refuse(noProgram);
  const signatureBytes = await readSmall(zip.files.get(signatureFile), 4_096);
  if (!signatureBytes) return refuse(unsigned);
  const signature = signatureSchema.safeParse(parseJson(signatureBytes));
  const message = Buffer.concat([Buffer.from(programPrefix), manifestBytes]);
  if (!signature.success || !isSigned(message, signature.data)) return refuse(badSignature);
  const findings = compareLists(zip, manifest.data);
  if (findings.length > 0) return { kind: 'refused', findings };
  return { kind: 'read', head: { manifest: manifest.data, manifestBytes, signature: signature.data } };
}

/** Yields the file's bytes; throws PackReadError at the end of one that is not what the manifest says. */
export async function* readProgramFile(
  zip: OpenedPack,
  { path, sha256 }: ProgramManifest['files'][number],
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  for await (const bytes of zip.files.get(path)?.open() ?? []) {
    hash.update(bytes);
    yield bytes;
  }
  if (hash.digest('hex') !== sha256) throw new PackReadError(damagedProgram(path));
}

/** For whatever is wrong with the file itself: staff can only get another one. */
export function damagedProgram(path: string): Finding {
  return packFault(
    path,
    'program-damaged',
    '更新文件不完整，或被改动过。请重新拷贝，或向主办方要一份新的。',
    'The update file is incomplete, or was changed. Copy it again, or ask the organisers for a fresh one.',
  );
}

const noProgram = packFault(
  manifestFile,
  'no-program',
  '这不是展柜程序的更新文件。请向主办方要以 jingzhong-program 开头的文件，原样拷到优盘上。',
  'This is no update of the kiosk’s program. Ask the organisers for the file that begins with jingzhong-program, and copy it to the stick as it is.',
);
const unsigned = packFault(
  signatureFile,
  'unsigned',
  '更新文件没有签名；没有签名的程序一律不装。请向主办方要签过名的。',
  'The update is not signed, and an unsigned program is never put in. Ask the organisers for a signed one.',
);
const badSignature = packFault(
  signatureFile,
  'bad-signature',
  '签名和更新文件对不上：文件在签名以后被改动过，或签的不是程序。请向主办方要一份新的。',
  'The signature does not fit the update: it was changed after it was signed, or something else was signed. Ask the organisers for a fresh one.',
);

function refuse(finding: Finding): ReadHead {
  return { kind: 'refused', findings: [finding] };
}

function compareLists({ files }: OpenedPack, manifest: ProgramManifest): Finding[] {
  const wrong = new Set<string>();
  const listed = new Set([manifestFile, signatureFile]);
  for (const { path, sizeBytes } of manifest.files) {
    if (listed.has(path) || files.get(path)?.sizeBytes !== sizeBytes) wrong.add(path);
    listed.add(path);
  }
  for (const path of files.keys()) if (!listed.has(path)) wrong.add(path);
  return [...wrong].map(damagedProgram);
}

async function readSmall(file: PackFile | undefined, mostBytes: number): Promise<Buffer | undefined> {
  if (!file || file.sizeBytes > mostBytes) return undefined;
  const parts: Buffer[] = [];
  try {
    for await (const bytes of file.open()) parts.push(Buffer.from(bytes));
    return Buffer.concat(parts);
  } catch (error) {
    if (error instanceof PackReadError) return undefined;
    throw error;
  }
}
