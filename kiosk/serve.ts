// Serves the kiosk on this machine only, for a browser window or a test.
import { createAdaptorServer } from '@hono/node-server';
import type { Server } from 'node:http';
import { AppError } from './app-error.ts';
import { systemClock, type Clock } from './clock.ts';
import { createKiosk, type Kiosk } from './handler.ts';
import { findFreeBytes } from './log/ballast.ts';
import { keepLog } from './log/keep-log.ts';

export type ServeKioskOptions = {
  /** 0 takes any free port. */
  port: number;
  dataDir: string;
  editionDir: string;
  rendererDir: string;
  version: string;
  clock?: Clock;
  synchronous?: 'FULL' | 'NORMAL';
  tell?(line: string): void;
};

export type ServedKiosk = { url: string; stop(): Promise<void> };

const loopback = '127.0.0.1';

/** Where a visitor's screen hangs, its connection may not hang with it. */
const limits = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 5_000,
  keepAliveTimeout: 60_000,
  maxHeaderSize: 16 * 1024,
};

/**
 * Throws AppError `port-in-use`, `port-not-allowed`, `log-in-use`, `data-folder-unusable` or
 * `edition-broken`; then nothing is left running.
 */
export async function serveKiosk(options: ServeKioskOptions): Promise<ServedKiosk> {
  const { clock = systemClock(), tell = (line: string) => console.error(line) } = options;
  const { dataDir, editionDir, rendererDir, version, synchronous } = options;
  let kiosk: Kiosk | undefined;
  const server = createAdaptorServer({
    // The first request cannot come before the address is known, and by then there is a kiosk.
    fetch: (request) => kiosk?.fetch(request) ?? new Response(null, { status: 503 }),
    overrideGlobalObjects: false,
    serverOptions: limits,
  }) as Server;
  const port = await listen(server, options.port);
  const hosts = [`${loopback}:${port}`, `localhost:${port}`];
  try {
    const log = keepLog({ dataDir, clock, tell, ...(synchronous && { synchronous }) });
    try {
      const freeBytes = () => findFreeBytes(dataDir);
      kiosk = createKiosk({
        editionDir,
        rendererDir,
        log,
        clock,
        hosts,
        version,
        findFreeBytes: freeBytes,
        tell,
      });
    } catch (error) {
      await log.stop();
      throw error;
    }
  } catch (error) {
    server.close();
    throw error;
  }
  const served = kiosk;
  return {
    url: `http://${loopback}:${port}/`,
    async stop() {
      await closeServer(server);
      await served.stop();
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') reject(new AppError('port-in-use', { port }, error));
      else if (error.code === 'EACCES') reject(new AppError('port-not-allowed', { port }, error));
      else reject(error);
    });
    server.listen(port, loopback, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

/** Requests under way are answered; after half a second connections are cut. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), 500);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
