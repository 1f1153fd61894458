// Everything that is wrong with a pack, all at once: what an editor's folder is checked for, with the
// same files and lines, and whether what the pack shows is what that source makes.
import { createHash } from 'node:crypto';
import { languages } from '../model/language.ts';
import { packLimits, type PackManifest } from '../model/pack.ts';
import { checkSource } from './check-source.ts';
import type { Finding } from './finding.ts';
import { sniffMedia } from './media/sniff-media.ts';
import { openPack } from './open-pack.ts';
import { packFault } from './pack-fault.ts';
import { planEdition } from './plan-edition.ts';
import { endingOf, readHead, readPack, type PackHead, type ReadPackOptions } from './read-pack.ts';
import { readSourceFiles, type EditionSource } from './read-source.ts';

export interface PackReport {
  /** Absent where the pack does not even say what it is. */
  head?: PackHead;
  findings: Finding[];
  panels: number;
  cases: number;
}

export interface CheckPackOptions extends ReadPackOptions {
  /** This program's own version: only what it built itself can be built again and compared. */
  version: string;
  /** Refuses a pack by what it says of itself, before the rest of it is read. */
  judgeHead?(head: PackHead): Finding[];
}

/** Reads and checks the pack at `path`, a folder or a zip. Never throws for what is in it. */
export async function checkPack(path: string, options: CheckPackOptions): Promise<PackReport> {
  const pack = await openPack(path);
  try {
    const findings = [...pack.findings];
    const head = await readHead(pack, findings);
    if (!head) return { findings, panels: 0, cases: 0 };
    const refused = options.judgeHead?.(head) ?? [];
    if (refused.length > 0) return { head, findings: [...findings, ...refused], panels: 0, cases: 0 };
    const read = await readPack(pack, head, options);
    const source = readSourceFiles(read.source);
    findings.push(...read.findings, ...checkMediaFiles(read.heads));
    const ofSource = checkSource(source).map((finding) => ({ ...finding, file: `source/${finding.file}` }));
    findings.push(...ofSource);
    // What could not be read or is wrong already cannot be built again.
    if (findings.every(({ severity }) => severity !== 'error'))
      findings.push(...compareWithSource(head.manifest, source, options.version));
    return { head, findings, panels: source.panels.length, cases: source.cases.length };
  } finally {
    await pack.close();
  }
}

/** Whether each file under media/ is what its name says, and no picture is too large to decode. */
function checkMediaFiles(heads: ReadonlyMap<string, Buffer>): Finding[] {
  const textEndings = ['.json', '.vtt'];
  return [...heads].flatMap(([path, head]) => {
    const ending = endingOf(path);
    if (textEndings.includes(ending)) return [];
    const found = sniffMedia(ending, head);
    if (!found)
      return packFault(
        path,
        'media-broken',
        `内容不是 ${ending === '' ? '媒体文件' : ending}，或者这种文件不能展示。请重新导出后打包。`,
        `It does not hold ${ending === '' ? 'a picture, a film or a recording' : ending}, or that kind cannot be shown. Export it again and pack anew.`,
      );
    const longest = found.kind === 'picture' ? Math.max(found.widthPx, found.heightPx) : 0;
    if (longest <= packLimits.picturePx) return [];
    return packFault(
      path,
      'picture-pixels',
      `图片的边长 ${longest} 像素，至多 ${packLimits.picturePx}。请缩小。`,
      `A side of the picture is ${longest} pixels; at most ${packLimits.picturePx}. Make it smaller.`,
    );
  });
}

/** Whether the manifest and the built texts say what the source says. */
function compareWithSource(manifest: PackManifest, source: EditionSource, version: string): Finding[] {
  const plan = planEdition(source);
  const findings: Finding[] = [];
  const { head } = plan;
  const isSame = (['id', 'title', 'timeZone', 'idleLimitSeconds', 'readerKey'] as const).every(
    (key) => manifest[key] === head[key],
  );
  const { titles } = manifest;
  const isNamedSo = titles === undefined || languages.every((each) => titles[each] === head.titles?.[each]);
  if (
    !isSame ||
    !isNamedSo ||
    manifest.edition.date !== head.edition.date ||
    manifest.edition.number !== head.edition.number ||
    manifest.languages.join() !== head.languages.join()
  )
    findings.push(differs('manifest.json'));
  const listed = new Map(manifest.files.map((file) => [file.path, file]));
  for (const { path, file } of plan.copies)
    if (listed.get(path)?.source !== file) findings.push(differs(path));
  for (const { flat, small, sheets } of plan.pictures) {
    for (const path of [flat, small, ...sheets]) if (!listed.has(path)) findings.push(differs(path));
  }
  for (const { path, text } of plan.texts) {
    const file = listed.get(path);
    // Another version of the program may put the same source into other words of JSON.
    const isComparable = manifest.builtBy === version;
    const isWrong = isComparable && file?.sha256 !== createHash('sha256').update(text).digest('hex');
    if (!file || isWrong) findings.push(differs(path));
  }
  const planned = new Set([
    ...plan.texts.map(({ path }) => path),
    ...plan.copies.map(({ path }) => path),
    ...plan.pictures.flatMap(({ flat, small, sheets }) => [flat, small, ...sheets]),
  ]);
  const unused = manifest.files.filter(({ path }) => !path.startsWith('source/') && !planned.has(path));
  const [first] = unused;
  if (first)
    findings.push({
      ...packFault(
        first.path,
        'not-used',
        `有 ${unused.length} 个文件没有地方用到，这是第一个。可以删去以节省空间。`,
        `${unused.length} files are used nowhere; this is the first. Remove them to save space.`,
      ),
      severity: 'warning',
    });
  return findings;
}

function differs(path: string): Finding {
  return packFault(
    path,
    'built-differs',
    '和 source/ 里的原文不一致：展示的不是检查过的内容。请用 npm run content -- pack 重新打包。',
    'It does not fit what is in source/: what would be shown is not what was checked. Make the pack anew with npm run content -- pack.',
  );
}
