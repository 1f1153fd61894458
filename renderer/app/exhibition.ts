// Fetches the exhibition in a language, and keeps what has been fetched: changing language in
// the middle of a case must be immediate the second time.
import type { Exhibition } from '../../model/exhibition.ts';
import type { Language } from '../../model/language.ts';

export interface ExhibitionSource {
  load(language: Language): Promise<Exhibition>;
}

export function createExhibitionSource(fetchJson: (path: string) => Promise<unknown>): ExhibitionSource {
  const loaded = new Map<Language, Promise<Exhibition>>();
  return {
    load(language) {
      let exhibition = loaded.get(language);
      if (!exhibition) {
        // The kiosk checked this JSON when it opened the edition; the page trusts its own origin.
        exhibition = fetchJson(`/api/exhibition?lang=${language}`) as Promise<Exhibition>;
        loaded.set(language, exhibition);
        exhibition.catch(() => loaded.delete(language));
      }
      return exhibition;
    },
  };
}
