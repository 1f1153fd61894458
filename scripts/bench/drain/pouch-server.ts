// The peer's server: express-pouchdb on the store that it comes with. Prints its address.
//   pouch-server.ts DIR
import { join } from 'node:path';
import express from 'express';
import servePouch from 'express-pouchdb';
import PouchDB from 'pouchdb';

const [dir = ''] = process.argv.slice(2);
const app = express();
const databases = PouchDB.defaults({ prefix: `${dir}/` });
app.use('/', servePouch(databases, { inMemoryConfig: true, logPath: join(dir, 'log.txt') }));
const server = app.listen(0, '127.0.0.1', () => {
  const bound = server.address();
  console.log(`http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}/`);
});
process.once('SIGTERM', () => process.exit(0));
