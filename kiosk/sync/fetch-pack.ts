// An edition that organisers released to this kiosk: fetched piece by piece over whatever line there
// is, compared with its hash, loaded into a slot like one from a stick, and shown when nobody is there.
//
//   DIR/sync/wanted.json   which edition is wanted, and how far it has come
//   DIR/sync/HASH.part     what has been fetched of it
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../app-error.ts';
import type { PackDesk } from '../editions/pack-desk.ts';
import { spareBytes } from '../editions/spare-bytes.ts';
import { keepJson } from '../staff/keep-json.ts';
import { makeFolder } from '../../pack/make-folder.ts';
import type { HubClient, Miss } from './hub-client.ts';

const wantedSchema = z.strictObject({
  sha256: z.string(),
  sizeBytes: z.number(),
  edition: z.string(),
  /** `refused`: the check found something; the organisers release another one. */
  state: z.enum(['fetching', 'staged', 'refused']),
});
type Wanted = z.infer<typeof wantedSchema>;

export type PackFetcher = ReturnType<typeof keepPackFetcher>;
export type FetchStep =
  | { kind: 'nothing' }
  | { kind: 'staged' }
  | { kind: 'refused' }
  | { kind: 'busy' }
  /** On this kiosk's disk; it goes on by itself once there is some. */
  | { kind: 'no-room' }
  | Miss;

/** A line that brings nothing for so long is taken for cut. */
const stallMs = 30_000;

export type PackFetcherOptions = {
  dataDir: string;
  packDesk: Pick<PackDesk, 'list' | 'stage' | 'switchToStaged'> | undefined;
  findFreeBytes(): number;
  tell(line: string): void;
};

