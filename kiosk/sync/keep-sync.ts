// Keeps this kiosk and its hub alike whenever there is a way between them: sends what the log has,
// reads what is new, says how things are, fetches released editions. It tries by itself, forever, and
// makes room as long as somebody is at the screen.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { EnrolOutcome, Lights, SyncStanding, SyncState } from '../../model/staff-api.ts';
import type { KioskState } from '../../model/sync-api.ts';
import { fingerprintOf, publicKeyOf } from '../../pack/keys.ts';
import type { Clock } from '../clock.ts';
import { findOrMakeKioskKey, kioskKeyPath } from '../courier/kiosk-key.ts';
import type { PackDesk } from '../editions/pack-desk.ts';
import { trustKey } from '../editions/trusted-keys.ts';
import { renewKioskId } from '../log/data-folder.ts';
import type { KeptLog } from '../log/keep-log.ts';
import { keepJson } from '../staff/keep-json.ts';
import { findFirstMs, findRetryMs } from './backoff.ts';
import { keepEnrolment, makeEnrolment, openEnrolled, readCode, readHubUrl } from './enrolment.ts';
import { keepPackFetcher } from './fetch-pack.ts';
import { askToEnrol, openHubClient, type HubClient, type Miss } from './hub-client.ts';
import { makeSender, type SendNext } from './send-log.ts';
import { takeFeed, type FeedTargets } from './take-feed.ts';

export type SyncOptions = Pick<FeedTargets, 'takeItinerary'> & {
  dataDir: string;
  kioskId: string;
  version: string;
  log: KeptLog;
  clock: Clock;
  packDesk: PackDesk | undefined;
  /** The label of the edition on screen. */
  edition(): string;
  lights(): Lights;
  findFreeBytes(): number;
  recallVersion(): number;
  tell(line: string): void;
  fetch?: typeof fetch;
  random?: () => number;
  sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
};

export type Sync = ReturnType<typeof keepSync>;

/** Between two rounds while all is well; with jitter, so that kiosks do not march in step. */
const roundMs = 30_000;
/** Somebody at the screen within this time has the machine to themselves, nearly. */
const visitorMs = 20_000;
const visitorPauseMs = 250;
/** A released edition is shown when nobody has touched the screen for so long. */
const showAfterMs = 10 * 60_000;
const noteHeardEveryMs = 10 * 60_000;
/** Nothing will change within the minute: somebody has to do something at the hub. */
const patientMs = 15 * 60_000;
const patient: readonly SyncStanding[] = ['unknown-there', 'revoked', 'bad-signature', 'stranger'];

function standingOf(miss: Miss | 'log-unavailable'): SyncStanding {
  if (miss === 'log-unavailable') return miss;
  if (miss.kind !== 'trouble') return miss.kind;
  return miss.code === 'not-enrolled' ? 'unknown-there' : miss.code;
}

