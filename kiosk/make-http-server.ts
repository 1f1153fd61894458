// Node's HTTP server around a handler, not listening yet.
import { createAdaptorServer } from '@hono/node-server';
import type { Server } from 'node:http';

type Fetch = (request: Request) => Response | Promise<Response>;

/** Where a visitor's screen hangs, its connection may not hang with it. */
const limits = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 5_000,
  keepAliveTimeout: 60_000,
  maxHeaderSize: 16 * 1024,
};

export function makeHttpServer(fetch: Fetch): Server {
  return createAdaptorServer({
    fetch,
    // Electron's own fetch and protocol handlers use the global Request and Response.
    overrideGlobalObjects: false,
    serverOptions: limits,
  }) as Server;
}
