// Packs on their way in: streamed into a file of the work folder, checked in a process of its own, kept,
// and the file is gone. How far one is stands in the store, so that any process of a hub can be asked.
import { open, rm, stat } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { Selectable } from 'kysely';
import {
  mostUploadBytes,
  uploadOutcomeSchema,
  type PackFinding,
  type Upload,
  type UploadOutcome,
} from '../../model/hub-desk.ts';
import { noteAudit, type Actor } from '../accounts/audit.ts';
import { makeId } from '../accounts/tokens.ts';
import { readDisk } from '../read-condition.ts';
import type { Store } from '../store/open-store.ts';
import type { CheckedPack } from './check-upload.ts';
import { readEditionKeys } from './edition-keys.ts';
import { dropLooseParts, keepPack } from './keep-pack.ts';
import type { UploadsTable } from './pack-tables.ts';
import type { RunCheck } from './run-check.ts';

/** Of this program's own, except in tests. */
export type UploadLimits = {
  mostBytes?: number;
  /** On the disk of the data folder. */
  findFreeBytes?(): number;
};

export type UploadDeps = {
  store: Store;
  /** A folder of this process. */
  workDir: string;
  version: string;
  runCheck: RunCheck;
  limits?: UploadLimits | undefined;
  /** Unix milliseconds. */
  now(): number;
  tell(line: string): void;
};

export type Received =
  | { kind: 'checking'; uploadId: string }
  | { kind: 'too-large' }
  /** The connection broke, or less came than was announced. */
  | { kind: 'cut-off' }
  | { kind: 'no-room' }
  /** Another one is under way at this process. */
  | { kind: 'busy' };

export type Uploads = ReturnType<typeof keepUploads>;

const writeEveryMs = 1_000;
const stillThereEveryMs = 5_000;
/** A check that said nothing for so long has lost its process. */
const lostAfterMs = 60_000;
const shownUploads = 20;
/** Left free beside a pack and its copy in the store: what kiosks send comes first. */
const spareBytes = 128 * 1024 ** 2;

