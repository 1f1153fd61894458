// npm run content -- VERB …: what editors and staff do with the exhibition's content. Each verb has a
// file in content/; this one reads what was asked for.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CommandError, runCommand } from './command.ts';
import { checkContent } from './content/check-content.ts';

const say = 'Use: npm run content --';

type Values = ReturnType<typeof readArguments>['values'];
type Verb = {
  /** What follows `npm run content -- VERB`. */
  usage: string;
  /** How many words follow the verb. */
  words: 0 | 1;
  needs: (keyof Values)[];
  takes: (keyof Values)[];
  run(word: string, values: Values): Promise<number | void>;
};

const verbs: Record<string, Verb> = {
  check: {
    usage: 'PATH [--json]',
    words: 1,
    needs: [],
    takes: ['json'],
    run: (path, { json }) => checkContent(place(path), { asJson: json ?? false }),
  },
  new: {
    usage: 'DIR',
    words: 1,
    needs: [],
    takes: [],
    run: async (dir) => (await import('./content/new-edition.ts')).newEdition(place(dir)),
  },
  pack: {
    usage: 'DIR --out FILE.zip [--key FILE]',
    words: 1,
    needs: ['out'],
    takes: ['key'],
    async run(dir, { out = '', key }) {
      const { packContent } = await import('./content/pack-content.ts');
      return packContent(place(dir), {
        outFile: place(out),
        ...(key !== undefined && { keyFile: place(key) }),
      });
    },
  },
  keygen: {
    usage: 'FILE [--label TEXT] [--until DAY]',
    words: 1,
    needs: [],
    takes: ['label', 'until'],
    async run(file, { label, until }) {
      const { makeKey } = await import('./content/make-key.ts');
      makeKey(place(file), { ...(label !== undefined && { label }), ...(until !== undefined && { until }) });
    },
  },
  trust: {
    usage: 'FILE.pub.json --data DIR [--until DAY]',
    words: 1,
    needs: ['data'],
    takes: ['until'],
    async run(file, { data = '', until }) {
      const { trustPublicKey } = await import('./content/make-key.ts');
      trustPublicKey(place(file), { dataDir: place(data), ...(until !== undefined && { until }) });
    },
  },
  load: {
    usage: 'PATH --data DIR [--allow-unsigned] [--go-back]',
    words: 1,
    needs: ['data'],
    takes: ['allow-unsigned', 'go-back'],
    async run(path, { data = '', ...values }) {
      const { loadPack } = await import('./content/load-editions.ts');
      const options = {
        allowsUnsigned: values['allow-unsigned'] ?? false,
        goBack: values['go-back'] ?? false,
      };
      return loadPack(place(data), place(path), options);
    },
  },
  list: {
    usage: '--data DIR [--json]',
    words: 0,
    needs: ['data'],
    takes: ['json'],
    async run(_word, { data = '', json = false }) {
      const { openDesk, sayEditions } = await import('./content/load-editions.ts');
      const list = (await openDesk(place(data))).list();
      if (json) console.log(JSON.stringify(list, null, 1));
      else sayEditions(list);
    },
  },
  back: {
    usage: '--data DIR',
    words: 0,
    needs: ['data'],
    takes: [],
    async run(_word, { data = '' }) {
      const { openDesk, sayEditions } = await import('./content/load-editions.ts');
      sayEditions(await (await openDesk(place(data))).act({ do: 'back' }));
    },
  },
  recall: {
    usage: 'CASE|LIST.json --data DIR [--key FILE] [--out FILE]',
    words: 1,
    needs: ['data'],
    takes: ['key', 'out'],
    async run(what, { data = '', key, out }) {
      const { openDesk, recallCase } = await import('./content/load-editions.ts');
      const dataDir = place(data);
      return recallCase(await openDesk(dataDir), what, {
        dataDir,
        ...(key !== undefined && { keyFile: place(key) }),
        ...(out !== undefined && { outFile: place(out) }),
        resolvePath: place,
      });
    },
  },
  recovery: {
    usage: 'KIOSK-ID --challenge WORD --key FILE --out FILE',
    words: 1,
    needs: ['challenge', 'key', 'out'],
    takes: [],
    async run(kioskId, { challenge = '', key = '', out = '' }) {
      const { writeRecovery } = await import('./content/write-recovery.ts');
      writeRecovery({ kioskId, challenge, keyFile: place(key), outFile: place(out) });
    },
  },
  schema: {
    usage: '',
    words: 0,
    needs: [],
    takes: [],
    run: async () => (await import('./content/write-schemas.ts')).writeSchemas(),
  },
};

await runCommand(async (args) => {
  const [name = ''] = args;
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  if (!verb) throw new CommandError(`${say} VERB, where VERB is one of ${Object.keys(verbs).join(', ')}.`);
  const usage = `${say} ${name} ${verb.usage}`.trim();
  const { values, positionals } = readArguments(args, usage);
  const [, word = '', ...more] = positionals;
  // Every option is one of these keys.
  const given = Object.keys(values) as (keyof Values)[];
  const isStray = given.some((key) => !verb.needs.includes(key) && !verb.takes.includes(key));
  const isMissing = verb.needs.some((key) => values[key] === undefined);
  if (more.length > 0 || (verb.words === 1) !== (word !== '') || isStray || isMissing)
    throw new CommandError(usage);
  return verb.run(word, values);
});

function readArguments(args: string[], usage: string) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: flag,
        out: text,
        key: text,
        data: text,
        label: text,
        until: text,
        challenge: text,
        'allow-unsigned': flag,
        'go-back': flag,
      },
    });
  } catch {
    throw new CommandError(usage);
  }
}

/** Paths are meant from where the command was called. */
function place(path: string): string {
  return resolve(process.env.JINGZHONG_CALLED_FROM ?? '.', path);
}
