// What an edition plays, copied beside its pictures: films, recordings, and captions in each of
// its languages, those in Traditional Chinese derived like every other text.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Film } from '../../model/exhibition.ts';
import type { PresentedMedia } from '../present-chapters.ts';
import type { EditionSource } from '../read-source.ts';

/** Copies into `stagingDir`, adds each path to `files`, and returns the addresses. */
export function layOutMedia(
  source: EditionSource,
  stagingDir: string,
  toHant: (hans: string) => string,
  files: string[],
): Omit<PresentedMedia, 'pictures'> {
  const played: PresentedMedia['played'] = new Map();
  const captions: PresentedMedia['captions'] = new Map();
  const place = (path: string) => {
    mkdirSync(dirname(join(stagingDir, path)), { recursive: true });
    files.push(path);
    return `/${path}`;
  };
  const copy = (file: string, chapter: string) => {
    // Two recordings may share a name in different folders; their folders tell them apart.
    const path = `media/${chapter}/${file.replaceAll('/', '-')}`;
    const address = place(path);
    copyFileSync(join(source.dir, file), join(stagingDir, path));
    played.set(file, address);
  };
  for (const { data } of source.chapters) {
    if (data.review.withdrawn) continue;
    if (data.kind === 'lecture') {
      const sounds = data.slides.flatMap(({ sound }) => (sound ? [sound['zh-Hans'], sound.en] : []));
      for (const file of new Set(sounds)) copy(file, data.id);
    }
    if (data.kind !== 'film') continue;
    copy(data.media.file, data.id);
    const tracks = (source.exhibition?.data.languages ?? []).map((language): Film['captions'][number] => {
      const file = data.captions[language === 'en' ? 'en' : 'zh-Hans'];
      const path = `media/${data.id}/captions.${language}.vtt`;
      const address = place(path);
      const words = readFileSync(join(source.dir, file), 'utf8');
      writeFileSync(join(stagingDir, path), language === 'zh-Hant' ? toHant(words) : words);
      return { language, file: address };
    });
    captions.set(data.id, tracks);
  }
  return { played, captions };
}
