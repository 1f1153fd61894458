// As much of PouchDB and its server as the peer of `bench -- drain` uses; neither brings types.
declare module 'pouchdb' {
  export default class PouchDB {
    constructor(name: string);
    static defaults(options: { prefix: string }): typeof PouchDB;
    bulkDocs(documents: readonly object[]): Promise<unknown>;
    replicate: { to(url: string, options: { batch_size: number }): Promise<{ docs_written: number }> };
  }
}
declare module 'express-pouchdb' {
  import type PouchDB from 'pouchdb';
  export default function serve(
    pouch: typeof PouchDB,
    options: { inMemoryConfig: boolean; logPath: string },
  ): (request: unknown, response: unknown, next: () => void) => void;
}
declare module 'express' {
  import type { Server } from 'node:http';
  type Handler = (request: unknown, response: unknown, next: () => void) => void;
  export default function express(): {
    use(path: string, handler: Handler): void;
    listen(port: number, host: string, listening: () => void): Server;
  };
}
