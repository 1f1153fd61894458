// The peer's client: a PouchDB that pushes documents of the same size as our events.
//   pouch-client.ts DIR URL KIOSK-DATA-DIR COUNT
import { join } from 'node:path';
import PouchDB from 'pouchdb';
import { openLogReader } from '../../../kiosk/log/open-reader.ts';

const [dir = '', url = '', kioskDir = '', text = ''] = process.argv.slice(2);
const count = Number(text);
const batchSize = 500;
const { reader, close } = openLogReader(kioskDir);
const logId = reader.findEnd()[0]?.logId ?? '';
const local = new PouchDB(join(dir, 'local'));
for (let after = 0; after < count;) {
  const rows = reader.rowsAfter(logId, after, Math.min(batchSize, count - after));
  const documents = rows.map(({ body, words: _words, ...row }) => ({
    _id: String(row.seq).padStart(9, '0'),
    ...row,
    body: JSON.parse(body) as unknown,
  }));
  await local.bulkDocs(documents);
  after += rows.length;
}
close();
const startedAt = performance.now();
const { docs_written: events } = await local.replicate.to(`${url}remote`, { batch_size: batchSize });
console.log(JSON.stringify({ events, ms: performance.now() - startedAt }));
process.exit(0);
