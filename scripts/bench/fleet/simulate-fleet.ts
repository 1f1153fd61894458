// Ten thousand kiosks whose hub is there again: each has a moment at which it tries, sends its batch over
// a connection of its own, and heeds what it is told as a kiosk does, with the kiosk's own backoff.
//   simulate-fleet.ts ORDERS-FILE
import { openSync, readFileSync, readSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { findRetryMs, readRetryAfterMs } from '../../../kiosk/sync/backoff.ts';
import { acknowledgementSchema } from '../../../model/sync-batch.ts';
import { openSigned } from '../../../pack/signed-text.ts';
import { ordersSchema, rowsAKiosk, type Outcome, type Parcel } from './fleet-plan.ts';

const [ordersFile = ''] = process.argv.slice(2);
const { urls, hubKey, spreadMs, prepared } = ordersSchema.parse(JSON.parse(readFileSync(ordersFile, 'utf8')));
/** As long as a kiosk waits for an answer (hub-client.ts). */
const answerMs = 30_000;
const agent = new Agent({ keepAlive: false, maxSockets: Number.POSITIVE_INFINITY });
let turn = 0;

const outcome: Outcome = {
  accepted: 0,
  busy: 0,
  broken: 0,
  strange: 0,
  acceptedMs: [],
  drainedMs: 0,
  mostFailures: 0,
  cpuS: 0,
};
const startedAt = performance.now();
const progress = setInterval(() => {
  const { accepted, busy, broken, strange } = outcome;
  const s = Math.round((performance.now() - startedAt) / 1_000);
  console.error(
    `fleet: ${s} s, ${accepted} accepted, ${busy} told to wait, ${broken} broken, ${strange} strange`,
  );
}, 15_000);
const kiosks: Promise<void>[] = [];
for (const { file, parcels } of prepared) {
  const fd = openSync(file, 'r');
  for (const parcel of parcels) kiosks.push(comeBack(fd, parcel));
}
await Promise.all(kiosks);
clearInterval(progress);
outcome.drainedMs = performance.now() - startedAt;
const { user, system } = process.cpuUsage();
outcome.cpuS = (user + system) / 1e6;
console.log(JSON.stringify(outcome));

async function comeBack(fd: number, parcel: Parcel): Promise<void> {
  await wait(Math.random() * spreadMs);
  for (let failures = 1; ; failures += 1) {
    const url = urls[(turn += 1) % urls.length] ?? '';
    const bytes = Buffer.allocUnsafe(parcel.bytes);
    readSync(fd, bytes, 0, parcel.bytes, parcel.at);
    const sentAt = performance.now();
    const answer = await post(url, bytes);
    if (answer.kind === 'answered' && answer.status === 200) {
      outcome.acceptedMs.push(performance.now() - sentAt);
      if (isAcknowledged(answer.text, parcel)) outcome.accepted += 1;
      else outcome.strange += 1;
      return;
    }
    outcome.mostFailures = Math.max(outcome.mostFailures, failures);
    const notBeforeMs = answer.kind === 'answered' ? readRetryAfterMs(answer.retryAfter) : undefined;
    if (answer.kind === 'broken') outcome.broken += 1;
    else if (answer.status === 503) outcome.busy += 1;
    else tellStrange(answer.status, answer.text);
    await wait(findRetryMs(failures, Math.random(), notBeforeMs));
  }
}

function tellStrange(status: number, text: string): void {
  outcome.strange += 1;
  console.error(`fleet: answered ${status}: ${text.slice(0, 200)}`);
}

function isAcknowledged(text: string, { kioskId }: Parcel): boolean {
  const opened = openSigned(JSON.parse(text), [hubKey]);
  if (opened.kind !== 'opened') return false;
  const { kiosk_id, committed_through } = acknowledgementSchema.parse(JSON.parse(opened.body));
  return kiosk_id === kioskId && committed_through === rowsAKiosk;
}

type Answer =
  { kind: 'answered'; status: number; text: string; retryAfter: string | null } | { kind: 'broken' };

function post(url: string, bytes: Buffer): Promise<Answer> {
  return new Promise((resolve) => {
    const sending = request(
      `${url}v1/batches`,
      {
        agent,
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'Content-Encoding': 'gzip',
          'Content-Length': bytes.length,
        },
        signal: AbortSignal.timeout(answerMs),
      },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (part: string) => (text += part));
        answer.once('error', () => resolve({ kind: 'broken' }));
        answer.once('end', () => {
          const retryAfter = answer.headers['retry-after'] ?? null;
          resolve({ kind: 'answered', status: answer.statusCode ?? 0, text, retryAfter });
        });
      },
    );
    sending.once('error', () => resolve({ kind: 'broken' }));
    sending.end(bytes);
  });
}
