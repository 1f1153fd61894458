// A small edition for tests, built as pack/ builds them: texts, pictures, and their manifest.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { languages } from '../../model/language.ts';

export type EditionParts = {
  id?: string;
  date?: string;
  timeZone?: string;
  idleLimitSeconds?: number;
  readerKey?: string;
  screening?: string[];
  /** Under media/, by path from there. */
  media?: Record<string, Uint8Array | string>;
};

/** Writes an edition into `dir`, which is made, and returns `dir`. */
export function makeEdition(dir: string, parts: EditionParts = {}): string {
  const { id = 'sample-2026-11-01-1', date = '2026-11-01', media = {} } = parts;
  const texts = languages.map((language) => {
    const exhibition = { edition: { id, number: 1, date }, language, languages, panels: [] };
    return [`exhibition.${language}.json`, JSON.stringify(exhibition)] as const;
  });
  const pictures = Object.entries(media).map(([path, bytes]) => [`media/${path}`, bytes] as const);
  const screening = [['screening.json', JSON.stringify(parts.screening ?? [])] as const];
  const files = [...texts, ...screening, ...pictures].map(([path, content]) => {
    const bytes = Buffer.from(content);
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), bytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { path, sizeBytes: bytes.length, sha256 };
  });
  const manifest = {
    format: 1,
    id,
    edition: { number: 1, date },
    title: '警钟',
    languages,
    timeZone: parts.timeZone ?? 'Asia/Shanghai',
    idleLimitSeconds: parts.idleLimitSeconds ?? 60,
    ...(parts.readerKey !== undefined && { readerKey: parts.readerKey }),
    files,
  };
  writeFileSync(join(dir, 'manifest.json'), JSON.stringify(manifest));
  return dir;
}
