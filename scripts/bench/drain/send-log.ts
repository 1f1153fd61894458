// The kiosk's side of `bench -- drain`, a process of its own: reads its log, cuts, signs and packs
// batches, sends one at a time, and moves its cursor by signed acknowledgements only. The next batch is
// made while the hub has the one before.
//   send-log.ts DATA-DIR HUB-URL HUB-KEY
import { Agent, request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { findOrMakeKioskKey } from '../../../kiosk/courier/kiosk-key.ts';
import { makeBatches } from '../../../kiosk/courier/make-batches.ts';
import { systemClock } from '../../../kiosk/clock.ts';
import { findOrMakeKioskId } from '../../../kiosk/log/data-folder.ts';
import { readLog } from '../../../kiosk/log/read-log.ts';
import { openVisitLog } from '../../../kiosk/log/visit-log.ts';
import { acknowledgementSchema, type Acknowledgement } from '../../../model/sync-batch.ts';
import { openSigned } from '../../../pack/signed-text.ts';

const [dataDir = '', hubUrl = '', hubKey = ''] = process.argv.slice(2);
const clock = systemClock();
const log = openVisitLog({ dataDir, clock, edition: 'bench' });
const maker = {
  kioskId: findOrMakeKioskId(dataDir),
  privateKey: findOrMakeKioskKey(dataDir),
  clock,
  reader: readLog(log.database),
};
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

const startedAt = performance.now();
let events = 0;
let underWay: Promise<string> | undefined;
const logs = { logId: log.logId, afterSeq: log.acknowledged(log.logId) };
for (const { batch, fromSeq, toSeq } of makeBatches(maker, logs)) {
  const packed = gzipSync(JSON.stringify(batch), { level: 1 });
  const answer = await underWay;
  underWay = post(packed);
  // Only the cursor needs the hub's signed word; the next batch need not wait for it.
  if (answer !== undefined) accept(open(answer));
  events += toSeq - fromSeq + 1;
}
if (underWay) accept(open(await underWay));
const ms = performance.now() - startedAt;
const { unsent } = log.counts();
log.close();
agent.destroy();
console.log(JSON.stringify({ events, ms, unsent }));

/** Throws where the hub's key has not signed it. */
function open(text: string): Acknowledgement {
  const opened = openSigned(JSON.parse(text), [hubKey]);
  if (opened.kind !== 'opened') throw new Error('the answer is not the hub’s');
  return acknowledgementSchema.parse(JSON.parse(opened.body));
}

function accept({ log_id, committed_through, backed_up_through, clock }: Acknowledgement): void {
  log.acknowledge(log_id, committed_through, backed_up_through, clock);
}

function post(packed: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const sending = request(
      new URL('/v1/batches', hubUrl),
      {
        agent,
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'Content-Encoding': 'gzip',
          'Content-Length': packed.length,
        },
      },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (part: string) => (text += part));
        answer.once('end', () => {
          if (answer.statusCode === 200) resolve(text);
          else reject(new Error(`the hub answered ${answer.statusCode}: ${text}`));
        });
      },
    );
    sending.once('error', reject);
    sending.end(packed);
  });
}
