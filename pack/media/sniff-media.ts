// What a file is by its first bytes, whatever its name says. A player would only fail in front of
// the visitor, and a picture of a billion pixels would take the kiosk's memory with it.

export interface SniffedPicture {
  kind: 'picture';
  widthPx: number;
  heightPx: number;
}
export type Sniffed = SniffedPicture | { kind: 'played' };

/** Undefined where `head`, the first 4 KiB of a file, is not what `ending` (`.webm`) promises. */
export function sniffMedia(ending: string, head: Buffer): Sniffed | undefined {
  return sniffers[ending]?.(head);
}

const played: Sniffed = { kind: 'played' };

const sniffers: Record<string, (head: Buffer) => Sniffed | undefined> = {
  '.webm': sniffWebm,
  '.mp4': sniffMp4,
  '.opus': (head) => (isOgg(head, ['OpusHead']) ? played : undefined),
  '.ogg': (head) => (isOgg(head, ['OpusHead', '\x01vorbis', '\x7fFLAC']) ? played : undefined),
  '.wav': (head) =>
    text(head, 0, 4) === 'RIFF' && text(head, 8, 12) === 'WAVE' && text(head, 12, 16) === 'fmt '
      ? played
      : undefined,
  '.mp3': (head) => {
    if (text(head, 0, 3) === 'ID3') return played;
    const [sync = 0, kind = 0, rate = 0] = head;
    const isFrame = sync === 0xff && (kind & 0xe0) === 0xe0 && (kind & 0x06) !== 0 && rate >> 4 !== 15;
    return isFrame ? played : undefined;
  },
  '.png': sniffPng,
  '.webp': sniffWebp,
  '.avif': sniffAvif,
};

function text(head: Buffer, from: number, to: number): string {
  return head.toString('latin1', from, to);
}

/** EBML with the document type `webm`, and a segment after it. */
function sniffWebm(head: Buffer): Sniffed | undefined {
  if (head.length < 12 || head.readUInt32BE(0) !== 0x1a45dfa3) return undefined;
  const size = readEbmlSize(head, 4);
  if (!size) return undefined;
  const end = size.at + size.value;
  let docType = '';
  let at = size.at;
  while (at + 3 < Math.min(end, head.length)) {
    // The header's elements have ids of one, two or (void, CRC) one byte.
    const idLength = (head[at] ?? 0) & 0x80 ? 1 : 2;
    const id = head.readUIntBE(at, idLength);
    const inner = readEbmlSize(head, at + idLength);
    if (!inner) return undefined;
    if (id === 0x4282) docType = text(head, inner.at, inner.at + inner.value).replaceAll('\0', '');
    at = inner.at + inner.value;
  }
  const hasSegment = end + 4 <= head.length && head.readUInt32BE(end) === 0x18538067;
  return docType === 'webm' && hasSegment ? played : undefined;
}

function readEbmlSize(head: Buffer, at: number): { value: number; at: number } | undefined {
  const first = head[at] ?? 0;
  const length = Math.clz32(first) - 23;
  if (first === 0 || at + length > head.length) return undefined;
  // The leading 1 says how long the number is and is no part of it.
  const value = Number(BigInt(`0x${head.toString('hex', at, at + length)}`) - (1n << BigInt(7 * length)));
  return { value, at: at + length };
}

/** An `ftyp` box of a brand that browsers play, followed by another whole box header. */
function sniffMp4(head: Buffer): Sniffed | undefined {
  if (head.length < 16 || text(head, 4, 8) !== 'ftyp') return undefined;
  // A picture's file is built the same way.
  if (/^(avi[fs]|hei[cx]|mif1|msf1)$/.test(text(head, 8, 12))) return undefined;
  const end = head.readUInt32BE(0);
  const brands = /^(isom|iso[2-9]|mp4[12]|avc1|dash|M4V |M4A |av01|hvc1)$/;
  const isPlayable = Array.from({ length: Math.max(0, (Math.min(end, 256) - 8) / 4) }, (_, index) =>
    text(head, 8 + index * 4, 12 + index * 4),
  ).some((brand) => brands.test(brand));
  const next = text(head, end + 4, end + 8);
  return isPlayable && /^(moov|mdat|free|skip|styp|sidx|uuid|wide|moof)$/.test(next) ? played : undefined;
}

/** The first page of an Ogg stream, beginning with a header of one of `codecs`. */
function isOgg(head: Buffer, codecs: string[]): boolean {
  if (head.length < 29 || text(head, 0, 4) !== 'OggS' || head[4] !== 0) return false;
  const start = 27 + (head[26] ?? 0);
  return codecs.some((codec) => text(head, start, start + codec.length) === codec);
}

function picture(widthPx: number, heightPx: number): Sniffed | undefined {
  return widthPx > 0 && heightPx > 0 ? { kind: 'picture', widthPx, heightPx } : undefined;
}

function sniffPng(head: Buffer): Sniffed | undefined {
  const isPng = head.length >= 33 && head.toString('hex', 0, 8) === '89504e470d0a1a0a';
  if (!isPng || text(head, 12, 16) !== 'IHDR') return undefined;
  return picture(head.readUInt32BE(16), head.readUInt32BE(20));
}

function sniffWebp(head: Buffer): Sniffed | undefined {
  if (head.length < 30 || text(head, 0, 4) !== 'RIFF' || text(head, 8, 12) !== 'WEBP') return undefined;
  switch (text(head, 12, 16)) {
    case 'VP8X':
      return picture(head.readUIntLE(24, 3) + 1, head.readUIntLE(27, 3) + 1);
    case 'VP8L': {
      const bits = head.readUInt32LE(21);
      return head[20] === 0x2f ? picture((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1) : undefined;
    }
    case 'VP8 ':
      return head.toString('hex', 23, 26) === '9d012a'
        ? picture(head.readUInt16LE(26) & 0x3fff, head.readUInt16LE(28) & 0x3fff)
        : undefined;
    default:
      return undefined;
  }
}

/** AVIF keeps its size in an `ispe` property among the first boxes. */
function sniffAvif(head: Buffer): Sniffed | undefined {
  if (head.length < 16 || text(head, 4, 8) !== 'ftyp' || !/^avi[fs]$/.test(text(head, 8, 12)))
    return undefined;
  const at = head.indexOf('ispe', 0, 'latin1');
  if (at === -1 || at + 16 > head.length) return undefined;
  return picture(head.readUInt32BE(at + 8), head.readUInt32BE(at + 12));
}
