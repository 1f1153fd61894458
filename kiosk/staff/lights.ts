// The traffic light: what of the kiosk is well, what wants looking at, what is broken. Each light
// is a code and its numbers; the sentences and the next thing to do are the staff screens' words.
import {
  clockToleranceMs,
  type Light,
  type LightState,
  type SelfTestId,
  type SelfTestReport,
  type SyncStanding,
  type SyncState,
} from '../../model/staff-api.ts';
import type { Titles } from '../../model/language.ts';
import type { TimeQuality } from '../../model/event-time.ts';
import type { LogHealth } from '../log/keep-log.ts';

export type LightFacts = {
  edition: { title: string; titles: Titles; number: number; date: string; isSigned: boolean | undefined };
  brokenMedia: number;
  log: LogHealth;
  /** `aheadOfHubMs`: null where the hub has told nothing of this boot. */
  clock: { quality: TimeQuality; at: string; aheadOfHubMs: number | null };
  freeBytes: number;
  version: string;
  selfTest: SelfTestReport | undefined;
  /** Whole days since the last self-test, in the exhibition's zone. */
  selfTestDays: number | undefined;
  sync: SyncState;
  /** Whole days since the hub was last heard. */
  silentDays: number | undefined;
};

const lowBytes = 1024 ** 3;
const fullBytes = 64 * 1024 ** 2;
/** About a week of a busy kiosk: somebody should have taken the numbers home by then. */
const manyUnsent = 20_000;
const staleTestDays = 1;

export function findLights(facts: LightFacts): Light[] {
  return [
    contentLight(facts),
    logLight(facts.log),
    unsentLight(facts.log),
    syncLight(facts),
    clockLight(facts.clock),
    diskLight(facts),
    testedLight('touch', facts),
    testedLight('sound', facts),
    testedLight('screen', facts),
    light('version', 'green', 'version', { version: facts.version }),
  ];
}

function light(id: Light['id'], state: LightState, code: string, values: Light['values'] = {}): Light {
  return { id, state, code, values };
}

function contentLight({ edition, brokenMedia }: LightFacts): Light {
  const values = { title: edition.title, number: edition.number, date: edition.date };
  const { titles } = edition;
  if (brokenMedia > 0)
    return { ...light('content', 'red', 'broken', { ...values, count: brokenMedia }), titles };
  if (edition.isSigned === false) return { ...light('content', 'amber', 'unsigned', values), titles };
  return { ...light('content', 'green', 'shown', values), titles };
}

function logLight({ state, setAside, events }: LogHealth): Light {
  if (state === 'opening') return light('log', 'amber', 'opening');
  if (state !== 'ready') return light('log', 'red', state);
  const [last] = setAside.toReversed();
  if (last)
    return light('log', 'amber', 'set-aside', {
      folder: last.folder,
      restored: last.salvaged?.restored ?? 0,
    });
  return light('log', 'green', 'ready', { events });
}

function unsentLight({ unsent }: LogHealth): Light {
  return unsent >= manyUnsent
    ? light('unsent', 'amber', 'many', { unsent })
    : light('unsent', 'green', 'some', { unsent });
}

/** A tour is often offline, and nothing is lost by it; silence matters when it lasts. */
const longSilenceDays = 14;

/** What somebody has to see to, and how much it matters; the rest mends itself. */
const syncTroubles: Partial<Record<SyncStanding, LightState>> = {
  'no-hub': 'amber',
  stranger: 'red',
  'unknown-there': 'red',
  revoked: 'red',
  'bad-signature': 'red',
  'not-understood': 'amber',
  'too-large': 'amber',
};

function syncLight({ sync: { state, hub, isCloned }, silentDays }: LightFacts): Light {
  const values = { hub: hub?.name ?? '', days: silentDays ?? 0 };
  const trouble = syncTroubles[state];
  if (trouble) return light('sync', trouble, state, values);
  if (state === 'not-enrolled') return light('sync', 'green', 'not-enrolled');
  if (isCloned) return light('sync', 'amber', 'cloned', values);
  if (state === 'in-step' || state === 'sending') return light('sync', 'green', state, values);
  if (silentDays !== undefined && silentDays >= longSilenceDays)
    return light('sync', 'amber', 'silent', values);
  return light('sync', 'green', 'offline', values);
}

function clockLight({ quality, at, aheadOfHubMs }: LightFacts['clock']): Light {
  if (quality === 'unknown') return light('clock', 'red', 'wrong', { at });
  if (aheadOfHubMs === null) return light('clock', 'green', quality, { at });
  const offMs = Math.abs(aheadOfHubMs);
  if (offMs < clockToleranceMs) return light('clock', 'green', 'exact', { at });
  const minutes = Math.ceil(offMs / 60_000);
  return light('clock', 'amber', aheadOfHubMs > 0 ? 'ahead' : 'behind', { at, minutes });
}

function diskLight({ freeBytes, log }: LightFacts): Light {
  const values = { gigabytes: Math.round((freeBytes / 1024 ** 3) * 10) / 10 };
  if (freeBytes < fullBytes || log.ballast === 'released') return light('disk', 'red', 'full', values);
  if (freeBytes < lowBytes) return light('disk', 'amber', 'low', values);
  return light('disk', 'green', 'room', values);
}

function testedLight(id: 'touch' | 'sound' | 'screen', { selfTest, selfTestDays = 0 }: LightFacts): Light {
  const tested: SelfTestId = id;
  const result = selfTest?.results[tested];
  if (result === undefined) return light(id, 'amber', 'untested');
  if (result === 'failed') return light(id, 'red', 'failed');
  if (result === 'absent') return light(id, 'amber', 'absent');
  if (selfTestDays > staleTestDays) return light(id, 'amber', 'stale', { days: selfTestDays });
  return light(id, 'green', 'tested', { days: selfTestDays });
}
