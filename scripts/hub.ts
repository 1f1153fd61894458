// npm run hub: the organisers' server. SQLite in the data folder, or PostgreSQL where DATABASE_URL
// names one. With a word after it: something to do with its store, beside the running hub or without.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readOpenidSettings, readPublicUrl } from '../hub/accounts/openid/read-settings.ts';
import { AppError } from '../hub/app-error.ts';
import { setFlagsFromString } from 'node:v8';
import { serveHub } from '../hub/serve.ts';
import { buildDashboard, rootDir } from './build.ts';
import { CommandError, runCommand } from './command.ts';
import { hubUsage, runHubCommand } from './hub/commands.ts';
import { readVersion } from './read-version.ts';

// What a batch for PostgreSQL leaves behind is gone in a moment; the engine would give it a hundred
// megabytes more meanwhile.
if (process.env.DATABASE_URL) setFlagsFromString('--semi-space-growth-factor=1');

const say = (line: string) => console.error(line);

await runCommand(async (args) => {
  const stopped = untilStopped();
  const { positionals, port, host, trustedProxies, tls, ...place } = readOptions(args);
  const [name, ...words] = positionals;
  if (name !== undefined) return runHubCommand(name, words, { ...place, say, nowMs: Date.now() });
  const openid = readOpenidSettings(process.env, (path) => readFileSync(resolve(calledFrom(), path), 'utf8'));
  const publicUrl = readPublicUrl(process.env);
  const dashboardDir = await buildDashboard(say);
  const hub = await serveHub({
    ...place,
    port,
    host,
    trustedProxies,
    tls,
    version: readVersion(),
    dashboardDir,
    metricsToken: process.env.HUB_METRICS_TOKEN,
    openid,
    publicUrl,
    tell: (message) => writeLine({ level: 'warning', message }),
    onAnswered: (answered) => writeLine({ level: 'info', message: 'answered', ...answered }),
  });
  if (hub.firstLink !== undefined) {
    say(
      `Nobody has an account yet. Open this link within a day to make the first organiser: ${hub.firstLink}`,
    );
  }
  console.log(`hub ready at ${hub.url}`);
  await stopped;
  await hub.stop();
  return process.exit(0);
});

/** The running hub's log is JSON, one line each, on standard error. */
function writeLine(line: object): void {
  console.error(JSON.stringify({ at: new Date().toISOString(), ...line }));
}

function readOptions(args: string[]) {
  const { values, positionals } = parse(args);
  const port = Number(values.port);
  if (!/^\d{1,5}$/.test(values.port) || port > 65_535) throw new CommandError(hubUsage);
  const from = calledFrom();
  return {
    positionals,
    port,
    host: values.host,
    trustedProxies: values['trusted-proxy'],
    tls: readTls(values, from),
    dataDir: values.data === undefined ? join(rootDir, 'hub-data') : resolve(from, values.data),
    databaseUrl: process.env.DATABASE_URL === '' ? undefined : process.env.DATABASE_URL,
  };
}

/** npm changes the folder; paths are meant from where the command was typed. */
function calledFrom(): string {
  return process.env.JINGZHONG_CALLED_FROM ?? process.cwd();
}

function readTls({ cert, key }: { cert?: string; key?: string }, from: string) {
  if (cert === undefined && key === undefined) return undefined;
  if (cert === undefined || key === undefined) throw new CommandError(hubUsage);
  return { cert: readPem(resolve(from, cert)), key: readPem(resolve(from, key)) };
}

function readPem(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new AppError('certificate', { reason: error instanceof Error ? error.message : path }, error);
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        port: { type: 'string', default: '4720' },
        data: { type: 'string' },
        host: { type: 'string', default: '127.0.0.1' },
        cert: { type: 'string' },
        key: { type: 'string' },
        'trusted-proxy': { type: 'string', multiple: true },
      },
    });
  } catch {
    throw new CommandError(hubUsage);
  }
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}
