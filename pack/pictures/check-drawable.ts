// Whether the drawings of a source can be drawn at all: a drawing may be harmless and still no XML.
// Apart from the check, since it needs a drawing program that a kiosk does not carry.
import sharp from 'sharp';
import type { Finding } from '../finding.ts';
import type { SourceFiles } from '../source-files.ts';

/** One finding for each drawing under pictures/ that cannot be drawn. */
export async function checkDrawable(files: SourceFiles): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { file, isFile } of files.list()) {
    if (!isFile || !/^pictures\/.*\.svg$/.test(file)) continue;
    try {
      await sharp(files.read(file)).metadata();
    } catch (error) {
      const [said = ''] = error instanceof Error ? error.message.split('\n') : [];
      findings.push({
        severity: 'error',
        code: 'picture-broken',
        file,
        line: 0,
        zh: `这幅图画不出来（${said}）。请在绘图软件里重新导出为 SVG。`,
        en: `This picture cannot be drawn (${said}). Export it again as SVG from the drawing program.`,
      });
    }
  }
  return findings;
}
