// The system's Chromium, Chrome or Edge; installed through the package manager where we may.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { CommandError } from '../command.ts';
import { installDebianPackage } from '../install-debian-package.ts';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'chrome',
];
const places = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** The path of a browser that can show the kiosk, or undefined. */
export function findBrowser(): string | undefined {
  const named = process.env.JINGZHONG_BROWSER;
  if (named) return existsSync(named) ? named : undefined;
  const folders = (process.env.PATH ?? '').split(delimiter);
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, ...places].find((path) => existsSync(path));
}

/** The browser's path; installs Debian's Chromium first where there is none and this account may. */
export function findOrInstallBrowser(say: (line: string) => void): string | undefined {
  return (
    findBrowser() ?? (installDebianPackage('chromium', 'about a minute', say) ? findBrowser() : undefined)
  );
}

/** The same; throws CommandError with what to do where no browser can be had. */
export function requireBrowser(say: (line: string) => void): string {
  const browser = findOrInstallBrowser(say);
  if (browser === undefined) throw new CommandError(noBrowserSentence);
  return browser;
}

/** What to tell someone on whose machine there is no browser and none could be installed. */
export const noBrowserSentence =
  'No Chromium, Chrome or Edge was found. Please install one (on Debian or Ubuntu: sudo apt-get install chromium), or name its path in JINGZHONG_BROWSER.';