export function keepPackFetcher({ dataDir, packDesk, findFreeBytes, tell }: PackFetcherOptions) {
  const dir = join(dataDir, 'sync');
  const wanted = keepJson<Wanted | null>({
    path: join(dir, 'wanted.json'),
    schema: wantedSchema.nullable(),
    empty: null,
    tell,
  });
  const partOf = ({ sha256 }: Wanted) => join(dir, `${sha256}.part`);
  const packOf = ({ sha256 }: Wanted) => join(dir, `${sha256}.zip`);

  function drop(pack: Wanted): void {
    rmSync(partOf(pack), { force: true });
    rmSync(packOf(pack), { force: true });
  }

  /** The pack whose want of room was told; once is enough. */
  let roomless: string | undefined;
  function noRoom(pack: Wanted): { kind: 'no-room' } {
    if (roomless !== pack.sha256) tell(`There is no room for the edition ${pack.edition} from the hub.`);
    roomless = pack.sha256;
    return { kind: 'no-room' };
  }

  async function fetchRest(
    client: HubClient,
    pack: Wanted,
    stopping: AbortSignal,
  ): Promise<Miss | { kind: 'no-room' } | undefined> {
    const part = partOf(pack);
    const first = existsSync(part) ? statSync(part).size : 0;
    if (first === pack.sizeBytes) return undefined;
    // The rest of it and what it will be unpacked to: visits come first, and need the disk until then.
    if (findFreeBytes() < 2 * pack.sizeBytes - first + spareBytes) return noRoom(pack);
    const stalled = new AbortController();
    let timer = setTimeout(() => stalled.abort(), stallMs);
    const onPiece = () => {
      clearTimeout(timer);
      timer = setTimeout(() => stalled.abort(), stallMs);
    };
    try {
      const signal = AbortSignal.any([stalled.signal, stopping]);
      const response = await client.openPack(pack.sha256, first, signal);
      if (!(response instanceof Response)) return response;
      if (!isOfPack(response, pack, first)) {
        await response.body?.cancel();
        return { kind: 'no-hub' };
      }
      const end =
        response.status === 416 ? 'longer' : await writePieces(response, part, { pack, first, onPiece });
      if (end === 'whole') return undefined;
      if (end === 'cut') return { kind: 'offline', reason: 'the answer ended early', isTimeout: false };
      // There is more of it on one side than on the other: what was fetched is of something else.
      drop(pack);
      return { kind: 'no-hub' };
    } catch (error) {
      if (isFull(error)) return noRoom(pack);
      if (isDiskError(error)) tell(`The edition ${pack.edition} cannot be kept: ${String(error)}`);
      return { kind: 'offline', reason: String(error), isTimeout: stalled.signal.aborted };
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    /** The feed's newest release; what was fetched of another goes. */
    want(release: Pick<Wanted, 'sha256' | 'sizeBytes' | 'edition'>): void {
      const before = wanted.read();
      if (before?.sha256 === release.sha256) return;
      makeFolder(dir);
      wanted.write({ ...release, state: 'fetching' });
      if (before) drop(before);
    },

    /** Its hash, once it waits to be shown. */
    stagedHash: (): string | undefined => {
      const pack = wanted.read();
      return pack?.state === 'staged' ? pack.sha256 : undefined;
    },

    /** Brings the wanted edition a step further. Goes on where it was cut off. */
    async next(client: HubClient, stopping: AbortSignal): Promise<FetchStep> {
      const pack = wanted.read();
      if (!pack || !packDesk || pack.state !== 'fetching') return { kind: 'nothing' };
      if (packDesk.list().editions.some(({ role, id }) => role === 'current' && id === pack.edition)) {
        drop(pack);
        wanted.write(null);
        return { kind: 'nothing' };
      }
      if (!existsSync(packOf(pack))) {
        const miss = await fetchRest(client, pack, stopping);
        if (miss) return miss;
        if ((await hashFile(partOf(pack))) !== pack.sha256) {
          drop(pack);
          return { kind: 'no-hub' };
        }
        renameSync(partOf(pack), packOf(pack));
      }
      try {
        const outcome = await packDesk.stage(packOf(pack), { signal: stopping });
        if (outcome.kind === 'stopped') return { kind: 'busy' };
        if (outcome.kind === 'refused' && outcome.summary.findings.some(({ code }) => code === 'no-space'))
          return noRoom(pack);
        const state = outcome.kind === 'staged' ? 'staged' : 'refused';
        if (outcome.kind === 'refused') {
          const [finding] = outcome.summary.findings;
          tell(`The edition ${pack.edition} from the hub is not loaded: ${finding?.en ?? 'it is broken'}`);
        }
        wanted.write({ ...pack, state });
        drop(pack);
        return { kind: state };
      } catch (error) {
        // Staff are loading one from a stick just now.
        if (error instanceof AppError && error.code === 'editions-busy') return { kind: 'busy' };
        throw error;
      }
    },

    /** Shows what was fetched, if it still waits; called when nobody is at the screen. */
    async show(): Promise<void> {
      const pack = wanted.read();
      if (!pack || !packDesk || pack.state !== 'staged') return;
      const waits = packDesk.list().editions.some(({ role, id }) => role === 'staged' && id === pack.edition);
      // Staff have shown it, or dropped it, themselves.
      if (waits) await packDesk.switchToStaged();
      wanted.write(null);
    },
  };
}

/** Whether this is the hub's answer about this pack, and goes on where it was asked to. */
function isOfPack(response: Response, { sha256 }: Wanted, first: number): boolean {
  // Who packs it on the way calls the tag a weak one.
  if (response.headers.get('ETag')?.replace(/^W\//, '') !== `"${sha256}"`) return false;
  if (response.status !== 206) return response.status === 200 || response.status === 416;
  return response.headers.get('Content-Range')?.startsWith(`bytes ${first}-`) === true;
}

type Writing = { pack: Wanted; first: number; onPiece(): void };

/** `cut`: it ended before the pack does. `longer`: it goes on after its end. */
async function writePieces(
  response: Response,
  part: string,
  { pack, first, onPiece }: Writing,
): Promise<'whole' | 'cut' | 'longer'> {
  // The whole of it again, where the hub would not go on.
  const goesOn = response.status === 206;
  const file = await open(part, goesOn ? 'a' : 'w');
  try {
    let bytes = goesOn ? first : 0;
    for await (const piece of response.body ?? []) {
      onPiece();
      bytes += piece.length;
      if (bytes > pack.sizeBytes) return 'longer';
      // All of the piece: a disk that is nearly full takes a part of it and says nothing.
      await file.writeFile(piece);
    }
    await file.sync();
    return bytes < pack.sizeBytes ? 'cut' : 'whole';
  } finally {
    await file.close();
  }
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest('hex');
}

function isDiskError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && error.syscall === 'write';
}

function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}
