// What an edition is made of, worked out from its source before anything is written: texts in every
// language, files that are copied, pictures that are drawn. The builder writes it; a pack's check
// compares it with what the pack holds, so that what is shown is what was checked.
import { basename } from 'node:path';
import { audiences, type AspectId } from '../model/aspects.ts';
import type { CaseSource, PanelSource, RuleTextSource } from '../model/edition-source.ts';
import type { EditionManifest, Exhibition, Panel, Picture } from '../model/exhibition.ts';
import type { SourceText, Titles } from '../model/language.ts';
import { buildLexicon, readLexiconWords } from './build-lexicon.ts';
import { deriveHant } from './derive-hant.ts';
import { planMedia } from './media/plan-media.ts';
import { splitSheets } from './pictures/split-sheets.ts';
import { presentAudiences, presentPledge, presentPrompt } from './present-audiences.ts';
import { presentMonth, presentOutcome, presentRule, type WrittenLanguage } from './present-case.ts';
import { presentChapters, type PresentedMedia } from './present-chapters.ts';
import type { EditionSource } from './read-source.ts';

const lexiconPath = 'media/lexicon.json';

/** A paper-cut of the source and the pictures that are drawn from it. */
export interface PlannedPicture {
  file: string;
  svg: string;
  flat: string;
  small: string;
  sheets: string[];
}

export interface EditionPlan {
  /** The manifest, without its files. */
  head: Omit<EditionManifest, 'files'>;
  texts: { path: string; text: string }[];
  copies: { path: string; file: string }[];
  pictures: PlannedPicture[];
}

/** Plans `source`, which must have passed the check. */
export function planEdition(source: EditionSource): EditionPlan {
  const exhibition = source.exhibition?.data;
  if (!exhibition) throw new Error('exhibition.yaml could not be read; run the check first');
  const toHant = deriveHant(source.overrides);
  const pictures = planPictures(source);
  const { copies, texts, ...played } = planMedia(source, toHant);
  const media: PresentedMedia = {
    ...played,
    pictures: new Map(
      pictures.map(({ file, flat, small, sheets }) => [
        file,
        { flat: `/${flat}`, small: `/${small}`, sheets: sheets.map((path) => `/${path}`) },
      ]),
    ),
  };
  texts.push({ path: 'screening.json', text: JSON.stringify(listScreening(source.screening, toHant)) });
  const words = source.files.has('lexicon.txt')
    ? readLexiconWords(
        source.files
          .read('lexicon.txt')
          .toString('utf8')
          .replace(/^\uFEFF/, ''),
      )
    : [];
  texts.push({ path: lexiconPath, text: JSON.stringify(buildLexicon(source, words, toHant)) });
  const titles: Titles = {};
  for (const language of exhibition.languages) {
    const view = presentExhibition(source, media, language === 'en' ? 'en' : 'zh-Hans');
    const localised = language === 'zh-Hant' ? mapText(view, toHant) : view;
    titles[language] = localised.title;
    texts.push({
      path: `exhibition.${language}.json`,
      text: JSON.stringify({ ...localised, language } satisfies Exhibition),
    });
  }
  const head: EditionPlan['head'] = {
    format: 1,
    id: `${exhibition.id}-${exhibition.edition.date}-${exhibition.edition.number}`,
    edition: exhibition.edition,
    title: exhibition.title['zh-Hans'],
    titles,
    languages: exhibition.languages,
    timeZone: exhibition.timeZone,
    idleLimitSeconds: exhibition.idle.limitSeconds,
    ...(exhibition.readerKey !== undefined && { readerKey: exhibition.readerKey }),
  };
  return { head, texts, copies, pictures };
}

function planPictures(source: EditionSource): PlannedPicture[] {
  const names = new Set([
    ...source.panels.map(({ data }) => data.picture.file),
    ...source.chapters.flatMap(({ data }) => {
      if (data.kind === 'lecture') return [];
      return [data.kind === 'film' ? data.media.poster.file : data.picture.file];
    }),
  ]);
  return [...names].map((file) => {
    const svg = source.files.read(file).toString('utf8');
    const folder = `media/${basename(file, '.svg')}`;
    return {
      file,
      svg,
      flat: `${folder}/flat.webp`,
      small: `${folder}/small.webp`,
      sheets: splitSheets(svg).map((_, index) => `${folder}/sheet-${index}.webp`),
    };
  });
}

/**
 * The words that mark a reflection for review, in both scripts and in small letters, for whoever
 * reads reflections. They are beside the media, not in them: no screen shows them.
 */
function listScreening(words: string[], toHant: (hans: string) => string): string[] {
  return [...new Set(words.flatMap((word) => [word, toHant(word)]).map((word) => word.toLowerCase()))];
}

