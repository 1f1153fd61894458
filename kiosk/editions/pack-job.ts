// The long part of checking and loading a pack, done in a process of its own: reads every byte once,
// checks what it says, and for a load writes it into a slot as it is read.
import { closeSync, fsyncSync, mkdirSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { compareEditions, meetsNeeds, publicKeySchema } from '../../model/pack.ts';
import type { Titles } from '../../model/language.ts';
import { checkPack, type PackReport } from '../../pack/check-pack.ts';
import type { Finding } from '../../pack/finding.ts';
import { fingerprintOf, judgeKey } from '../../pack/keys.ts';
import { packFault } from '../../pack/pack-fault.ts';
import { manifestFile, signatureFile, type PackHead, type ReadPackOptions } from '../../pack/read-pack.ts';
import { findFreeBytes } from '../log/ballast.ts';
import { syncFolder } from '../log/data-folder.ts';
import type { AtStep } from './durable-files.ts';
import { spareBytes } from './spare-bytes.ts';

/** What a kiosk asks of a pack before it takes it. */
export const policySchema = z.object({
  keys: z.array(publicKeySchema),
  allowsUnsigned: z.boolean(),
  /** What is shown now; older ones are refused. Absent: any edition will do. */
  notOlderThan: z.object({ date: z.string(), number: z.number() }).optional(),
  /** ISO date, by which keys expire. */
  today: z.string(),
});
export type PackPolicy = z.infer<typeof policySchema>;

export const packJobSchema = z.object({
  path: z.string(),
  version: z.string(),
  policy: policySchema.optional(),
  /** An empty folder to unpack into; absent: it is only checked. */
  intoDir: z.string().optional(),
});
export type PackJob = z.infer<typeof packJobSchema>;

/** What is told of a pack: enough for a screen, and small enough to be sent between processes. */
export interface PackSummary {
  edition?: {
    id: string;
    number: number;
    date: string;
    title: string;
    titles: Titles;
    languages: string[];
    builtBy: string;
    files: number;
    sizeBytes: number;
  };
  /** The key that signed it, whether or not it is trusted here. */
  signedBy?: { label?: string; fingerprint: string };
  panels: number;
  cases: number;
  /** Errors and warnings; a pack with errors is never shown. */
  findings: Finding[];
}

export type OnProgress = (doneBytes: number, totalBytes: number, what: string) => void;

/** Never throws for what is in the pack. After a summary with errors `intoDir` holds nothing of use. */
export async function runPackJob(
  job: PackJob,
  { onProgress, atStep }: { onProgress: OnProgress; atStep: AtStep },
): Promise<PackSummary> {
  const { path, version, policy, intoDir } = job;
  const written = intoDir === undefined ? undefined : writeInto(intoDir, atStep);
  const judgeHead = (head: PackHead) => [
    ...judgeVersion(head, version),
    ...(policy ? judgePolicy(head, policy) : []),
    ...(intoDir === undefined ? [] : judgeSpace(head, intoDir)),
  ];
  try {
    const report = await checkPack(path, {
      version,
      judgeHead,
      onProgress,
      ...(written && { sink: written.sink }),
    });
    const isWhole = report.findings.every(({ severity }) => severity !== 'error');
    if (written && report.head && isWhole) written.finish(report.head);
    return summarise(report, policy);
  } catch (error) {
    const finding = describeWriteError(error);
    if (!finding) throw error;
    return { panels: 0, cases: 0, findings: [finding] };
  }
}

function summarise({ head, findings, panels, cases }: PackReport, policy?: PackPolicy): PackSummary {
  if (!head) return { findings, panels, cases };
  const { id, edition, title, titles = {}, languages, builtBy, files } = head.manifest;
  const key = head.signature?.publicKey;
  const label = policy?.keys.find(({ publicKey }) => publicKey === key)?.label;
  return {
    edition: {
      id,
      ...edition,
      title,
      titles,
      languages,
      builtBy,
      files: files.length,
      sizeBytes: sizeOf(head),
    },
    ...(key !== undefined && {
      signedBy: { fingerprint: fingerprintOf(key), ...(label !== undefined && { label }) },
    }),
    panels,
    cases,
    findings,
  };
}

function sizeOf({ manifest }: PackHead): number {
  return manifest.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}

function judgeVersion({ manifest }: PackHead, version: string): Finding[] {
  if (meetsNeeds(version, manifest.needs)) return [];
  const { from, before } = manifest.needs;
  return [
    packFault(
      manifestFile,
      'program-version',
      `这版内容需要程序 ${from} 或更新${before === undefined ? '' : `、早于 ${before}`}，本机是 ${version}。请更新程序，或向主办方要合适的内容包。`,
      `This edition needs the program from version ${from}${before === undefined ? '' : ` and before ${before}`}; this is ${version}. Update the program, or ask the organisers for a pack that fits.`,
    ),
  ];
}

function judgePolicy({ manifest, signature }: PackHead, policy: PackPolicy): Finding[] {
  const findings: Finding[] = [];
  if (!signature && !policy.allowsUnsigned)
    findings.push(
      packFault(
        signatureFile,
        'unsigned',
        '内容包没有签名，本机的设置不允许。请向主办方要签过名的，或由工作人员在设置里允许。',
        'The pack is not signed, and this kiosk does not allow that. Ask the organisers for a signed one, or let staff allow it in the settings.',
      ),
    );
  if (signature) findings.push(...judgeTrust(judgeKey(signature, policy.keys, policy.today)));
  const { notOlderThan: shown } = policy;
  if (shown && compareEditions(manifest.edition, shown) < 0) {
    const { date, number } = manifest.edition;
    findings.push(
      packFault(
        manifestFile,
        'older-edition',
        `这是 ${date} 第 ${number} 版，比正在展示的（${shown.date} 第 ${shown.number} 版）旧。确实要退回旧版时，请选“退回”。`,
        `This is edition ${number} of ${date}, older than the one on screen (${number === shown.number ? '' : `edition ${shown.number} of `}${shown.date}). If you do want an older one, say “go back”.`,
      ),
    );
  }
  return findings;
}

function judgeTrust(trust: ReturnType<typeof judgeKey>): Finding[] {
  if (trust.kind === 'trusted') return [];
  if (trust.kind === 'expired')
    return [
      packFault(
        signatureFile,
        'key-expired',
        `签名的密钥“${trust.key.label}”已于 ${trust.key.notAfter ?? ''} 到期。请向主办方要用新密钥签名的内容包。`,
        `The key “${trust.key.label}” that signed it ended on ${trust.key.notAfter ?? ''}. Ask the organisers for a pack signed with their new key.`,
      ),
    ];
  return [
    packFault(
      signatureFile,
      'unknown-key',
      `签名的密钥本机不认识，指纹 ${trust.fingerprint}。请打电话向主办方核对指纹，一致后再添加这把密钥。`,
      `It is signed with a key that this kiosk does not know; its fingerprint is ${trust.fingerprint}. Compare it with the organisers over the telephone, then add the key.`,
    ),
  ];
}

function judgeSpace(head: PackHead, dir: string): Finding[] {
  const neededBytes = sizeOf(head) + spareBytes;
  return neededBytes <= findFreeBytes(dir) ? [] : [noSpace(neededBytes)];
}

export function noSpace(neededBytes?: number): Finding {
  const size = neededBytes === undefined ? undefined : Math.ceil(neededBytes / 1024 ** 2);
  return packFault(
    '',
    'no-space',
    `本机磁盘空间不够${size === undefined ? '' : `，需要 ${size} MB`}。请腾出空间后再载入。`,
    `There is not enough room on this kiosk's disk${size === undefined ? '' : `; ${size} MB are needed`}. Make room, then load it again.`,
  );
}

/** Undefined where it is not the disk's doing. */
export function describeWriteError(error: unknown): Finding | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') return noSpace();
  if (code !== 'EIO' && code !== 'EROFS' && code !== 'EACCES') return undefined;
  return packFault(
    '',
    'disk-error',
    `本机磁盘写不进去（${code}）。请检查磁盘，正在展示的内容不受影响。`,
    `This kiosk's disk cannot be written (${code}). Check the disk; what is on screen is not touched.`,
  );
}

