// npm run content -- load|list|back|recall: the editions of a data folder, through the kiosk that runs on
// it, or in its folder where none is running.
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../kiosk/clock.ts';
import { openClosedDesk, type ClosedDesk } from '../../kiosk/editions/closed-desk.ts';
import type { EditionList } from '../../kiosk/editions/pack-desk.ts';
import { addToList, readSignedList, signRecallList } from '../../kiosk/editions/recalls.ts';
import type { EditionAnswer } from '../../kiosk/routes/editions.ts';
import type { EditionAction } from '../../model/staff-api.ts';
import { slug } from '../../model/edition-source.ts';
import { buildShippedEdition, rootDir } from '../build.ts';
import { callKiosk, readAnswer } from '../call-kiosk.ts';
import { CommandError } from '../command.ts';
import { readVersion } from '../read-version.ts';
import { readPrivateKey } from './pack-content.ts';
import { makeProgress, sayFindings } from './say-findings.ts';

export async function openDesk(dataDir: string): Promise<ClosedDesk> {
  if (!existsSync(dataDir) || !statSync(dataDir).isDirectory())
    throw new CommandError(`${dataDir} is no data folder of a kiosk. Give it with --data DIR.`);
  const say = (line: string) => console.error(line);
  const shippedDir = await buildShippedEdition(join(rootDir, 'content'), say);
  const closed = openClosedDesk({
    dataDir,
    shippedDir,
    version: readVersion(),
    clock: systemClock(),
    tell: say,
  });
  return { ...closed, act: async (action) => (await askRunning(dataDir, action)) ?? closed.act(action) };
}

/** Undefined where no kiosk runs on the folder. */
async function askRunning(dataDir: string, action: EditionAction): Promise<EditionAnswer | undefined> {
  const ask = await callKiosk(dataDir);
  if (!ask) return undefined;
  const answer = await ask('/api/staff/editions', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(action),
  });
  // The kiosk on this machine, which we have just called by its key.
  return (await readAnswer(answer)) as EditionAnswer;
}

export interface LoadOptions {
  allowsUnsigned: boolean;
  goBack: boolean;
}

/** 0 where the edition is shown, 1 where it was refused or the load was stopped. */
export async function loadPack(dataDir: string, path: string, options: LoadOptions): Promise<number> {
  if (!existsSync(path)) throw new CommandError(`${path} is not there. Give a pack folder or a pack's .zip.`);
  if (existsSync(join(path, 'exhibition.yaml')))
    throw new CommandError(
      `${path} is a content folder, not a pack. Make one with npm run content -- pack DIR --out FILE.zip.`,
    );
  const desk = await openDesk(dataDir);
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const outcome = await desk.stage(path, { ...options, signal: stop.signal, onProgress: makeProgress('loading') });
  if (outcome.kind === 'stopped') {
    console.log('Stopped; what is shown is as it was.');
    return 1;
  }
  sayFindings(outcome.summary.findings);
  if (outcome.kind === 'refused') {
    console.log('Refused; what is shown is as it was.');
    return 1;
  }
  sayEditions(await desk.act({ do: 'switch' }));
  return 0;
}

export function sayEditions({ editions, recalled }: EditionList): void {
  for (const edition of editions) {
    const from = edition.isShipped
      ? 'came with the program'
      : edition.signedBy
        ? `signed by ${edition.signedBy.label} (${edition.signedBy.fingerprint})`
        : 'unsigned';
    console.log(`${edition.role.padEnd(8)}  ${edition.id}  ${edition.title}  ${from}`);
  }
  if (recalled.length > 0) console.log(`recalled  ${recalled.join(', ')}`);
}

export interface RecallOptions {
  dataDir: string;
  keyFile?: string;
  outFile?: string;
}

/** `what`: a case's id, or a signed list that came on a stick. */
export async function recallCase(
  desk: ClosedDesk,
  what: string,
  { dataDir, keyFile, outFile, resolvePath }: RecallOptions & { resolvePath(path: string): string },
): Promise<number> {
  if (what.endsWith('.json')) return takeList(desk, resolvePath(what));
  const caseId = slug.safeParse(what);
  if (!caseId.success)
    throw new CommandError(`“${what}” is no case. Give the id of its file, such as envelope-cards.`);
  if (keyFile === undefined) {
    sayEditions(await desk.act({ do: 'recall', case: caseId.data }));
    console.log(`recalled on this kiosk: ${caseId.data}`);
    return 0;
  }
  const privateKey = readPrivateKey(keyFile);
  const list = addToList(readSignedList(dataDir), caseId.data, new Date().toISOString().slice(0, 10));
  const file = outFile ?? join(dataDir, 'recall-list.json');
  writeFileSync(file, `${JSON.stringify(signRecallList(list, privateKey), null, 1)}\n`);
  console.log(`signed recall list, version ${list.version}: ${file}   (copy it to the other kiosks' sticks)`);
  return takeList(desk, file);
}

async function takeList(desk: ClosedDesk, path: string): Promise<number> {
  if (!existsSync(path)) throw new CommandError(`${path} is not there. Give the recall list's file.`);
  const { taken, ...list } = await desk.act({ do: 'recall-list', path });
  sayEditions(list);
  switch (taken?.kind) {
    case 'taken':
      console.log(`taken: recall list, version ${taken.version}`);
      return 0;
    case 'older':
      console.log(`This kiosk has version ${taken.here} already; version ${taken.version} changes nothing.`);
      return 0;
    case 'untrusted':
      console.log(
        taken.trust.kind === 'unknown'
          ? `Refused: it is signed with a key that this kiosk does not know (${taken.trust.fingerprint}). Add the key with npm run content -- trust FILE.pub.json --data DIR.`
          : `Refused: the key “${taken.trust.key.label}” that signed it has ended. Ask the organisers for a list signed with their new key.`,
      );
      return 1;
    default:
      console.log('Refused: this is no recall list, or it was changed after it was signed. Ask for a fresh copy.');
      return 1;
  }
}
