// Chapters, audiences, pledges and prompts as a screen receives them, in each language.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { audiences } from '../model/aspects.ts';
import { deriveHant } from './derive-hant.ts';
import { planMedia } from './media/plan-media.ts';
import { presentAudiences, presentPledge } from './present-audiences.ts';
import { presentChapters } from './present-chapters.ts';
import type { EditionSource } from './read-source.ts';
import { copyContent, type ContentCopy } from './testing/copy-content.ts';
import { writeFilm } from './testing/write-film.ts';

let content: ContentCopy;

beforeEach(() => {
  content = copyContent();
});

afterEach(() => {
  content.remove();
});

function present(source: EditionSource, language: 'zh-Hans' | 'en') {
  const media = planMedia(source, deriveHant(source.overrides));
  const drawn = { flat: '/f', small: '/s', sheets: [] };
  const pictures = new Map([
    ['pictures/plea.svg', drawn],
    ['pictures/courtyard.svg', drawn],
    ['pictures/knot.svg', drawn],
  ]);
  const chapters = presentChapters(
    source.chapters.map(({ data }) => data),
    source.ruleTexts.map(({ data }) => data),
    { pictures, ...media },
    language,
  );
  return { chapters, media };
}

test('film, lecture and hearing stand in this order; a withdrawn one is gone', () => {
  const kinds = () => present(content.read(), 'en').chapters.map(({ kind }) => kind);
  expect(kinds()).toEqual(['film', 'lecture', 'hearing']);
  content.change('chapters/lecture.yaml', 'withdrawn: false', 'withdrawn: true');
  expect(kinds()).toEqual(['film', 'hearing']);
});

test('a film has captions in every language of the edition, the Traditional ones derived', () => {
  writeFilm(content);
  const { chapters, media } = present(content.read(), 'zh-Hans');
  const film = chapters.find(({ kind }) => kind === 'film');
  expect(film).toMatchObject({
    video: '/media/film/film-film.webm',
    seconds: 10,
    captions: [
      { language: 'zh-Hans', file: '/media/film/captions.zh-Hans.vtt' },
      { language: 'zh-Hant', file: '/media/film/captions.zh-Hant.vtt' },
      { language: 'en', file: '/media/film/captions.en.vtt' },
    ],
  });
  const hant = media.texts.find(({ path }) => path === 'media/film/captions.zh-Hant.vtt');
  expect(hant?.text).toBe(
    'WEBVTT\n\n00:01.000 --> 00:04.000\n燈還亮著。\n\n00:04.000 --> 00:09.000\n門關上了。\n',
  );
  expect(media.copies).toEqual([{ path: 'media/film/film-film.webm', file: 'film/film.webm' }]);
  expect(media.texts).toHaveLength(3);
});

test('a recorded slide has the recording of its language', () => {
  content.write('sound/one-zh.opus', 'OggS');
  content.write('sound/one-en.opus', 'OggS');
  content.change(
    'chapters/lecture.yaml',
    '    panel: keys\n',
    '    panel: keys\n    sound: { zh-Hans: sound/one-zh.opus, en: sound/one-en.opus }\n',
  );
  const lecture = present(content.read(), 'en').chapters.find(({ kind }) => kind === 'lecture');
  expect(lecture).toMatchObject({
    slides: [{ number: 1, sound: '/media/lecture/sound-one-en.opus' }, {}, {}, {}, {}, {}, {}, {}, {}, {}],
  });
});

test('the judgment is made from the data that the law check proves', () => {
  const hearing = present(content.read(), 'zh-Hans').chapters.find(({ kind }) => kind === 'hearing');
  expect(hearing).toMatchObject({
    fictional: true,
    outcome: {
      discipline: ['开除党籍', '开除公职'],
      sentence: ['受贿罪', '有期徒刑三年二个月', '罚金二十万元'],
      recovered: ['二十六万八千元'],
    },
  });
});

test('each audience has all 21 boards, its path first, with its own prompts before the general ones', () => {
  const source = content.read();
  const aspects = source.exhibition?.data.aspects ?? [];
  if (!source.audiences || !source.prompts) throw new Error('the shipped exhibition has both');
  const pledges = source.pledges.map(({ data }) => data);
  const ways = presentAudiences(
    source.audiences.data,
    new Map(aspects.map(({ id, panels }) => [id, panels])),
    pledges,
    source.prompts.data,
    'en',
  );
  for (const audience of audiences) {
    const way = ways[audience];
    expect(way.order.slice(0, 3)).toEqual(way.path);
    expect(way.order.toSorted()).toEqual(aspects.flatMap(({ panels }) => panels).toSorted());
    expect(way.prompts.slice(1)).toEqual(['moved', 'step', 'home']);
  }
  expect(ways.families).toMatchObject({ together: true, pledge: 'families' });
  expect(Object.keys(ways.families.askEachOther)).toEqual(expect.arrayContaining(ways.families.path));
  expect(ways.offices).toMatchObject({ together: false, pledge: 'officials' });
  expect(pledges.map((pledge) => presentPledge(pledge, 'en').signatures)).toEqual([2, 1]);
});
