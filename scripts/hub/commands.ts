// What `npm run hub -- NAME` can do with a hub's store.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { hubItself } from '../../hub/accounts/audit.ts';
import { unlinkAccount } from '../../hub/accounts/openid/identities.ts';
import { AppError } from '../../hub/app-error.ts';
import { backUp } from '../../hub/commands/back-up.ts';
import { examine } from '../../hub/commands/doctor.ts';
import { seedDemo } from '../../hub/commands/seed-demo.ts';
import { restore } from '../../hub/commands/restore.ts';
import { rebuild } from '../../hub/count/rebuild.ts';
import { toBytes } from '../../hub/ingest/check-event.ts';
import { makeEnrolmentCode } from '../../hub/kiosks/enrol.ts';
import { eraseReflection } from '../../hub/reflections/erase.ts';
import { applyRetention } from '../../hub/reflections/retain.ts';
import { distrustKey, readKeyFile, trustKey } from '../../hub/packs/edition-keys.ts';
import { takeHubLock } from '../../hub/store/hub-lock.ts';
import { openBareStore, openStore, storePath, type Store } from '../../hub/store/open-store.ts';
import { loginSchema } from '../../model/hub-access.ts';
import type { PublicKey } from '../../model/pack.ts';
import { buildDashboard } from '../build.ts';
import { CommandError } from '../command.ts';
import { readVersion } from '../read-version.ts';

type Place = {
  dataDir: string;
  databaseUrl: string | undefined;
  nowMs: number;
  say(line: string): void;
};

export type HubCommand = {
  /** What comes after its name, for the usage line. */
  takes: string;
  /** Words that it takes; one more is a slip, such as a second file. Any number where it is not said. */
  mostWords?: number;
  /** Answers with an exit code, where it is not 0. */
  run(words: readonly string[], place: Place): Promise<number | void>;
};

export const hubCommands: Readonly<Record<string, HubCommand>> = {
  build: {
    takes: '',
    mostWords: 0,
    run: async (_words, { say }) => {
      await buildDashboard(say);
      say('The dashboard is built.');
    },
  },
  enrol: {
    takes: 'KIOSK-NAME',
    async run(words, place) {
      const kioskName = words.join(' ').trim();
      if (kioskName === '' || kioskName.length > 120)
        throw new CommandError('Say what the kiosk is to be called.');
      const wanted = { kioskName, by: hubItself, nowMs: place.nowMs, randomBytes };
      const made = await withStore(place, (store) => makeEnrolmentCode(store, wanted));
      const until = new Date(made.expiresMs).toISOString().slice(0, 10);
      console.log(`${made.code}`);
      place.say(`Type this code at the kiosk. It is for one kiosk, until ${until}.`);
    },
  },
  trust: {
    takes: 'FILE.pub.json',
    mostWords: 1,
    async run([given], place) {
      if (given === undefined)
        throw new CommandError('Say which public key: FILE.pub.json, as keygen writes it.');
      const key = readKey(fromCaller(given));
      const trusted = await withStore(place, (store) => trustKey(store, key, place.nowMs));
      console.log(`${trusted === 'known' ? 'trusted already' : 'trusted'}: ${key.label}`);
      console.log(`fingerprint: ${key.fingerprint}   (compare it with what the organisers read out)`);
    },
  },
  distrust: {
    takes: 'FINGERPRINT',
    async run(words, place) {
      const fingerprint = words.join(' ');
      if (fingerprint === '') throw new CommandError('Give the fingerprint of the key, as trust printed it.');
      const isKnown = await withStore(place, (store) => distrustKey(store, fingerprint, place.nowMs));
      if (!isKnown)
        throw new CommandError(
          'No key of this hub has this fingerprint. The dashboard lists them under editions.',
        );
      console.log('Not trusted any more. Editions that it signed stay; kiosks keep the keys that they know.');
    },
  },
  unlink: {
    takes: 'LOGIN',
    async run([text = ''], place) {
      const login = loginSchema.safeParse(text);
      if (!login.success) throw new CommandError('Say whose account: the name that they sign in by.');
      const wanted = { login: login.data, by: hubItself, nowMs: place.nowMs };
      if (!(await withStore(place, ({ db }) => unlinkAccount(db, wanted)))) {
        throw new CommandError(`No person of a sign-in service is linked to an account ${login.data}.`);
      }
      console.log(
        'Unlinked and signed out. The next sign-in through your organisation’s service links it anew.',
      );
    },
  },
  rebuild: {
    takes: '',
    mostWords: 0,
    async run(_words, place) {
      const lock = place.databaseUrl === undefined ? takeHubLock(place.dataDir) : undefined;
      try {
        const options = {
          workDir: place.databaseUrl === undefined ? place.dataDir : tmpdir(),
          onProgress: place.say,
        };
        const rebuilt = await withStore(place, (store) => rebuild(store, options));
        console.log(JSON.stringify({ ...rebuilt, equal: Object.keys(rebuilt.different).length === 0 }));
      } finally {
        lock?.release();
      }
    },
  },
  erase: {
    takes: 'REFLECTION-ID',
    mostWords: 1,
    async run([id = ''], place) {
      if (!/^[0-9a-f-]{36}$/i.test(id))
        throw new CommandError('Give the reflection’s id, as the export shows it.');
      const erasure = { eventId: toBytes(id), by: hubItself, nowMs: place.nowMs };
      if (!(await withStore(place, (store) => eraseReflection(store, erasure)))) {
        throw new CommandError(`No kiosk has told of a reflection ${id}.`);
      }
      console.log('Its words are gone from this hub, and from every kiosk once it has heard of it.');
    },
  },
  retain: {
    takes: 'DAYS',
    mostWords: 1,
    async run([text = ''], place) {
      const days = Number(text);
      if (!/^\d{1,5}$/.test(text) || days < 1) throw new CommandError('Give a number of days, such as 365.');
      const retention = { nowMs: place.nowMs, days, by: hubItself };
      const retained = await withStore(place, (store) => applyRetention(store, retention));
      console.log(JSON.stringify(retained));
    },
  },
  doctor: {
    takes: '',
    mostWords: 0,
    async run(_words, place) {
      const marks = { well: '✓', look: '!', bad: '✗' };
      const store = openBareStore(requireStore(place));
      try {
        const findings = await examine(store, place);
        for (const { about, verdict, words } of findings) console.log(`${marks[verdict]} ${about}: ${words}`);
        return findings.some(({ verdict }) => verdict === 'bad') ? 1 : 0;
      } finally {
        await store.close();
      }
    },
  },
  'seed-demo': {
    takes: '',
    mostWords: 0,
    async run(_words, place) {
      const seeded = await seedDemo({ ...place, version: readVersion(), random: Math.random });
      console.log(JSON.stringify(seeded));
      place.say('This hub is a demo from now on, and says so on every page.');
    },
  },
  backup: {
    takes: '[FILE]',
    mostWords: 1,
    async run([given], place) {
      const stamp = new Date(place.nowMs).toISOString().replace(/[:.]/g, '-');
      const ending = place.databaseUrl === undefined ? 'db' : 'dump';
      const file =
        given === undefined ? join(place.dataDir, 'backups', `hub-${stamp}.${ending}`) : fromCaller(given);
      refuseStore(place, file);
      await withStore(place, (store) => backUp(store, { ...place, file }));
      console.log(file);
    },
  },
  restore: {
    takes: 'FILE',
    mostWords: 1,
    async run([given], place) {
      if (given === undefined) throw new CommandError('Say which backup to restore.');
      const file = fromCaller(given);
      refuseStore(place, file);
      const aside = await restore({ ...place, file });
      if (aside !== undefined) place.say(`What was there before is ${aside}.`);
      console.log('Restored. Start the hub; kiosks send again what came after the backup.');
    },
  },
};

