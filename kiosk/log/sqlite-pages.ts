// Finds rows in a damaged SQLite file by looking at every page for itself, without the tree
// that leads to it. Works for tables WITHOUT ROWID, whose rows lie in index pages.
// https://www.sqlite.org/fileformat2.html sections 1.6 (pages), 2.1 (records), 4 (WAL)
import type { FileHandle } from 'node:fs/promises';

export type SqliteValue = null | number | string | Uint8Array;

const indexInterior = 0x02;
const indexLeaf = 0x0a;
const databaseHeaderBytes = 100;
const walHeaderBytes = 32;
const walFrameHeaderBytes = 24;
/** A record is at most one event; more is a damaged length. */
const maxPayloadBytes = 1024 * 1024;

export type PageImage = { bytes: Buffer; isFirst: boolean };

/** Both files of one database, either of which may be missing or cut off. */
export type DamagedFiles = {
  pageBytes: number;
  /** Every page image there is: of the write-ahead log first, then of the database. */
  images(): AsyncGenerator<PageImage & { file: 'database' | 'wal'; at: number }>;
  readImage(file: 'database' | 'wal', at: number): Promise<PageImage | undefined>;
  /** The newest image of a page by its number, for the ends of long rows. */
  readPage(number: number): Promise<Buffer | undefined>;
};

export async function openDamagedFiles(
  database: FileHandle | undefined,
  wal: FileHandle | undefined,
): Promise<DamagedFiles> {
  const pageBytes = await findPageBytes(database, wal);
  const files = { database, wal };
  const newest = await mapNewestFrames(wal, pageBytes);

  async function readImage(file: 'database' | 'wal', at: number): Promise<PageImage | undefined> {
    const bytes = await readExactly(files[file], at, pageBytes);
    return bytes && { bytes, isFirst: bytes.toString('latin1', 0, 15) === 'SQLite format 3' };
  }

  async function* imagesOf(file: 'database' | 'wal') {
    const isWal = file === 'wal';
    const step = pageBytes + (isWal ? walFrameHeaderBytes : 0);
    const first = isWal ? walHeaderBytes + walFrameHeaderBytes : 0;
    for (let at = first; ; at += step) {
      const image = await readImage(file, at);
      if (!image) return;
      yield { ...image, file, at };
    }
  }

  return {
    pageBytes,
    async *images() {
      yield* imagesOf('wal');
      yield* imagesOf('database');
    },
    readImage,
    async readPage(number) {
      const frameAt = newest.get(number);
      if (frameAt !== undefined) return readExactly(wal, frameAt, pageBytes);
      return readExactly(database, (number - 1) * pageBytes, pageBytes);
    },
  };
}

async function findPageBytes(database: FileHandle | undefined, wal: FileHandle | undefined): Promise<number> {
  const header = await readExactly(database, 0, databaseHeaderBytes);
  const stated = header?.readUInt16BE(16) ?? 0;
  const walHeader = await readExactly(wal, 0, walHeaderBytes);
  const candidates = [stated === 1 ? 65_536 : stated, walHeader?.readUInt32BE(8) ?? 0];
  const isPageSize = (size: number) => size >= 512 && size <= 65_536 && (size & (size - 1)) === 0;
  return candidates.find(isPageSize) ?? 4096;
}

/** Page numbers to the place of their newest frame in the write-ahead log's present run. */
async function mapNewestFrames(wal: FileHandle | undefined, pageBytes: number) {
  const newest = new Map<number, number>();
  const salts = await readExactly(wal, 16, 8);
  if (!salts) return newest;
  for (let at = walHeaderBytes; ; at += walFrameHeaderBytes + pageBytes) {
    const header = await readExactly(wal, at, walFrameHeaderBytes);
    if (!header || !header.subarray(8, 16).equals(salts)) return newest;
    newest.set(header.readUInt32BE(0), at + walFrameHeaderBytes);
  }
}

async function readExactly(
  file: FileHandle | undefined,
  at: number,
  length: number,
): Promise<Buffer | undefined> {
  if (!file) return undefined;
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await file.read(bytes, 0, length, at);
  return bytesRead === length ? bytes : undefined;
}