function presentExhibition(
  source: EditionSource,
  media: PresentedMedia,
  language: WrittenLanguage,
): Omit<Exhibition, 'language'> {
  const exhibition = source.exhibition?.data;
  if (!exhibition || !source.audiences)
    throw new Error('exhibition.yaml or audiences.yaml could not be read; run the check first');
  const ruleTexts = source.ruleTexts.map(({ data }) => data);
  const pledges = source.pledges.map(({ data }) => data);
  const prompts = source.prompts?.data ?? [];
  const ways = presentAudiences(
    source.audiences.data,
    new Map<AspectId, string[]>(exhibition.aspects.map((aspect) => [aspect.id, aspect.panels])),
    pledges,
    prompts,
    language,
  );
  const text = (value: SourceText) => value[language];
  const panels = new Map(source.panels.map(({ data }) => [data.id, data]));
  const cases = new Map(source.cases.map(({ data }) => [data.id, data]));
  const present = (id: string, number: number) => {
    const panel = panels.get(id);
    return panel ? [presentPanel(panel, number, cases, ruleTexts, media.pictures, language)] : [];
  };
  const order = exhibition.aspects.flatMap(({ panels: ids }) => ids);
  return {
    edition: {
      id: `${exhibition.id}-${exhibition.edition.date}-${exhibition.edition.number}`,
      ...exhibition.edition,
    },
    languages: exhibition.languages,
    title: text(exhibition.title),
    subtitle: text(exhibition.subtitle),
    publisher: text(exhibition.publisher),
    timeZone: exhibition.timeZone,
    idle: exhibition.idle,
    canSeal: exhibition.readerKey !== undefined,
    ...(exhibition.takeAway !== undefined && { takeAway: exhibition.takeAway }),
    lexicon: `/${lexiconPath}`,
    aspects: exhibition.aspects.map((aspect) => ({ ...aspect, title: text(aspect.title) })),
    panels: order.flatMap((id, index) => present(id, index + 1)),
    shortWalk: exhibition.shortWalk,
    audiences: ways,
    chapters: presentChapters(
      source.chapters.map(({ data }) => data),
      ruleTexts,
      media,
      language,
    ),
    pledges: pledges.map((pledge) => presentPledge(pledge, language)),
    prompts: prompts.map((prompt) => presentPrompt(prompt, language)),
  };
}

function presentPanel(
  panel: PanelSource,
  number: number,
  cases: Map<string, CaseSource>,
  ruleTexts: RuleTextSource[],
  pictures: Map<string, Omit<Picture, 'alt'>>,
  language: WrittenLanguage,
): Panel {
  const text = (value: SourceText) => value[language];
  const picture = pictures.get(panel.picture.file);
  if (!picture) throw new Error(`no picture ${panel.picture.file}`);
  const rule = (id: string, item?: number) => presentRule(ruleTexts, id, item, language);
  return {
    id: panel.id,
    aspect: panel.aspect,
    number,
    title: text(panel.title),
    warning: text(panel.warning),
    opening: text(panel.opening),
    picture: { ...picture, alt: text(panel.picture.alt) },
    rules: panel.rules.map((id) => rule(id)),
    cases: panel.cases.flatMap((id) => {
      const source = cases.get(id);
      if (!source || source.review.withdrawn) return [];
      return [
        {
          id,
          title: text(source.title),
          role: text(source.role),
          who: text(source.who),
          steps: source.steps.map((step, index) => ({
            number: index + 1,
            date: presentMonth(step.date, language),
            text: text(step.text),
            why: text(step.why),
            turnBack: step.turnBack === true,
          })),
          rules: source.cites.map((cite) => rule(cite.rule, cite.item)),
          outcome: presentOutcome(source.outcome, language),
          confession: text(source.confession),
          question: text(source.question),
          fictional: source.review.origin === 'fictional',
        },
      ];
    }),
    question: {
      ask: text(panel.question.ask),
      options: panel.question.options.map((option) => ({
        text: text(option.text),
        correct: option.correct === true,
      })),
      explain: text(panel.question.explain),
    },
    forYou: Object.fromEntries(
      audiences.map((audience) => [audience, text(panel.forYou[audience])]),
    ) as Panel['forYou'],
  };
}

/** Applies `change` to every text of a JSON value; ids, addresses and dates hold no Chinese. */
function mapText<Value>(value: Value, change: (text: string) => string): Value {
  return JSON.parse(JSON.stringify(value), (_key, inner: unknown) =>
    typeof inner === 'string' && /\p{Script=Han}/u.test(inner) ? change(inner) : inner,
  ) as Value;
}
