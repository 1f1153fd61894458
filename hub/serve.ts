// The Node server around the hub's handler.
import { createAdaptorServer, type Http2Bindings, type HttpBindings } from '@hono/node-server';
import type { Server } from 'node:http';
import { AppError } from './app-error.ts';
import { assembleHub, type AssembleOptions } from './assemble-hub.ts';

export type ServeOptions = AssembleOptions & {
  /** 0 takes any free one. */
  port: number;
  /** Address to listen at. */
  host: string;
  /** Addresses of proxies whose `X-Forwarded-For` is believed. */
  trustedProxies?: readonly string[];
};

export type ServedHub = { url: string; stop(): Promise<void> };

/** A head must come quickly; how long a body may take is its route's to say. */
const limits = {
  headersTimeout: 10_000,
  requestTimeout: 600_000,
  connectionsCheckingInterval: 5_000,
  keepAliveTimeout: 60_000,
  maxHeaderSize: 16 * 1024,
};
const cutAfterMs = 500;

/**
 * Throws AppError `port-in-use`, `port-not-allowed`, `host-not-here`, or what assembleHub throws;
 * then nothing is left running.
 */
export async function serveHub(options: ServeOptions): Promise<ServedHub> {
  const { port, host, trustedProxies = [], ...rest } = options;
  const hub = await assembleHub(rest);
  const server = createAdaptorServer({
    fetch: (request: Request, env: HttpBindings | Http2Bindings) =>
      hub.fetch(request, { address: findAddress(request, env) }),
    overrideGlobalObjects: false,
    serverOptions: limits,
  }) as Server;

  function findAddress(request: Request, { incoming }: HttpBindings | Http2Bindings): string {
    const address = (incoming.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
    if (!trustedProxies.includes(address)) return address;
    // Each proxy adds whom it heard; only the last was added by one that is trusted.
    return request.headers.get('X-Forwarded-For')?.split(',').at(-1)?.trim() ?? address;
  }

  try {
    const boundPort = await listen(server, port, host);
    const named = host.includes(':') ? `[${host}]` : host;
    return {
      url: `http://${named}:${boundPort}/`,
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
