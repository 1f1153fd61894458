// What `import 'electron'` gives where electron-stand-in.ts is loaded.
import { makeFakeElectron } from '../../electron/fake/fake-electron.ts';

const { electron, app } = makeFakeElectron();
app.exit = (code) => process.exit(code);

export const { BrowserWindow, dialog, Menu, powerMonitor, powerSaveBlocker, protocol, screen, session } =
  electron;
/** No process of Electron's is started here. */
export const utilityProcess = {};
export { app };
