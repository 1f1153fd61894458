// A port on this machine only. It is taken before there is anything to answer on it: the kiosk must know
// the names it answers under, and a browser may be opened while Node's HTTP loads and the log opens.
import type { Server as HttpServer } from 'node:http';
import { createServer, type Server, type Socket } from 'node:net';
import { AppError } from './app-error.ts';

export type Loopback = {
  url: string;
  /** The names, with port, that a request may be addressed to. */
  hosts: readonly string[];
  /** From now on `server` answers, whoever came too early first. */
  mount(server: HttpServer): void;
  /** Requests under way are answered; after half a second connections are cut. */
  close(): Promise<void>;
};

const address = '127.0.0.1';
const cutAfterMs = 500;

/** Port 0 takes any free one. Throws AppError `port-in-use` or `port-not-allowed`. */
export async function listenOnLoopback(port: number): Promise<Loopback> {
  const early = new Set<Socket>();
  // As Node's HTTP wants its connections, with nothing read of them yet.
  const holder = createServer({ allowHalfOpen: true, noDelay: true, pauseOnConnect: true }, (socket) => {
    early.add(socket);
    socket.once('close', () => early.delete(socket));
  });
  const boundPort = await listen(holder, port);
  let mounted: HttpServer | undefined;
  return {
    url: `http://${address}:${boundPort}/`,
    hosts: [`${address}:${boundPort}`, `localhost:${boundPort}`],
    mount(server) {
      mounted = server;
      // It watches over its connections from then on only.
      server.listen(holder, () => {
        for (const socket of early) {
          server.emit('connection', socket);
          socket.resume();
        }
        early.clear();
      });
    },
    async close() {
      for (const socket of early) socket.destroy();
      await (mounted ? closeHttp(mounted) : closeHolder(holder));
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
    server.listen(port, address, () => {
      const bound = server.address();
      resolve(typeof bound === 'object' && bound ? bound.port : port);
    });
  });
}

function closeHolder(holder: Server): Promise<void> {
  return new Promise((resolve) => {
    holder.close(() => resolve());
  });
}

function closeHttp(server: HttpServer): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), cutAfterMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
