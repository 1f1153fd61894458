// The pages that ours is measured against, served from this machine in the same browser:
// reveal.js with the same boards, an empty page, one full-screen picture that moves, and a dot that
// follows the finger.
import { createServer, type Server } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { Exhibition, Panel } from '../../model/exhibition.ts';
import { rootDir } from '../build.ts';

const types: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
};

export interface PeerPages {
  url: string;
  stop(): Promise<void>;
}

/** Serves the peers: /reveal, /empty, /bitmap, /dot; pictures come from the edition's own media. */
export async function servePeerPages(editionDir: string): Promise<PeerPages> {
  const exhibition = JSON.parse(
    readFileSync(join(editionDir, 'exhibition.zh-Hans.json'), 'utf8'),
  ) as Exhibition;
  const pages: Record<string, string> = {
    '/reveal': revealPage(exhibition),
    '/empty': emptyPage,
    '/bitmap': bitmapPage(exhibition),
    '/dot': dotPage,
  };
  const server: Server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://peer');
    const page = pages[pathname];
    if (page) {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(page);
      return;
    }
    const file = pathname.startsWith('/reveal.js/')
      ? join(rootDir, 'node_modules', pathname)
      : join(editionDir, pathname);
    if (pathname.includes('..') || !existsSync(file)) {
      response.statusCode = 404;
      response.end();
      return;
    }
    response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream');
    response.end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function head(title: string): string {
  return `<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><title>${title}</title>`;
}

/** A deck with one slide a board: its picture, title, warning, opening and list of cases. */
function revealPage(exhibition: Exhibition): string {
  const slide = (panel: Panel) => `<section><h2>${panel.title}</h2>
<img elementtiming="board-picture" data-src="${panel.picture.flat}" style="height:708px" alt="">
<p>${panel.warning}</p><p>${panel.opening}</p>
<ol>${panel.cases.map(({ title, role, steps }) => `<li>${title} · ${role} · ${steps.length}</li>`).join('')}</ol>
<small>${panel.rules.map(({ name, text }) => `${name} ${text}`).join('')}</small></section>`;
  return `${head('reveal.js')}
<link rel="stylesheet" href="/reveal.js/dist/reveal.css"><link rel="stylesheet" href="/reveal.js/dist/theme/black.css">
<div class="reveal"><div class="slides"><section><h1>${exhibition.title}</h1></section>${exhibition.panels.map(slide).join('\n')}</div></div>
<button id="next" style="position:fixed;right:40px;bottom:40px;z-index:99;width:200px;height:120px">next</button>
<script type="module">
import Reveal from '/reveal.js/dist/reveal.mjs';
const deck = new Reveal({ width: 1080, height: 1920, controls: false, progress: false });
await deck.initialize();
document.getElementById('next').addEventListener('click', () => deck.next());
document.body.dataset.ready = 'yes';
</script></html>`;
}

/** Nothing but a button and one number that a touch changes. */
const emptyPage = `${head('empty')}<body style="margin:0;background:#14110f;color:#fff">
<button id="next" style="position:fixed;right:40px;bottom:40px;width:200px;height:120px">next</button><p id="count">0</p>
<script>let n=0;document.getElementById('next').addEventListener('click',()=>{document.getElementById('count').textContent=++n});document.body.dataset.ready='yes'</script></html>`;

/** A dot that follows the finger by transform: the least that can be shown of a moving finger. */
const dotPage = `${head('dot')}<style>body{margin:0;height:100vh;background:#14110f;touch-action:none}
#sheet{position:absolute;inset:10% 5% 50%;background:#f4ede0}#dot{position:absolute;width:12px;height:12px;background:#14110f;will-change:transform}</style>
<div id="sheet"></div><div id="dot"></div>
<script>addEventListener('pointermove',({clientX,clientY})=>{document.getElementById('dot').style.transform=\`translate(\${clientX}px,\${clientY}px)\`});document.body.dataset.ready='yes'</script></html>`;

/** One full-screen bitmap moved by transform: what this machine can do at all. */
function bitmapPage(exhibition: Exhibition): string {
  return `${head('bitmap')}<style>body{margin:0;height:100vh;background:#14110f;overflow:hidden}
img{position:absolute;inset:-5%;width:110%;height:110%;object-fit:cover;will-change:transform;animation:move 2s ease-in-out infinite alternate}
@keyframes move{from{transform:translate3d(-4%,-3%,0)}to{transform:translate3d(4%,3%,0)}}</style>
<img src="${exhibition.panels[0]?.picture.flat ?? ''}" alt=""><script>document.body.dataset.ready='yes'</script></html>`;
}
