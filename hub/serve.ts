// The Node server around the hub's handler, with TLS where there is a certificate.
import { createAdaptorServer, type Http2Bindings, type HttpBindings } from '@hono/node-server';
import type { Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { makeOriginReader, type Connection } from './accounts/request-origin.ts';
import { AppError } from './app-error.ts';
import { assembleHub, type AssembleOptions } from './assemble-hub.ts';

export type ServeOptions = AssembleOptions & {
  /** 0 takes any free one. */
  port: number;
  /** Address to listen at. */
  host: string;
  /** Addresses and networks of proxies whose `X-Forwarded-…` is believed. */
  trustedProxies?: readonly string[] | undefined;
  /** Under which people open the hub, where that is another than it listens on. */
  publicUrl?: URL | undefined;
  /** PEM; without it plain HTTP. */
  tls?: { cert: string; key: string } | undefined;
};

export type ServedHub = {
  url: string;
  /** Where the first organiser makes their account; undefined once anybody has one. */
  firstLink: string | undefined;
  stop(): Promise<void>;
};

/** A head must come quickly; how long a body may take is its route's to say. */
const limits = {
  headersTimeout: 10_000,
  // A pack of four gigabytes over an ordinary line.
  requestTimeout: 3 * 3_600_000,
  connectionsCheckingInterval: 5_000,
  keepAliveTimeout: 60_000,
  maxHeaderSize: 16 * 1024,
};
const cutAfterMs = 500;

/**
 * Throws AppError `trusted-proxy`, `certificate`, `port-in-use`, `port-not-allowed`, `host-not-here`, or
 * what assembleHub throws; then nothing is left running.
 */
export async function serveHub(options: ServeOptions): Promise<ServedHub> {
  const { port, host, trustedProxies = [], tls, publicUrl, ...rest } = options;
  const originOf = readProxies(trustedProxies);
  const hub = await assembleHub(rest);
  try {
    const server = makeServer(
      (request, connection) => hub.fetch(request, originOf(request, connection)),
      tls,
    );
    const boundPort = await listen(server, port, host);
    const named = host.includes(':') ? `[${host}]` : host;
    const url = `${tls ? 'https' : 'http'}://${named}:${boundPort}/`;
    const firstPath = await hub.access.makeFirstLink();
    return {
      url,
      firstLink: firstPath === undefined ? undefined : new URL(firstPath, publicUrl ?? url).href,
      async stop() {
        await closeServer(server);
        await hub.stop();
      },
    };
  } catch (error) {
    await hub.stop();
    throw error;
  }
}

function readProxies(proxies: readonly string[]) {
  try {
    return makeOriginReader(proxies);
  } catch (error) {
    throw new AppError('trusted-proxy', { proxies: proxies.join(' ') }, error);
  }
}

type Fetch = (request: Request, connection: Connection) => Promise<Response>;

function makeServer(fetch: Fetch, tls: ServeOptions['tls']): Server {
  try {
    return createAdaptorServer({
      fetch: (request: Request, { incoming }: HttpBindings | Http2Bindings) =>
        fetch(request, { peerAddress: incoming.socket.remoteAddress ?? '', isEncrypted: tls !== undefined }),
      overrideGlobalObjects: false,
      ...(tls
        ? { createServer: createTlsServer, serverOptions: { ...limits, ...tls } }
        : { serverOptions: limits }),
    }) as Server;
  } catch (error) {
    if (!tls) throw error;
    throw new AppError(
      'certificate',
      { reason: error instanceof Error ? error.message : String(error) },
      error,
    );
  }
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') reject(new AppError('port-in-use', { port }, error));
      else if (error.code === 'EACCES') reject(new AppError('port-not-allowed', { port }, error));
      else if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
        reject(new AppError('host-not-here', { host }, error));
      } else reject(error);
    });
    server.listen(port, host, () => {
      const bound = server.address();
      resolve(typeof bound === 'object' && bound ? bound.port : port);
    });
  });
}

/** Requests under way are answered; after half a second connections are cut. */
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
