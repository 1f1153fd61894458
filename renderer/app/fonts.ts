// Fonts by language: each comes when it is first needed, and no first frame waits for it. A family
// comes in about a hundred pieces, of which the browser loads those that the text needs.
import type { Language } from '../../model/language.ts';

/** Makes a language's families known to the page; resolves at once where they are already. */
export async function loadFonts(language: Language): Promise<void> {
  await import('./fonts-hans.ts');
  if (language === 'zh-Hant') await import('./fonts-hant.ts');
}
