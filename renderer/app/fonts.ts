// Fonts by language: Simplified at once, Traditional when it is asked for. Each family comes
// in about a hundred pieces, of which the browser loads those that the text needs.
import type { Language } from '../../model/language.ts';
import '@fontsource-variable/noto-sans/wght.css';
import '@fontsource-variable/noto-serif/wght-italic.css';
import '@fontsource-variable/noto-serif/wght.css';
import '@fontsource-variable/noto-serif-sc/index.css';
import '@fontsource-variable/noto-sans-sc/index.css';
import 'lxgw-wenkai-webfont/lxgwwenkai-regular.css';

/** Makes a language's families known to the page; resolves at once where they are already. */
export async function loadFonts(language: Language): Promise<void> {
  if (language === 'zh-Hant') await import('./fonts-hant.ts');
}
