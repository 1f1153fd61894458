// A real kiosk in a process of its own, to be killed. Prints its address when it is ready.
// node child-kiosk.ts DATA_DIR EDITION_DIR RENDERER_DIR
import { serveKiosk } from '../../../kiosk/serve.ts';

const [dataDir = '', editionDir = '', rendererDir = ''] = process.argv.slice(2);
const kiosk = await serveKiosk({
  port: 0,
  dataDir,
  editionDir,
  rendererDir,
  version: 'faults',
  tell: () => undefined,
});
console.log(kiosk.url);
