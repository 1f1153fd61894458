// What visitors leave and find: reflections on their way to the kiosk, the slips on the wall, how
// often each pledge was signed.
import type { Audience } from '../../model/aspects.ts';
import type { Ink } from '../../model/ink.ts';
import type { Slip } from '../parts/slip.ts';
import type { LexiconEntry } from '../writing/pinyin/extra-words.ts';
import type { LogClient } from '../log/log-client.ts';

/** What a visitor sends; who they said they are and where it was written goes with it. */
export type WrittenReflection = {
  consent: 'public' | 'private';
  audience: Audience | undefined;
  panel: string | undefined;
} & ({ form: 'text'; text: string } | { form: 'ink'; ink: Ink });

/** `away`: the kiosk could not take it now; `refused`: it never will. */
export type SendOutcome = 'kept' | 'refused' | 'away';

export interface TakingPart {
  sendReflection(visitId: string, reflection: WrittenReflection): Promise<SendOutcome>;
  /** Empty where it cannot be had. */
  loadLexicon(address: string): Promise<LexiconEntry[]>;
  loadWall(): Promise<Slip[]>;
  loadPledgeCounts(): Promise<Record<string, number> | undefined>;
}

export interface TakingPartOptions {
  log: Pick<LogClient, 'settled'>;
  fetchJson(path: string): Promise<unknown>;
  post(path: string, body: unknown): Promise<{ status: number }>;
  newId(): string;
  now(): number;
  wait(ms: number): Promise<void>;
}

const retryMs = [500, 1_000, 2_000, 4_000];

export function createTakingPart(options: TakingPartOptions): TakingPart {
  const { log, fetchJson, post, newId, now, wait } = options;

  /** Sent again under the same id, so that it is kept once however often the answer was lost. */
  async function sendReflection(visitId: string, reflection: WrittenReflection): Promise<SendOutcome> {
    const id = newId();
    const writtenMs = now();
    // The visit must be in the log before what was written on it.
    await Promise.race([log.settled(), wait(retryMs[1] ?? 0)]);
    for (const pauseMs of [0, ...retryMs]) {
      await wait(pauseMs);
      const body = { event_id: id, visit_id: visitId, age_ms: Math.round(now() - writtenMs), ...reflection };
      const status = await post('/api/reflections', body).then(
        (answer) => answer.status,
        () => 0,
      );
      if (status >= 200 && status < 300) return 'kept';
      if (status >= 400 && status < 500) return 'refused';
    }
    return 'away';
  }

  return {
    sendReflection,
    loadLexicon: async (address) => (await fetchJson(address).catch(() => [])) as LexiconEntry[],
    async loadWall() {
      // The kiosk checked what it keeps; the page trusts its own origin.
      const wall = (await fetchJson('/api/wall').catch(() => undefined)) as { slips: Slip[] } | undefined;
      return wall?.slips ?? [];
    },
    async loadPledgeCounts() {
      const today = await fetchJson('/api/today').catch(() => undefined);
      const counts = today as { pledges: Record<string, number> | null } | undefined;
      return counts?.pledges ?? undefined;
    },
  };
}
