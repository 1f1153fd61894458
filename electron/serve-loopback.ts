// Serves a handler on this machine only. The address is known before the handler is, since the
// handler must know the names that it answers under.
import { createAdaptorServer } from '@hono/node-server';
import { AppError } from '../kiosk/app-error.ts';

export type Loopback = {
  url: string;
  /** The names, with port, that a request may be addressed to. */
  hosts: readonly string[];
  mount(fetch: (request: Request) => Response | Promise<Response>): void;
  /** Requests under way are answered; after half a second connections are cut. */
  close(): Promise<void>;
};

const address = '127.0.0.1';
const cutAfterMs = 500;

/** Port 0 takes any free one. Throws AppError `port-in-use` or `port-not-allowed`. */
export async function listenOnLoopback(port: number): Promise<Loopback> {
  let handle = (_request: Request): Response | Promise<Response> => new Response(null, { status: 503 });
  const server = createAdaptorServer({
    fetch: (request) => handle(request),
    // Electron's own fetch and protocol handlers use the global Request and Response.
    overrideGlobalObjects: false,
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') reject(new AppError('port-in-use', { port }, error));
      else if (error.code === 'EACCES') reject(new AppError('port-not-allowed', { port }, error));
      else reject(error);
    });
    server.listen(port, address, resolve);
  });
  const bound = server.address();
  const boundPort = typeof bound === 'object' && bound ? bound.port : port;
  return {
    url: `http://${address}:${boundPort}/`,
    hosts: [`${address}:${boundPort}`, `localhost:${boundPort}`],
    mount(fetch) {
      handle = fetch;
    },
    close() {
      return new Promise((resolve) => {
        const cut = setTimeout(() => {
          if ('closeAllConnections' in server) server.closeAllConnections();
        }, cutAfterMs);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
      });
    },
  };
}
