// The page that draws the film, on a port of this machine: its modules with their types taken
// out, the exhibition's pictures, and a place to which each frame's pixels are sent.
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { rootDir } from '../build.ts';

const folders: [string, string, string][] = [
  ['/scripts/film/', join(rootDir, 'scripts', 'film'), 'text/javascript'],
  ['/pictures/', join(rootDir, 'content', 'pictures'), 'image/svg+xml'],
  ['/art/', join(rootDir, 'renderer', 'art'), 'image/svg+xml'],
  ['/font/', join(rootDir, 'node_modules', '@fontsource-variable', 'noto-serif-sc'), 'font/woff2'],
];

const page = `<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="/font/index.css">
<script type="module" src="/scripts/film/page/draw-frame.ts"></script>`;

/** Serves until `stop`; `takeFrame` gets the pixels of each frame. */
export async function servePage(
  takeFrame: (pixels: Buffer) => Promise<void>,
): Promise<{ url: string; stop(): void }> {
  const server = createServer((request, response) => {
    answer(request, response, takeFrame).catch((error: unknown) => {
      console.error(error);
      response.writeHead(500).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  takeFrame: (pixels: Buffer) => Promise<void>,
): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://film').pathname;
  if (request.method === 'POST' && path === '/frame') {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    await takeFrame(Buffer.concat(parts));
    response.writeHead(204).end();
    return;
  }
  if (path === '/') {
    response.writeHead(200, { 'content-type': 'text/html' }).end(page);
    return;
  }
  const folder = folders.find(([start]) => path.startsWith(start));
  const file = folder && join(folder[1], path.slice(folder[0].length));
  if (!folder || !file || !file.startsWith(folder[1]) || !existsSync(file)) {
    response.writeHead(404).end();
    return;
  }
  const type = file.endsWith('.css') ? 'text/css' : folder[2];
  response
    .writeHead(200, { 'content-type': type })
    .end(file.endsWith('.ts') ? stripTypeScriptTypes(readFileSync(file, 'utf8')) : readFileSync(file));
}
