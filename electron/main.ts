// The entry of the Electron shell: what it is made of, and nothing else.
import {
  app,
  BrowserWindow,
  dialog,
  Menu,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  screen,
  session,
  utilityProcess,
} from 'electron';
import { join } from 'node:path';
import { version } from '../package.json';
import { findExportParts } from '../kiosk/exports/find-export-parts.ts';
import { openKiosk } from './open-kiosk.ts';
import { openShell } from './open-shell.ts';
import { makeStartPackChild } from './start-pack-child.ts';

const tell = (line: string) => console.error(line);

/** Fonts of reports lie where this program has them, the exporting thread beside this file. */
const reportFontsDir = () =>
  app.isPackaged
    ? join(process.resourcesPath, 'report-fonts')
    : join(import.meta.dirname, '..', '..', 'node_modules');

// Electron would put a box with a stack before the visitors; the exhibition goes on instead.
process.on('uncaughtException', (error) => tell(`fault: ${error.stack ?? error.message}`));

// Not awaited: Electron becomes ready only after this module has been evaluated.
void openShell(
  { app, BrowserWindow, dialog, Menu, powerMonitor, powerSaveBlocker, protocol, screen, session },
  {
    argv: process.argv,
    resourcesDir: process.resourcesPath,
    version,
    openKiosk: (options) =>
      openKiosk(options, {
        startPackChild: makeStartPackChild(utilityProcess, import.meta.dirname),
        program: { kind: app.isPackaged ? 'installed' : 'sources' },
        exportParts: findExportParts(reportFontsDir(), join(import.meta.dirname, 'export-worker.js')),
      }),
    onSignal(listener) {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, listener);
    },
    say: (line) => console.log(line),
    tell,
  },
);