export function keepUploads(deps: UploadDeps) {
  const { store, workDir, now, tell } = deps;
  const { mostBytes = mostUploadBytes, findFreeBytes = () => readDisk(workDir)?.freeBytes ?? Infinity } =
    deps.limits ?? {};
  /** Of a pack in the store; PostgreSQL's disk is its own. */
  const copiesHere = store.dialect === 'sqlite' ? 1 : 0;
  const hasRoomFor = (bytes: number) => bytes + spareBytes <= findFreeBytes();
  const stopping = new AbortController();
  let isBusy = false;
  /** Parts of a pack that could not be kept may be left in the store. */
  let isUntidy = false;
  let work: Promise<void> = Promise.resolve();

  return {
    /** Streams `request`'s body in, and begins to check it. */
    async receive(request: Request, by: Actor): Promise<Received> {
      const stated = Number(request.headers.get('Content-Length') ?? Number.NaN);
      if (stated > mostBytes) return { kind: 'too-large' };
      if (isBusy || stopping.signal.aborted) return { kind: 'busy' };
      if (!Number.isNaN(stated) && !hasRoomFor(stated * (1 + copiesHere))) return { kind: 'no-room' };
      isBusy = true;
      let received: Received | undefined;
      try {
        if (isUntidy) await tidyUploads(store, now());
        isUntidy = false;
        received = await take(request, stated, by);
        return received;
      } catch (error) {
        if (!isFull(error)) throw error;
        return { kind: 'no-room' };
      } finally {
        if (received?.kind !== 'checking') isBusy = false;
      }
    },

    list: async (): Promise<Upload[]> => {
      const rows = await store.db
        .selectFrom('uploads')
        .selectAll()
        .orderBy('begun_ms', 'desc')
        .limit(shownUploads)
        .execute();
      return rows.map((row) => toUpload(row, now()));
    },

    find: (uploadId: string): Promise<Upload | undefined> => findUpload(store, uploadId, now()),

    /** Resolves when nothing is being checked any more. */
    settled: () => work,

    async stop(): Promise<void> {
      stopping.abort();
      await work;
    },
  };

  /** `stated`: by the request's head; NaN where it does not say. The file's name is ours, never the sender's. */
  async function take(request: Request, stated: number, by: Actor): Promise<Received> {
    const uploadId = makeId('upload');
    const path = join(workDir, `${uploadId}.zip`);
    try {
      const written = await writeBody(request, path, mostBytes);
      const isWhole = written.kind === 'written' && (Number.isNaN(stated) || stated === written.sizeBytes);
      if (isWhole && hasRoomFor(written.sizeBytes * copiesHere)) {
        await begin(uploadId, written.sizeBytes, by);
        work = check(uploadId, path, by).finally(async () => {
          await rm(path, { force: true });
          isBusy = false;
        });
        return { kind: 'checking', uploadId };
      }
      await rm(path, { force: true });
      if (isWhole) return { kind: 'no-room' };
      return written.kind === 'written' ? { kind: 'cut-off' } : written;
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
  }

  async function begin(uploadId: string, sizeBytes: number, by: Actor): Promise<void> {
    const nowMs = now();
    await store.db
      .insertInto('uploads')
      .values({
        upload_id: uploadId,
        state: 'checking',
        size_bytes: sizeBytes,
        done_bytes: 0,
        total_bytes: sizeBytes,
        outcome: null,
        begun_ms: nowMs,
        changed_ms: nowMs,
        uploaded_by: by.name,
      })
      .execute();
  }

  async function check(uploadId: string, path: string, by: Actor): Promise<void> {
    const progress = watchProgress(uploadId);
    try {
      const policy = {
        keys: await readEditionKeys(store),
        today: new Date(now()).toISOString().slice(0, 10),
        version: deps.version,
      };
      const watch = { onProgress: progress.note, signal: stopping.signal };
      await settle(uploadId, path, await deps.runCheck({ path, policy }, watch), by);
    } catch (error) {
      isUntidy = true;
      if (!stopping.signal.aborted) tell(`upload: ${error instanceof Error ? error.message : String(error)}`);
      const outcome: UploadOutcome | null = isFull(error) ? { pack: null, findings: [noRoom] } : null;
      await write(uploadId, { state: 'failed', outcome: outcome && JSON.stringify(outcome) }).catch(
        (failed: unknown) => tell(`upload: ${String(failed)}`),
      );
    } finally {
      progress.stop();
    }
  }

  async function settle(uploadId: string, path: string, checked: CheckedPack, by: Actor): Promise<void> {
    const { pack, findings } = checked;
    if (!pack) {
      const outcome: UploadOutcome = { pack: null, findings };
      const codes = [...new Set(findings.map(({ code }) => code))].join(' ').slice(0, 400);
      await store.db.transaction().execute(async (transaction) => {
        await transaction
          .updateTable('uploads')
          .set({ state: 'refused', outcome: JSON.stringify(outcome), changed_ms: now() })
          .where('upload_id', '=', uploadId)
          .execute();
        await noteAudit(transaction, { by, act: 'pack-refused', about: uploadId, details: { codes } }, now());
      });
      return;
    }
    const { sha256, edition, title, manifest, panels, cases } = pack;
    const { size } = await stat(path);
    await keepPack(store, {
      pack: {
        sha256,
        edition,
        title,
        size_bytes: size,
        manifest,
        uploaded_ms: now(),
        uploaded_by: by.name,
      },
      bytes: createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>,
      by,
    });
    const outcome: UploadOutcome = { pack: { sha256, edition, title, panels, cases }, findings };
    await write(uploadId, { state: 'kept', outcome: JSON.stringify(outcome) });
  }

  async function write(uploadId: string, change: Partial<UploadsTable>): Promise<void> {
    await store.db
      .updateTable('uploads')
      .set({ ...change, changed_ms: now() })
      .where('upload_id', '=', uploadId)
      .execute();
  }

  function watchProgress(uploadId: string) {
    let told = { done_bytes: 0, total_bytes: 0 };
    let toldMs = performance.now();
    const tellStore = (change: Partial<UploadsTable>) => {
      toldMs = performance.now();
      write(uploadId, change).catch((error: unknown) => tell(`upload: ${String(error)}`));
    };
    const timer = setInterval(() => {
      if (performance.now() - toldMs >= stillThereEveryMs) tellStore({});
    }, stillThereEveryMs);
    timer.unref();
    return {
      note(done: number, total: number) {
        told = { done_bytes: done, total_bytes: total };
        if (performance.now() - toldMs >= writeEveryMs) tellStore(told);
      },
      stop: () => clearInterval(timer),
    };
  }
}

type Written = { kind: 'written'; sizeBytes: number } | { kind: 'too-large' | 'cut-off' | 'no-room' };

async function writeBody(request: Request, path: string, mostBytes: number): Promise<Written> {
  const file = await open(path, 'wx', 0o600);
  let sizeBytes = 0;
  try {
    const reader = request.body?.getReader();
    while (reader) {
      const piece = await reader.read().catch(() => undefined);
      if (piece === undefined) return { kind: 'cut-off' };
      if (piece.done) break;
      sizeBytes += piece.value.length;
      if (sizeBytes > mostBytes) {
        await reader.cancel().catch(() => undefined);
        return { kind: 'too-large' };
      }
      await file.writeFile(piece.value);
    }
    return { kind: 'written', sizeBytes };
  } catch (error) {
    if (!isFull(error)) throw error;
    return { kind: 'no-room' };
  } finally {
    await file.close();
  }
}

/** The file system's codes, SQLite's, and PostgreSQL's `disk_full`. */
const fullCodes: readonly unknown[] = ['ENOSPC', 'EDQUOT', 'SQLITE_FULL', '53100'];

function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && fullCodes.includes(error.code);
}

