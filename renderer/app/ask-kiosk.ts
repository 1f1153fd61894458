// How the page asks its kiosk. Every answer is read to its end: Chromium keeps an unread one open for as
// long as the page lives, and after some sixteen thousand of them it makes no request any more. A page
// that stands in a lobby for weeks would then tell its log nothing.
import type { Tagged } from './exhibition.ts';

/** An answer that never comes must not hold up what waits behind it; what is sent again is kept once. */
const postPatienceMs = 30_000;

export function createAskKiosk(fetch: typeof globalThis.fetch) {
  /** Throws where the kiosk does not answer, or refuses. */
  async function fetchTagged(path: string): Promise<Tagged> {
    const response = await fetch(path);
    if (response.ok) return { tag: response.headers.get('ETag'), value: await response.json() };
    await response.text();
    throw new Error(`${path} answered ${response.status}`);
  }

  return {
    fetchTagged,

    fetchJson: async (path: string): Promise<unknown> => (await fetchTagged(path)).value,

    /** Null where the kiosk does not answer. */
    async fetchTag(path: string): Promise<string | null> {
      const response = await fetch(path, { method: 'HEAD', cache: 'no-store' }).catch(() => undefined);
      await response?.text();
      return response?.ok ? response.headers.get('ETag') : null;
    },

    /** Throws where the kiosk does not answer. */
    async post(path: string, body: unknown): Promise<{ status: number }> {
      const response = await fetch(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(postPatienceMs),
      });
      await response.text();
      return { status: response.status };
    },
  };
}
