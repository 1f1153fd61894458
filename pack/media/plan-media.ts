// What an edition plays, beside its pictures: films and recordings as they are, and captions in each
// of its languages, those in Traditional Chinese derived like every other text.
import type { Film } from '../../model/exhibition.ts';
import type { PresentedMedia } from '../present-chapters.ts';
import type { EditionSource } from '../read-source.ts';

export interface MediaPlan extends Omit<PresentedMedia, 'pictures'> {
  /** `file` of the source becomes `path` of the edition, byte for byte. */
  copies: { path: string; file: string }[];
  texts: { path: string; text: string }[];
}

/** Names every file and its address; writes nothing. */
export function planMedia(source: EditionSource, toHant: (hans: string) => string): MediaPlan {
  const plan: MediaPlan = { played: new Map(), captions: new Map(), copies: [], texts: [] };
  const copy = (file: string, chapter: string) => {
    // Two recordings may share a name in different folders; their folders tell them apart.
    const path = `media/${chapter}/${file.replaceAll('/', '-')}`;
    plan.copies.push({ path, file });
    plan.played.set(file, `/${path}`);
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
      const words = source.files.read(file).toString('utf8');
      plan.texts.push({ path, text: language === 'zh-Hant' ? toHant(words) : words });
      return { language, file: `/${path}` };
    });
    plan.captions.set(data.id, tracks);
  }
  return plan;
}