const noRoom: PackFinding = {
  severity: 'error',
  code: 'no-room',
  place: '',
  zh: '汇总站的磁盘空间不足，没有保存。请腾出空间，再重新上传。',
  en: 'There is not enough room on the hub’s disk; nothing was kept. Make room, then upload it again.',
};

async function findUpload({ db }: Store, uploadId: string, nowMs: number): Promise<Upload | undefined> {
  const row = await db.selectFrom('uploads').selectAll().where('upload_id', '=', uploadId).executeTakeFirst();
  return row && toUpload(row, nowMs);
}

function toUpload(row: Selectable<UploadsTable>, nowMs: number): Upload {
  const isLost = row.state === 'checking' && nowMs - row.changed_ms > lostAfterMs;
  return {
    uploadId: row.upload_id,
    state: isLost ? 'failed' : row.state,
    sizeBytes: row.size_bytes,
    doneBytes: row.done_bytes,
    totalBytes: row.total_bytes,
    begunMs: row.begun_ms,
    uploadedBy: row.uploaded_by,
    outcome: row.outcome === null ? null : uploadOutcomeSchema.parse(JSON.parse(row.outcome)),
  };
}

/** At the start, and after a failure: what a killed process was about is told as failed, and what it left goes. */
export async function tidyUploads(store: Store, nowMs: number): Promise<void> {
  // On SQLite no other process can be checking anything; on PostgreSQL one may.
  const lostBeforeMs = store.dialect === 'sqlite' ? Number.MAX_SAFE_INTEGER : nowMs - lostAfterMs;
  await store.db
    .updateTable('uploads')
    .set({ state: 'failed' })
    .where('state', '=', 'checking')
    .where('changed_ms', '<', lostBeforeMs)
    .execute();
  const running = await store.db
    .selectFrom('uploads')
    .select('upload_id')
    .where('state', '=', 'checking')
    .limit(1)
    .execute();
  if (running.length === 0) await dropLooseParts(store);
}
