// The writers of `bench -- log`: URL WRITERS EVENTS-EACH MS PAUSE-MS. Each writer is one connection
// that waits for its answer before it sends again, as a screen does. Prints what was acknowledged.
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

const [url = '', writers = '1', eventsEach = '1', ms = '1000', pauseMs = '0'] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: Number(writers) });
const latenciesMs: number[] = [];
let events = 0;

const beganMs = performance.now();
await Promise.all(Array.from({ length: Number(writers) }, write));
const seconds = (performance.now() - beganMs) / 1000;
agent.destroy();
console.log(JSON.stringify({ events, seconds, latenciesMs }));

async function write(): Promise<void> {
  const visit_id = randomUUID();
  await post([anEvent(visit_id, 'visit.started', { language: 'zh-Hans', mode: 'visitor' })]);
  while (performance.now() - beganMs < Number(ms)) {
    const batch = Array.from({ length: Number(eventsEach) }, () =>
      anEvent(visit_id, 'visit.chose', { which: 'language', value: 'zh-Hans' }),
    );
    const fromMs = performance.now();
    await post(batch);
    latenciesMs.push(performance.now() - fromMs);
    events += batch.length;
    if (Number(pauseMs) > 0) await pause(Number(pauseMs));
  }
}

function anEvent(visit_id: string, type: string, body: object) {
  return { event_id: randomUUID(), visit_id, type, schema_version: 1, age_ms: 0, body };
}

function post(batch: object[]): Promise<void> {
  const body = JSON.stringify({ events: batch });
  return new Promise((resolve, reject) => {
    const sent = request(
      new URL('/api/log', url),
      {
        method: 'POST',
        agent,
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      },
      (answer) => {
        answer.resume();
        answer.once('end', () => {
          if (answer.statusCode && answer.statusCode < 300) resolve();
          else reject(new Error(`the log answered ${answer.statusCode}`));
        });
      },
    );
    sent.once('error', reject);
    sent.end(body);
  });
}
