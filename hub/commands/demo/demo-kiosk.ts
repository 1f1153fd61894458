// A kiosk of the demo: it has a key of its own, is enrolled by a code, writes a log and sends it in signed
// batches, all by the same routes as any kiosk.
import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { EventBody, EventType } from '../../../model/log-event.ts';
import type { BatchBody, BatchEvent, SignedBatch } from '../../../model/sync-batch.ts';
import { codeIdLength, enrolmentMessage, type Enrolment, type KioskState } from '../../../model/sync-api.ts';
import { makeKeyPair } from '../../../pack/keys.ts';
import { signBatch, signText } from '../../../pack/signed-text.ts';
import type { HubHandler } from '../../handler.ts';
import { demoEdition } from './demo-tour.ts';

type Written = { visitId: string | null; wallMs: number; words?: string };
export type DemoKiosk = {
  kioskId: string;
  startDay(wallMs: number): void;
  write<T extends EventType>(type: T, body: EventBody<T>, at: Written): string;
  stopId: string | null;
  /** Everything written so far, as of `wallMs`; the hub's clock must stand there. */
  send(wallMs: number): Promise<void>;
};

type DemoKioskDeps = { fetch: HubHandler; hubId: string; code: string; version: string };

/** Well below what a batch may hold, whatever is in it. */
const rowsABatch = 250;
const bootSeconds = 40;

/** Throws where the hub refuses what it should take. */
export async function enrolDemoKiosk({ fetch, hubId, code, version }: DemoKioskDeps): Promise<DemoKiosk> {
  const kioskId = `kiosk-${randomBytes(4).toString('hex')}`;
  const { privateKey, publicKey } = makeKeyPair(kioskId);
  const logId = randomBytes(16).toString('hex');
  const waiting: BatchEvent[] = [];
  let seq = 0;
  let lastSent: BatchEvent | undefined;
  let boot = { id: '', bootedMs: 0 };
  let alive:
    { last_alive_wall_ms: number; last_alive_mono_ms: number; last_alive_boot_id: string } | undefined;

  async function post(path: string, body: object): Promise<void> {
    const request = new Request(`http://demo.invalid${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' },
      body: gzipSync(JSON.stringify(body)),
    });
    const answer = await fetch(request);
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  }

  const sentAt = (wallMs: number) => ({ wall_ms: wallMs, mono_ms: wallMs - boot.bootedMs, boot_id: boot.id });

  function makeBatch(events: BatchEvent[], wallMs: number): SignedBatch {
    const body: BatchBody = {
      format: 1,
      kiosk_id: kioskId,
      log_id: logId,
      from_seq: events[0]?.seq ?? 1,
      to_seq: events.at(-1)?.seq ?? 1,
      sent_at: sentAt(wallMs),
      events,
    };
    return signBatch(JSON.stringify(body), privateKey);
  }

  async function sendState(wallMs: number): Promise<void> {
    const state: KioskState = {
      format: 1,
      kiosk_id: kioskId,
      hub_id: hubId,
      sent_at: sentAt(wallMs),
      version,
      edition: demoEdition,
      stop_id: kiosk.stopId,
      log_id: logId,
      last_seq: seq,
      unsent: 0,
      free_bytes: 48 * 1024 ** 3,
      lights: [],
      recall_version: 0,
      feed_through: 0,
    };
    await post('/v1/states', signText(JSON.stringify(state), privateKey));
  }

  const kiosk: DemoKiosk = {
    kioskId,
    stopId: null,
    startDay(wallMs) {
      boot = { id: `boot-${randomUUID()}`, bootedMs: wallMs - bootSeconds * 1000 };
      const body = {
        version,
        edition_date: demoEdition.slice(5, 15),
        time_zone: 'Asia/Shanghai',
        idle_limit_ms: 60_000,
        ...alive,
      };
      kiosk.write('kiosk.started', body, { visitId: null, wallMs });
    },
    write(type, body, { visitId, wallMs, words }) {
      seq += 1;
      const mono_ms = wallMs - boot.bootedMs;
      alive = { last_alive_wall_ms: wallMs, last_alive_mono_ms: mono_ms, last_alive_boot_id: boot.id };
      const event: BatchEvent = {
        seq,
        event_id: randomUUID(),
        visit_id: visitId,
        type,
        schema_version: 1,
        wall_ms: wallMs,
        mono_ms,
        boot_id: boot.id,
        stop_id: kiosk.stopId,
        edition: demoEdition,
        body,
        ...(words !== undefined && { words }),
      };
      waiting.push(event);
      return event.event_id;
    },
    async send(wallMs) {
      // After another boot a hub asks for the last row once more; offered always, it changes nothing.
      if (lastSent && waiting.length > 0) waiting.unshift(lastSent);
      while (waiting.length > 0) {
        const rows = waiting.splice(0, rowsABatch);
        await post('/v1/batches', makeBatch(rows, wallMs));
        lastSent = rows.at(-1);
      }
      await sendState(wallMs);
    },
  };

  const named = { kiosk_id: kioskId, public_key: publicKey.publicKey };
  const letters = code.replaceAll('-', '');
  const proof = createHmac('sha256', letters.slice(codeIdLength))
    .update(enrolmentMessage(named))
    .digest('hex');
  const enrolment: Enrolment = {
    format: 1,
    code_id: letters.slice(0, codeIdLength),
    ...named,
    version,
    proof,
  };
  await post('/v1/enrolments', enrolment);
  return kiosk;
}
