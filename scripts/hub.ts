// npm run hub: the organisers' server. SQLite in the data folder, or PostgreSQL where DATABASE_URL
// names one.
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { serveHub } from '../hub/serve.ts';
import { rootDir } from './build.ts';
import { CommandError, runCommand } from './command.ts';
import { readVersion } from './read-version.ts';

const usage = 'Use: npm run hub -- [--port N] [--data DIR] [--host ADDRESS]';
const say = (line: string) => console.error(line);

await runCommand(async (args) => {
  const stopped = untilStopped();
  const hub = await serveHub({ ...readOptions(args), version: readVersion(), tell: say });
  console.log(`hub ready at ${hub.url}`);
  await stopped;
  await hub.stop();
  process.exit(0);
});

function readOptions(args: string[]) {
  const values = parseValues(args);
  const port = Number(values.port);
  if (!/^\d{1,5}$/.test(values.port) || port > 65_535) throw new CommandError(usage);
  const from = process.env.JINGZHONG_CALLED_FROM ?? process.cwd();
  return {
    port,
    host: values.host,
    dataDir: values.data === undefined ? join(rootDir, 'hub-data') : resolve(from, values.data),
    databaseUrl: process.env.DATABASE_URL === '' ? undefined : process.env.DATABASE_URL,
  };
}

function parseValues(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        port: { type: 'string', default: '4720' },
        data: { type: 'string' },
        host: { type: 'string', default: '127.0.0.1' },
      },
    }).values;
  } catch {
    throw new CommandError(usage);
  }
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}
