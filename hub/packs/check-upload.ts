// Checks one uploaded pack: every byte is read once, as a kiosk does before it shows it. Done in a process
// of its own, so that a damaged or large pack keeps no kiosk waiting.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { checkPack } from '../../pack/check-pack.ts';
import type { Finding } from '../../pack/finding.ts';
import type { PackFinding } from '../../model/hub-desk.ts';
import { judgePack, type PackPolicy } from './judge-pack.ts';

export type CheckJob = { path: string; policy: PackPolicy };

export type CheckedPack = {
  findings: PackFinding[];
  /** Only of a pack without errors. */
  pack?: { sha256: string; edition: string; title: string; manifest: string; panels: number; cases: number };
};

export type CheckMessage =
  | { kind: 'progress'; done: number; total: number }
  | { kind: 'checked'; checked: CheckedPack }
  | { kind: 'fault'; message: string };

/** A pack of which every file is wrong need not be told to the last one. */
const mostFindings = 200;

/** Never throws for what is in the pack. */
export async function checkUpload(
  { path, policy }: CheckJob,
  onProgress: (done: number, total: number) => void,
): Promise<CheckedPack> {
  const { head, findings, panels, cases } = await checkPack(path, {
    version: policy.version,
    judgeHead: (packHead) => judgePack(packHead, policy),
    onProgress,
  });
  const told = findings
    .toSorted((a, b) => (a.severity === b.severity ? 0 : a.severity === 'error' ? -1 : 1))
    .slice(0, mostFindings)
    .map(toPackFinding);
  const isWhole = findings.every(({ severity }) => severity !== 'error');
  if (!head || !isWhole) return { findings: told };
  const { id, title } = head.manifest;
  const manifest = head.manifestBytes.toString('utf8');
  const sha256 = await hashFile(path);
  return { findings: told, pack: { sha256, edition: id, title, manifest, panels, cases } };
}

function toPackFinding({ severity, code, file, line, zh, en }: Finding): PackFinding {
  return { severity, code, place: line > 0 ? `${file}:${line}` : file, zh, en };
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of createReadStream(path, { highWaterMark: 1024 * 1024 }))
    hash.update(bytes as Buffer);
  return hash.digest('hex');
}