/** Writes files below `dir`, each on the disk before the next is begun, so that a slow disk is never flooded. */
function writeInto(
  dir: string,
  atStep: AtStep,
): { sink: NonNullable<ReadPackOptions['sink']>; finish(head: PackHead): void } {
  const folders = new Set([dir]);
  function makeFolder(folder: string): void {
    if (folders.has(folder)) return;
    makeFolder(dirname(folder));
    mkdirSync(folder);
    folders.add(folder);
  }
  return {
    sink: {
      begin(path) {
        const place = join(dir, path);
        makeFolder(dirname(place));
        // Never through a link, never over something that is there.
        const file = openSync(place, 'wx');
        atStep('file-begun');
        return {
          write(bytes) {
            let written = 0;
            while (written < bytes.length) written += writeSync(file, bytes, written);
          },
          done() {
            atStep('file-written');
            fsyncSync(file);
            closeSync(file);
          },
          drop() {
            closeSync(file);
            rmSync(place);
          },
        };
      },
    },
    finish({ manifestBytes, signature }) {
      // The manifest last: without it a folder is no edition to anybody.
      if (signature) writeFileSync(join(dir, signatureFile), JSON.stringify(signature), { flush: true });
      writeFileSync(join(dir, manifestFile), manifestBytes, { flush: true });
      atStep('manifest-written');
      for (const folder of folders) syncFolder(folder);
      atStep('slot-synced');
    },
  };
}
