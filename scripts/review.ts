// npm run review -- list|approve|decline|withdraw [ID] --data DIR [--by NAME]
// Decides which shared reflections hang on the wall: through the kiosk that runs on the data
// folder, or in its log where none is running.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { systemClock } from '../kiosk/clock.ts';
import { openStaffDesk } from '../kiosk/staff-desk.ts';
import { findRunningKiosk } from '../kiosk/staff-key.ts';
import { CommandError, runCommand } from './command.ts';

const usage =
  'Use: npm run review -- list --data DIR, or npm run review -- approve|decline|withdraw ID --data DIR [--by NAME]. The list shows each ID.';
const states = { approve: 'approved', decline: 'declined', withdraw: 'withdrawn' } as const;

const reflectionSchema = z.object({
  id: z.string(),
  state: z.string(),
  consent: z.string(),
  form: z.string(),
  marked: z.boolean(),
  words: z.string().optional(),
});
const listSchema = z.object({ reflections: z.array(reflectionSchema) });
const refusalSchema = z.object({ error: z.object({ sentence: z.record(z.string(), z.string()) }) });

await runCommand(async (args) => {
  const { action, id, dataDir, by } = readOptions(args);
  const desk = findRunningKiosk(dataDir);
  if (desk && (await isAnswering(desk.url))) {
    await decide(action, id, by, (path, init) =>
      fetch(new URL(path, desk.url), {
        ...init,
        headers: { ...init?.headers, Authorization: `Bearer ${desk.key}` },
      }),
    );
    return;
  }
  const closed = openStaffDesk({ dataDir, clock: systemClock() });
  try {
    await decide(action, id, by, closed.fetch);
  } finally {
    closed.close();
  }
});

type Ask = (path: string, init?: RequestInit) => Promise<Response>;

async function decide(action: Action, id: string, by: string, ask: Ask): Promise<void> {
  if (action === 'list') {
    const { reflections } = listSchema.parse(await read(await ask('/api/staff/reflections')));
    if (reflections.length === 0) console.log('No reflection has been shared yet.');
    for (const reflection of reflections) console.log(describe(reflection));
    return;
  }
  const answer = await ask('/api/staff/reviews', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ reflection: id, state: states[action], by }),
  });
  await read(answer);
  console.log(`${states[action]}: ${id}`);
}

function describe({ id, state, consent, form, marked, words }: z.infer<typeof reflectionSchema>): string {
  const content = words === undefined ? '(erased)' : form === 'ink' ? '(ink)' : JSON.stringify(words);
  const what = consent === 'private' ? 'private' : state;
  return `${id}  ${what}${marked ? '  look first' : ''}  ${content}`;
}

async function read(answer: Response): Promise<unknown> {
  const value: unknown = await answer.json();
  if (answer.ok) return value;
  const refusal = refusalSchema.safeParse(value);
  throw new CommandError(refusal.data?.error.sentence.en ?? `The kiosk answered ${answer.status}.`);
}

async function isAnswering(url: string): Promise<boolean> {
  try {
    return (await fetch(new URL('/api/health', url), { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}

type Action = 'list' | keyof typeof states;

function readOptions(args: string[]) {
  const { values, positionals } = parse(args);
  const [action, id = '', ...more] = positionals;
  const isAction = (name: string | undefined): name is Action =>
    name === 'list' || (name !== undefined && Object.hasOwn(states, name));
  if (!isAction(action) || more.length > 0 || (action === 'list') !== (id === '') || !values.data) {
    throw new CommandError(usage);
  }
  const dataDir = resolve(process.env.JINGZHONG_CALLED_FROM ?? process.cwd(), values.data);
  return { action, id, dataDir, by: values.by };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { data: { type: 'string' }, by: { type: 'string', default: 'staff' } },
    });
  } catch {
    throw new CommandError(usage);
  }
}
