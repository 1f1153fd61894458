// The browser shell: a Chromium kiosk window with a profile of its own, started again when it dies.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

export interface BrowserShellOptions {
  browser: string;
  url: string;
  dataDir: string;
  windowed: boolean;
  say(line: string): void;
}

const restartMs = [1_000, 2_000, 5_000, 15_000, 60_000];
/** A window that lived this long was well; its next death starts the count anew. */
const wellMs = 60_000;

/** Opens the window; returns what closes it for good. */
export function openBrowserShell(options: BrowserShellOptions): () => Promise<void> {
  const profileDir = join(options.dataDir, 'browser-profile');
  mkdirSync(profileDir, { recursive: true });
  let child: ChildProcess | undefined;
  let timer: NodeJS.Timeout | undefined;
  let deaths = 0;
  let isClosing = false;

  const open = () => {
    const openedMs = performance.now();
    child = spawn(options.browser, browserArguments(options, profileDir), { stdio: 'ignore' });
    child.once('error', (error) => options.say(`The browser could not be started: ${error.message}`));
    child.once('close', () => {
      if (isClosing) return;
      deaths = performance.now() - openedMs > wellMs ? 0 : deaths + 1;
      const waitMs = restartMs[Math.min(deaths, restartMs.length - 1)] ?? 60_000;
      options.say(`The browser window closed; opening it again in ${waitMs / 1000} s.`);
      timer = setTimeout(open, waitMs);
    });
  };
  open();

  return async () => {
    isClosing = true;
    clearTimeout(timer);
    const closing = child;
    if (!closing || closing.exitCode !== null || closing.signalCode !== null) return;
    const closed = new Promise((resolve) => closing.once('close', resolve));
    closing.kill('SIGTERM');
    const forced = setTimeout(() => closing.kill('SIGKILL'), 1_200);
    await closed;
    clearTimeout(forced);
  };
}

/** An app window reserves no keys for the browser, so that the page can catch every one. */
export function browserArguments(
  { url, windowed }: Pick<BrowserShellOptions, 'url' | 'windowed'>,
  profileDir: string,
): string[] {
  return [
    `--app=${url}`,
    ...(windowed ? ['--window-size=1080,1920'] : ['--kiosk', '--start-fullscreen', '--window-position=0,0']),
    `--user-data-dir=${profileDir}`,
    '--no-first-run',
    // The kiosk is on this machine: a search for a proxy would only delay its first page.
    '--no-proxy-server',
    '--no-default-browser-check',
    '--disable-pinch',
    // What a visitor prints goes to the system's own printer, without a dialogue.
    '--kiosk-printing',
    '--overscroll-history-navigation=0',
    '--disable-session-crashed-bubble',
    '--hide-crash-restore-bubble',
    '--disable-features=Translate,TranslateUI,MediaRouter',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-extensions',
    '--noerrdialogs',
    '--password-store=basic',
    '--autoplay-policy=no-user-gesture-required',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
}
