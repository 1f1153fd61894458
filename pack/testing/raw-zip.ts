// A zip written byte by byte, so that tests can write what no honest program would.
import { crc32, deflateRawSync } from 'node:zlib';

export interface RawEntry {
  name: string | Buffer;
  data?: Buffer;
  /** What the file's own header says, where it shall lie. */
  localName?: string;
  flags?: number;
  isDeflated?: boolean;
  /** Type and rights of a Unix file. */
  unixMode?: number;
  crc?: number;
  uncompressedSize?: number;
  /** Begins where the entry of this index does: entries that share their bytes. */
  sharesWith?: number;
}

export function makeRawZip(entries: readonly RawEntry[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  const offsets: number[] = [];
  let at = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const data = entry.data ?? Buffer.from('x');
    const body = entry.isDeflated ? deflateRawSync(data) : data;
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(entry.flags ?? 0, 2);
    head.writeUInt16LE(entry.isDeflated ? 8 : 0, 4);
    head.writeUInt32LE(0x00210000, 6);
    head.writeUInt32LE(entry.crc ?? crc32(data), 10);
    head.writeUInt32LE(body.length, 14);
    head.writeUInt32LE(entry.uncompressedSize ?? data.length, 18);
    head.writeUInt16LE(name.length, 22);
    const localName = Buffer.from(entry.localName ?? name);
    const localHead = Buffer.from(head);
    localHead.writeUInt16LE(localName.length, 22);
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), localHead, localName, body]);
    const offset = entry.sharesWith === undefined ? at : (offsets[entry.sharesWith] ?? 0);
    offsets.push(offset);
    if (entry.sharesWith === undefined) {
      locals.push(local);
      at += local.length;
    }
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(((entry.unixMode ?? 0o100644) << 16) >>> 0, 6);
    tail.writeUInt32LE(offset, 10);
    centrals.push(Buffer.concat([Buffer.from('504b01021403', 'hex'), head, tail, name]));
  }
  const central = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, central, end]);
}
