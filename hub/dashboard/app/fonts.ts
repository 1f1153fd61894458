// Fonts by language; a family comes in about a hundred pieces, of which the browser loads those that the
// text needs.

export async function loadFonts(language: string): Promise<void> {
  await import('./fonts-hans.ts');
  if (language === 'zh-Hant') await import('./fonts-hant.ts');
}