/** Places of the cells of an index page; none if it is a page of another kind. */
export function findCells({ bytes, isFirst }: PageImage): number[] {
  const start = isFirst ? databaseHeaderBytes : 0;
  const kind = bytes[start];
  if (kind !== indexLeaf && kind !== indexInterior) return [];
  const pointers = start + (kind === indexLeaf ? 8 : 12);
  const count = bytes.readUInt16BE(start + 3);
  if (pointers + count * 2 > bytes.length) return [];
  const cells = Array.from({ length: count }, (_, index) => bytes.readUInt16BE(pointers + index * 2));
  const skipped = kind === indexInterior ? 4 : 0;
  return cells.map((cell) => cell + skipped).filter((cell) => cell < bytes.length);
}

/** The values of the record in a cell; undefined where it does not hang together. */
export async function readCell(
  { bytes }: PageImage,
  cell: number,
  files: DamagedFiles,
): Promise<SqliteValue[] | undefined> {
  try {
    const [payloadBytes, headerEnd] = readVarint(bytes, cell);
    if (payloadBytes < 1 || payloadBytes > maxPayloadBytes) return undefined;
    const localBytes = countLocalBytes(payloadBytes, bytes.length);
    const local = bytes.subarray(headerEnd, headerEnd + localBytes);
    if (local.length < localBytes) return undefined;
    if (localBytes === payloadBytes) return readRecord(local);
    const next = bytes.readUInt32BE(headerEnd + localBytes);
    const rest = await readOverflow(next, payloadBytes - localBytes, files);
    return rest && readRecord(Buffer.concat([local, rest]));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** How much of an index record lies in its own page (section 1.6, “X” and “M”). */
function countLocalBytes(payloadBytes: number, usableBytes: number): number {
  const most = Math.floor(((usableBytes - 12) * 64) / 255) - 23;
  const least = Math.floor(((usableBytes - 12) * 32) / 255) - 23;
  if (payloadBytes <= most) return payloadBytes;
  const even = least + ((payloadBytes - least) % (usableBytes - 4));
  return even <= most ? even : least;
}

async function readOverflow(first: number, wanted: number, files: DamagedFiles): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let missing = wanted;
  for (let number = first; missing > 0;) {
    const page = number > 0 ? await files.readPage(number) : undefined;
    if (!page) return undefined;
    const part = page.subarray(4, 4 + missing);
    parts.push(part);
    missing -= part.length;
    number = page.readUInt32BE(0);
  }
  return Buffer.concat(parts);
}

/** Section 2.1. Throws RangeError where a length leads out of the record. */
function readRecord(record: Buffer): SqliteValue[] | undefined {
  const [headerBytes, first] = readVarint(record, 0);
  const values: SqliteValue[] = [];
  let at = headerBytes;
  for (let place = first; place < headerBytes;) {
    const [type, next] = readVarint(record, place);
    const [value, length] = readValue(record, at, type);
    if (value === undefined) return undefined;
    values.push(value);
    at += length;
    place = next;
  }
  return at === record.length ? values : undefined;
}

const integerBytes = [0, 1, 2, 3, 4, 6, 8] as const;

function readValue(record: Buffer, at: number, type: number): [SqliteValue | undefined, number] {
  if (type === 0) return [null, 0];
  if (type === 7) return [record.readDoubleBE(at), 8];
  if (type === 8 || type === 9) return [type - 8, 0];
  if (type === 6) return [Number(record.readBigInt64BE(at)), 8];
  const length = integerBytes[type];
  if (length !== undefined) return [record.readIntBE(at, length), length];
  if (type < 12) return [undefined, 0];
  const size = (type - (type % 2 === 0 ? 12 : 13)) / 2;
  if (at + size > record.length) throw new RangeError('value beyond the record');
  return [type % 2 === 0 ? record.subarray(at, at + size) : record.toString('utf8', at, at + size), size];
}

/** A big-endian varint and the place behind it. */
function readVarint(bytes: Buffer, at: number): [number, number] {
  let value = 0;
  for (let index = 0; index < 8; index += 1) {
    const byte = bytes.readUInt8(at + index);
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return [value, at + index + 1];
  }
  return [value * 256 + bytes.readUInt8(at + 8), at + 9];
}