export function keepSync(options: SyncOptions) {
  const { dataDir, kioskId, log, clock, packDesk, tell } = options;
  const { fetch: fetchIt = fetch, random = Math.random } = options;
  const rest =
    options.sleep ?? ((ms: number, signal: AbortSignal) => sleep(ms, undefined, { signal, ref: false }));
  const enrolment = keepEnrolment({ dataDir, tell });
  const heard = keepJson<{ lastHeardMs: number } | null>({
    path: join(dataDir, 'sync', 'heard.json'),
    schema: z.strictObject({ lastHeardMs: z.number() }).nullable(),
    empty: null,
    tell,
  });
  /** Whose acknowledgements the log's cursors are; outlives that staff leave a hub. */
  const cursorsOf = keepJson<string | null>({
    path: join(dataDir, 'sync', 'cursors-of.json'),
    schema: z.string().nullable(),
    empty: null,
    tell,
  });
  /** Of a copied disk: what the kiosk from which it was copied has sent, under its own name. */
  const anothersLogs = keepJson<readonly string[]>({
    path: join(dataDir, 'sync', 'anothers-logs.json'),
    schema: z.array(z.string()),
    empty: [],
    tell,
  });
  const isAnothers = (logId: string) => anothersLogs.read().includes(logId);
  const packs = keepPackFetcher({ dataDir, packDesk, findFreeBytes: options.findFreeBytes, tell });
  const targets: FeedTargets = { dataDir, log, packDesk, packs, takeItinerary: options.takeItinerary, tell };
  const stopping = new AbortController();
  let standing: SyncStanding = 'waiting';
  let lastHeardMs: number | undefined;
  let failures = 0;
  let waiting = new AbortController();
  let running: Promise<void> | undefined;
  let sender: { hubId: string; sendNext: SendNext } | undefined;

  const isVisited = () => isWithin(visitorMs);
  function isWithin(ms: number): boolean {
    const touchedMs = log.lastVisitorMs();
    return touchedMs !== undefined && clock.monoMs() - touchedMs < ms;
  }

  function noteHeard(): void {
    const nowMs = Math.round(clock.wallMs());
    lastHeardMs = nowMs;
    const kept = heard.read()?.lastHeardMs ?? 0;
    if (Math.abs(nowMs - kept) < noteHeardEveryMs) return;
    try {
      heard.write({ lastHeardMs: nowMs });
    } catch (error) {
      tell(`When the hub was last heard could not be noted: ${String(error)}`);
    }
  }

  function findMaker() {
    const reader = log.reader();
    return reader && { kioskId, privateKey: findOrMakeKioskKey(dataDir), clock, reader };
  }

  /** Resolves with why it did not come to its end; undefined when all is sent and read. */
  async function goRound(client: HubClient, hubId: string): Promise<Miss | 'log-unavailable' | undefined> {
    if (sender?.hubId !== hubId) sender = { hubId, sendNext: makeSender({ log, findMaker, isAnothers }) };
    for (;;) {
      const step = await sender.sendNext(client);
      if (step.kind === 'nothing-left') break;
      if (step.kind === 'log-unavailable') return step.kind;
      if (step.kind !== 'sent' && step.kind !== 'changed') return step;
      if (step.kind === 'sent') {
        standing = 'sending';
        noteHeard();
      }
      if (stopping.signal.aborted) return undefined;
      if (isVisited()) await rest(visitorPauseMs, stopping.signal);
    }
    for (let more = true; more && !stopping.signal.aborted;) {
      const shelf = log.shelf();
      if (!shelf) return 'log-unavailable';
      const answer = await client.readFeed(shelf.through());
      if (answer.kind !== 'answered') return answer;
      if (!(await takeFeed(answer.value, targets))) return 'log-unavailable';
      more = answer.value.more;
    }
    const state = describe(hubId);
    if (!state) return 'log-unavailable';
    const told = await client.tellState(state);
    if (told.kind !== 'answered') return told;
    noteHeard();
    if (isVisited()) return undefined;
    const step = await packs.next(client, stopping.signal);
    return step.kind === 'offline' || step.kind === 'no-hub' || step.kind === 'trouble' ? step : undefined;
  }

  function describe(hubId: string): KioskState | undefined {
    const logId = log.logId();
    if (logId === undefined) return undefined;
    const { lastSeq, unsent } = log.health();
    const staged = packs.stagedHash();
    return {
      format: 1,
      kiosk_id: kioskId,
      hub_id: hubId,
      sent_at: {
        wall_ms: Math.round(clock.wallMs()),
        mono_ms: Math.round(clock.monoMs()),
        boot_id: clock.bootId,
      },
      version: options.version,
      edition: options.edition(),
      ...(staged !== undefined && { staged }),
      stop_id: log.stopId(),
      log_id: logId,
      last_seq: lastSeq,
      unsent,
      free_bytes: Math.max(0, Math.round(options.findFreeBytes())),
      lights: options
        .lights()
        .lights.flatMap(({ id, state, code }) => (state === 'green' ? [] : [{ id, state, code }])),
      recall_version: options.recallVersion(),
      feed_through: log.shelf()?.through() ?? 0,
    };
  }

  async function tryOnce(): Promise<number> {
    const hub = enrolment.read();
    if (!hub) {
      standing = 'not-enrolled';
      return patientMs;
    }
    const client = openHubClient({ hub, kioskId, privateKey: findOrMakeKioskKey(dataDir), fetch: fetchIt });
    const miss = await goRound(client, hub.hub_id);
    if (miss === undefined) {
      failures = 0;
      standing = 'in-step';
      return roundMs * (0.75 + random() / 2);
    }
    const before = standing;
    standing = standingOf(miss);
    if (standing !== before && standing !== 'offline') tell(`The hub ${hub.url}: ${standing}.`);
    failures += 1;
    if (patient.includes(standing)) return patientMs * (0.75 + random() / 2);
    const notBeforeMs = miss !== 'log-unavailable' && miss.kind === 'trouble' ? miss.retryAfterMs : undefined;
    return findRetryMs(failures, random(), notBeforeMs);
  }

  async function showWhenNobodyIsThere(): Promise<void> {
    try {
      if (!isWithin(showAfterMs) && clock.monoMs() - startedMs > showAfterMs) await packs.show();
    } catch (error) {
      tell(`The edition from the hub could not be shown: ${String(error)}`);
    }
  }

  async function run(): Promise<void> {
    await pause(findFirstMs(random()));
    while (!stopping.signal.aborted) {
      let nextMs = patientMs;
      try {
        nextMs = await tryOnce();
        await showWhenNobodyIsThere();
      } catch (error) {
        if (stopping.signal.aborted) return;
        failures += 1;
        nextMs = findRetryMs(failures, random());
        tell(`fault: sync: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      }
      await pause(nextMs);
    }
  }

  /** Ends early when there is a reason to look at once. */
  async function pause(ms: number): Promise<void> {
    waiting = new AbortController();
    try {
      await rest(ms, AbortSignal.any([waiting.signal, stopping.signal]));
    } catch (error) {
      if (!waiting.signal.aborted && !stopping.signal.aborted) throw error;
    }
  }

  const startedMs = clock.monoMs();

  return {
    start(): void {
      running ??= run();
    },

    async stop(): Promise<void> {
      stopping.abort();
      await running;
    },

    state(): SyncState {
      const hub = enrolment.read();
      const heardMs = lastHeardMs ?? heard.read()?.lastHeardMs;
      return {
        state: hub ? standing : 'not-enrolled',
        ...(hub && {
          hub: { name: hub.hub_name, url: hub.url, id: hub.hub_id, kioskName: hub.kiosk_name },
        }),
        ...(heardMs !== undefined && { lastHeardMs: heardMs }),
        isCloned: (log.reader()?.findEnd().length ?? 0) > 1,
      };
    },

    /** Public key of the hub whose word counts, also where it comes on a stick. */
    hubKeys: (): string[] => {
      const hub = enrolment.read();
      return hub ? [hub.hub_key] : [];
    },

    /** Joins the hub at `address` with a one-time code. Nothing is changed unless it is `enrolled`. */
    async enrol(address: string, typed: string): Promise<EnrolOutcome> {
      const url = readHubUrl(address);
      if (url === undefined) return 'bad-address';
      const code = readCode(typed);
      if (code === undefined) return 'bad-code';
      const public_key = publicKeyOf(findOrMakeKioskKey(dataDir));
      const asked = makeEnrolment(code, { kiosk_id: kioskId, public_key, version: options.version });
      const answer = await askToEnrol(fetchIt, url, asked);
      if (answer.kind === 'trouble' && answer.code === 'bad-code') return 'bad-code';
      if (answer.kind !== 'answered') return answer.kind;
      const enrolled = openEnrolled(code, answer.value, kioskId);
      if (!enrolled) return 'not-proven';
      const { hub_id, hub_name, hub_key, kiosk_name } = enrolled;
      for (const { label, public_key: publicKey } of enrolled.edition_keys) {
        trustKey(dataDir, { label, publicKey, fingerprint: fingerprintOf(publicKey) });
      }
      // Another hub has nothing yet of what the one before has acknowledged.
      if (cursorsOf.read() !== null && cursorsOf.read() !== hub_id) {
        if (!log.forgetHub()) return 'log-unavailable';
        anothersLogs.write([]);
      }
      cursorsOf.write(hub_id);
      enrolment.write({ url, hub_id, hub_name, hub_key, kiosk_name });
      standing = 'waiting';
      failures = 0;
      waiting.abort();
      return 'enrolled';
    },

    /** Leaves the hub; what is in the log stays, and goes to the next one from the beginning. */
    leave(): void {
      enrolment.write(null);
      standing = 'not-enrolled';
    },

    /**
     * For a disk that was copied: another name, another key and another log for what has not been
     * sent. True from the next start on. False where the log cannot be written now.
     */
    becomeAnother(): boolean {
      const ends = log.reader()?.findEnd();
      if (!ends) return false;
      const current = log.logId();
      for (const { logId, seq } of ends) {
        const isSent = logId !== current && log.acknowledged(logId) >= seq;
        if (!isSent && !log.rekey(logId, Number.MAX_SAFE_INTEGER)) return false;
      }
      anothersLogs.write(ends.map(({ logId }) => logId));
      enrolment.write(null);
      rmSync(kioskKeyPath(dataDir), { force: true });
      renewKioskId(dataDir);
      return true;
    },

    /** Looks at once, as when a cable was put in. */
    wake: () => waiting.abort(),
  };
}
