// The fonts of a printed report: Noto Serif in two weights, of which a document takes in only the
// characters it uses. Latin letters and figures come from the same files.
import { join } from 'node:path';

/** Characters have other shapes in Traditional Chinese; English takes what Simplified Chinese brings. */
export type ReportFonts = Record<'sc' | 'tc', { regular: string; bold: string }>;

/** `modulesDir`: a node_modules folder, or one laid out like it beside an installed program. */
export function findReportFonts(modulesDir: string): ReportFonts {
  const file = (script: 'sc' | 'tc', weight: '400Regular' | '700Bold') =>
    join(
      modulesDir,
      `@expo-google-fonts/noto-serif-${script}`,
      weight,
      `NotoSerif${script.toUpperCase()}_${weight}.ttf`,
    );
  const both = (script: 'sc' | 'tc') => ({
    regular: file(script, '400Regular'),
    bold: file(script, '700Bold'),
  });
  return { sc: both('sc'), tc: both('tc') };
}
