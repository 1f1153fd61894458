// A throw-away PostgreSQL of Debian's packages, for tests and measurements: its cluster lies in a
// temporary folder and goes away with it. It syncs to the disk as a real one does.
import { spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { findFreePort } from './find-free-port.ts';

export type Postgres = {
  kind: 'running';
  /** Makes an empty database and returns its address. */
  makeDatabase(): Promise<string>;
  /** As if the machine's power were cut. */
  kill(): Promise<void>;
  /** On the same port and data, after `kill`. */
  startAgain(): Promise<void>;
  stop(): Promise<void>;
};
export type PostgresOutcome = Postgres | { kind: 'missing'; reason: string };

const installations = '/usr/lib/postgresql';

function findBinaries(): string | undefined {
  const versions = existsSync(installations) ? readdirSync(installations) : [];
  const newest = versions.sort((a, b) => Number(b) - Number(a))[0];
  return newest === undefined ? undefined : join(installations, newest, 'bin');
}

/** The account that it runs as: the server refuses to be root. */
function findAccount(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return {} as { uid: number; gid: number };
  const ask = (flag: string) =>
    Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout.trim());
  const [uid, gid] = [ask('-u'), ask('-g')];
  return uid > 0 && gid > 0 ? { uid, gid } : undefined;
}

/** Why there is none here; undefined where there is. */
export function whyNoPostgres(): string | undefined {
  if (process.platform !== 'linux') return 'PostgreSQL is tried out on Linux only.';
  if (!findBinaries()) return 'There is no PostgreSQL here (apt-get install postgresql).';
  if (!findAccount()) return 'There is no account “postgres” here, and the server refuses to run as root.';
  return undefined;
}

export async function startPostgres(): Promise<PostgresOutcome> {
  const reason = whyNoPostgres();
  const [binaries, account] = [findBinaries(), findAccount()];
  if (reason !== undefined || !binaries || !account) return { kind: 'missing', reason: reason ?? '' };
  const dir = mkdtempSync(join(tmpdir(), 'jingzhong-postgres-'));
  if (account.uid !== undefined) chownSync(dir, account.uid, account.gid);
  const options = {
    ...account,
    cwd: dir,
    stdio: ['ignore', 'ignore', 'pipe'] as ['ignore', 'ignore', 'pipe'],
  };
  const made = spawnSync(
    join(binaries, 'initdb'),
    ['-D', dir, '-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--locale', 'C.UTF-8', '--no-sync'],
    { ...options, encoding: 'utf8' },
  );
  if (made.status !== 0) {
    rmSync(dir, { recursive: true, force: true });
    return { kind: 'missing', reason: `initdb: ${made.stderr.trim().split('\n').at(-1) ?? ''}` };
  }
  const port = await findFreePort();
  const settings = { port, listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: 60 };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const addressOf = (database: string) => `postgres://postgres@127.0.0.1:${port}/${database}`;
  const start = () =>
    spawn(join(binaries, 'postgres'), ['-D', dir, ...flags], { ...account, cwd: dir, stdio: 'ignore' });
  let server = start();
  let databases = 0;
  /** Whoever ends without `stop`, as by ^C, leaves no server behind. */
  const leaveNothing = () => {
    server.kill('SIGKILL');
    rmSync(dir, { recursive: true, force: true, maxRetries: 10 });
  };
  process.once('exit', leaveNothing);
  await untilItAnswers(addressOf('postgres'));

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const gone = new Promise((resolve) => server.once('exit', resolve));
    server.kill(signal);
    await gone;
  }

  return {
    kind: 'running',
    async makeDatabase() {
      databases += 1;
      const name = `test_${databases}`;
      await runOn(addressOf('postgres'), `create database ${name}`);
      return addressOf(name);
    },
    kill: () => end('SIGQUIT'),
    async startAgain() {
      server = start();
      await untilItAnswers(addressOf('postgres'));
    },
    async stop() {
      process.off('exit', leaveNothing);
      await end('SIGINT');
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function runOn(address: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: address });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function untilItAnswers(address: string): Promise<void> {
  const deadline = performance.now() + 20_000;
  for (;;) {
    try {
      return await runOn(address, 'select 1');
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
