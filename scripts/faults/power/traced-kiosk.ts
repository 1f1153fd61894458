// A kiosk whose disk is watched: visitors write to it in this process, it is stopped and
// started again in between, and ends without a word. What is sent and what is acknowledged is
// written into the watched folder too, so that it stands in the trace in its place.
// node traced-kiosk.ts DATA_DIR EDITION_DIR SEED REQUESTS FULL|NORMAL
import { openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { systemClock } from '../../../kiosk/clock.ts';
import { logFolder } from '../../../kiosk/log/data-folder.ts';
import { makeChance } from '../campaign.ts';
import { readLogState, startInProcess, type InProcessKiosk } from '../in-process-kiosk.ts';
import { makeVisitor, type SentRequest, type Visitor } from '../post-visits.ts';

const [dataDir = '', editionDir = '', seed = '', requests = '', synchronous = ''] = process.argv.slice(2);
const sessions = 2;
const writers = 4;
const chance = makeChance(Number(seed));
const told = openSync(join(dataDir, logFolder, 'told'), 'w');

const tell = (word: 'sent' | 'acknowledged', { eventIds }: SentRequest) =>
  void writeSync(told, `${word} ${eventIds.join(',')}\n`);

const visitors = Array.from({ length: writers }, () => makeVisitor(chance, (sent) => tell('sent', sent)));
for (let session = 0; session < sessions; session += 1) {
  const kiosk = startInProcess({
    dataDir,
    editionDir,
    clock: systemClock(),
    synchronous: synchronous === 'NORMAL' ? 'NORMAL' : 'FULL',
    ballastBytes: 0,
  });
  while ((await readLogState(kiosk)) !== 'ready') await nextTurn();
  const share = Math.ceil(Number(requests) / sessions / writers);
  await Promise.all(visitors.map((visitor) => write(kiosk, visitor, share)));
  if (session + 1 < sessions) await kiosk.stop();
}
process.exit(0);

async function write(kiosk: InProcessKiosk, visitor: Visitor, share: number): Promise<void> {
  for (let done = 0; done < share; done += 1) {
    const sent = visitor.nextRequest();
    const answer = await kiosk.postLog(sent.body);
    if (answer.status !== 200) throw new Error(`the kiosk answered ${answer.status}: ${await answer.text()}`);
    tell('acknowledged', sent);
    sent.isAcknowledged = true;
  }
}
