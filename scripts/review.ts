// npm run review -- list|approve|decline|withdraw [ID] --data DIR [--by NAME]
// Decides which shared reflections hang on the wall: through the kiosk that runs on the data
// folder, or in its log where none is running.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { systemClock } from '../kiosk/clock.ts';
import { openStaffDesk } from '../kiosk/staff-desk.ts';
import { callKiosk, readAnswer, type Ask } from './call-kiosk.ts';
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

await runCommand(async (args) => {
  const { action, id, dataDir, by } = readOptions(args);
  const ask = await callKiosk(dataDir);
  if (ask) return decide(action, id, by, ask);
  const closed = openStaffDesk({ dataDir, clock: systemClock() });
  try {
    await decide(action, id, by, closed.fetch);
  } finally {
    closed.close();
  }
});

async function decide(action: Action, id: string, by: string, ask: Ask): Promise<void> {
  if (action === 'list') {
    const { reflections } = listSchema.parse(await readAnswer(await ask('/api/staff/reflections')));
    if (reflections.length === 0) console.log('No reflection has been shared yet.');
    for (const reflection of reflections) console.log(describe(reflection));
    return;
  }
  const answer = await ask('/api/staff/reviews', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ reflection: id, state: states[action], by }),
  });
  await readAnswer(answer);
  console.log(`${states[action]}: ${id}`);
}

function describe({ id, state, consent, form, marked, words }: z.infer<typeof reflectionSchema>): string {
  const content = words === undefined ? '(erased)' : form === 'ink' ? '(ink)' : JSON.stringify(words);
  const what = consent === 'private' ? 'private' : state;
  return `${id}  ${what}${marked ? '  look first' : ''}  ${content}`;
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
