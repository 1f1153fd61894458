// The system's Chromium, Chrome or Edge; installed through the package manager where we may.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

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

/** Installs Debian's Chromium where this account may; says what it does. False where it may not. */
export function installBrowser(say: (line: string) => void): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get'))
    return false;
  say('Installing Chromium with apt-get, about a minute …');
  const run = (...args: string[]) =>
    spawnSync('apt-get', ['-qq', ...args], {
      stdio: ['ignore', 'ignore', 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  return (
    run('update') &&
    run('install', '-y', '--no-install-recommends', 'chromium') &&
    findBrowser() !== undefined
  );
}

/** What to tell someone on whose machine there is no browser and none could be installed. */
export const noBrowserSentence =
  'No Chromium, Chrome or Edge was found. Please install one (on Debian or Ubuntu: sudo apt-get install chromium), or name its path in JINGZHONG_BROWSER.';
