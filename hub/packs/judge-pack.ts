// What the hub asks of a pack beyond what every kiosk will check: that a key of this hub signed it, and
// that the program can show it.
import { meetsNeeds, type PublicKey } from '../../model/pack.ts';
import type { Finding } from '../../pack/finding.ts';
import { judgeKey } from '../../pack/keys.ts';
import { packFault } from '../../pack/pack-fault.ts';
import { manifestFile, signatureFile, type PackHead } from '../../pack/read-pack.ts';

export type PackPolicy = {
  keys: readonly PublicKey[];
  /** ISO date, by which keys expire. */
  today: string;
  /** Of this program. */
  version: string;
};

export function judgePack({ manifest, signature }: PackHead, policy: PackPolicy): Finding[] {
  const { from, before } = manifest.needs;
  const findings: Finding[] = [];
  if (!meetsNeeds(policy.version, manifest.needs))
    findings.push(
      packFault(
        manifestFile,
        'program-version',
        `这版内容需要程序 ${from} 或更新${before === undefined ? '' : `、早于 ${before}`}，汇总站是 ${policy.version}。请先更新程序，或上传合适的内容包。`,
        `This edition needs the program from version ${from}${before === undefined ? '' : ` and before ${before}`}; the hub is ${policy.version}. Update the program first, or upload a pack that fits.`,
      ),
    );
  if (!signature) return [...findings, unsigned()];
  const trust = judgeKey(signature, policy.keys, policy.today);
  if (trust.kind === 'expired') findings.push(expired(trust.key));
  if (trust.kind === 'unknown') findings.push(unknown(trust.fingerprint));
  return findings;
}

function unsigned(): Finding {
  return packFault(
    signatureFile,
    'unsigned',
    '内容包没有有效的签名，汇总站不接收。请用 npm run content -- pack DIR --out FILE.zip --key FILE 签名打包。',
    'The pack has no good signature, and the hub takes none without. Sign it: npm run content -- pack DIR --out FILE.zip --key FILE.',
  );
}

function expired({ label, notAfter = '' }: PublicKey): Finding {
  return packFault(
    signatureFile,
    'key-expired',
    `签名的密钥“${label}”已于 ${notAfter} 到期。请用新密钥重新签名。`,
    `The key “${label}” that signed it ended on ${notAfter}. Sign it with the new key.`,
  );
}

function unknown(fingerprint: string): Finding {
  return packFault(
    signatureFile,
    'unknown-key',
    `签名的密钥不在汇总站的名单内，指纹 ${fingerprint}。核对指纹一致后，请在汇总站的机器上用 npm run hub -- trust FILE.pub.json 添加。`,
    `It is signed with a key that this hub does not know; its fingerprint is ${fingerprint}. If it is yours, add it on the hub's machine: npm run hub -- trust FILE.pub.json.`,
  );
}
