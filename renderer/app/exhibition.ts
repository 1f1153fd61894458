// Fetches the exhibition in a language, and keeps what has been fetched: changing language in
// the middle of a case must be immediate the second time. Staff may show another edition, or take
// a case off, while the page is open; then it is fetched anew.
import type { Exhibition } from '../../model/exhibition.ts';
import type { Language } from '../../model/language.ts';

export interface ExhibitionSource {
  load(language: Language): Promise<Exhibition>;
  /** The exhibition as the kiosk shows it now; undefined where it is the one that was loaded. */
  refresh(language: Language): Promise<Exhibition | undefined>;
}

export interface Tagged {
  /** Changes with what is at the address. */
  tag: string | null;
  value: unknown;
}

export interface ExhibitionFetch {
  fetchTagged(path: string): Promise<Tagged>;
  fetchTag(path: string): Promise<string | null>;
}

const pathOf = (language: Language) => `/api/exhibition?lang=${language}`;

export function createExhibitionSource({ fetchTagged, fetchTag }: ExhibitionFetch): ExhibitionSource {
  const loaded = new Map<Language, Promise<Tagged>>();

  async function load(language: Language): Promise<Exhibition> {
    let fetched = loaded.get(language);
    if (!fetched) {
      fetched = fetchTagged(pathOf(language));
      loaded.set(language, fetched);
      fetched.catch(() => loaded.delete(language));
    }
    const { value } = await fetched;
    // The kiosk checked this JSON when it opened the edition; the page trusts its own origin.
    return value as Exhibition;
  }

  return {
    load,
    async refresh(language) {
      const before = await loaded.get(language);
      const tag = await fetchTag(pathOf(language));
      if (!before || tag === null || tag === before.tag) return undefined;
      loaded.clear();
      return load(language);
    },
  };
}
