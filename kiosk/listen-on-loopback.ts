// A port on this machine only. Its address is known before the kiosk is, since the kiosk must
// know the names it answers under, and a browser may be opened while the log still opens:
// requests that come too early wait for the kiosk.
import { createAdaptorServer } from '@hono/node-server';
import type { Server } from 'node:http';
import { AppError } from './app-error.ts';

export type Loopback = {
  url: string;
  /** The names, with port, that a request may be addressed to. */
  hosts: readonly string[];
  mount(fetch: Fetch): void;
  /** Requests under way are answered; after half a second connections are cut. */
  close(): Promise<void>;
};

type Fetch = (request: Request) => Response | Promise<Response>;

const address = '127.0.0.1';
const cutAfterMs = 500;

/** Where a visitor's screen hangs, its connection may not hang with it. */
const limits = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 5_000,
  keepAliveTimeout: 60_000,
  maxHeaderSize: 16 * 1024,
};

/** Port 0 takes any free one. Throws AppError `port-in-use` or `port-not-allowed`. */
export async function listenOnLoopback(port: number): Promise<Loopback> {
  const mounted = Promise.withResolvers<Fetch>();
  let fetch: Fetch = async (request) => (await mounted.promise)(request);
  const server = createAdaptorServer({
    fetch: (request) => fetch(request),
    // Electron's own fetch and protocol handlers use the global Request and Response.
    overrideGlobalObjects: false,
    serverOptions: limits,
  }) as Server;
  const boundPort = await listen(server, port);
  return {
    url: `http://${address}:${boundPort}/`,
    hosts: [`${address}:${boundPort}`, `localhost:${boundPort}`],
    mount(handler) {
      fetch = handler;
      mounted.resolve(handler);
    },
    close: () => closeServer(server),
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') reject(new AppError('port-in-use', { port }, error));
      else if (error.code === 'EACCES') reject(new AppError('port-not-allowed', { port }, error));
      else reject(error);
    });
    server.listen(port, address, () => {
      const bound = server.address();
      resolve(typeof bound === 'object' && bound ? bound.port : port);
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), cutAfterMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