export const hubUsage = [
  'Use: npm run hub -- [--port N] [--data DIR] [--host ADDRESS] [--cert FILE --key FILE] [--trusted-proxy ADDRESS]…',
  ...Object.entries(hubCommands).map(([name, { takes }]) => `npm run hub -- ${name} ${takes} [--data DIR]`),
].join(', or ');

/** Answers with an exit code, where it is not 0. Throws CommandError or AppError with what to do instead. */
export async function runHubCommand(
  name: string,
  words: readonly string[],
  place: Place,
): Promise<number | void> {
  const command = Object.hasOwn(hubCommands, name) ? hubCommands[name] : undefined;
  if (!command) throw new CommandError(`There is no “${name}”. ${hubUsage}`);
  if (words.length > (command.mostWords ?? Infinity))
    throw new CommandError(`That is more than “${name}” takes: npm run hub -- ${name} ${command.takes}`);
  return command.run(words, place);
}

function readKey(path: string): PublicKey {
  const give = 'Give the .pub.json that npm run content -- keygen wrote.';
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new CommandError(`${path} cannot be read (${reason}). ${give}`);
  }
  const key = readKeyFile(text);
  if (key) return key;
  if (text.includes('PRIVATE KEY'))
    throw new CommandError(`${path} is a private key, which belongs to the organisers alone. ${give}`);
  throw new CommandError(`${path} is no public key. ${give}`);
}

/** A backup over the store that it is of, or from it, would leave nothing of either. */
function refuseStore({ dataDir, databaseUrl }: Place, file: string): void {
  if (databaseUrl !== undefined) return;
  const [given, store] = [file, storePath(dataDir)].map((path) => statSync(path, { throwIfNoEntry: false }));
  if (given && store && given.ino === store.ino && given.dev === store.dev)
    throw new CommandError(`${file} is the hub's own store. Give another file for the backup.`);
}

/** The store must be there already: a command makes no hub. */
async function withStore<Result>(place: Place, use: (store: Store) => Promise<Result>): Promise<Result> {
  const store = await openStore(requireStore(place));
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

function requireStore(place: Place): Place {
  const path = storePath(place.dataDir);
  if (place.databaseUrl === undefined && !existsSync(path)) throw new AppError('store-not-found', { path });
  return place;
}

/** npm changes the folder; paths are meant from where the command was typed. */
function fromCaller(path: string): string {
  return resolve(process.env.JINGZHONG_CALLED_FROM ?? process.cwd(), path);
}
