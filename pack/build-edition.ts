// Builds an edition folder from its source: one JSON a language, pictures drawn ahead,
// and a manifest that names every file with its size and hash. The kiosk reads only this.
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import type { EditionManifest, Exhibition, Panel, Picture } from '../model/exhibition.ts';
import type { CaseSource, PanelSource, RuleTextSource } from '../model/edition-source.ts';
import type { SourceText } from '../model/language.ts';
import { audiences, type AspectId } from '../model/aspects.ts';
import { buildLexicon, readLexiconWords } from './build-lexicon.ts';
import { deriveHant } from './derive-hant.ts';
import { drawPicture } from './pictures/draw-picture.ts';
import { layOutMedia } from './media/lay-out-media.ts';
import { presentAudiences, presentPledge, presentPrompt } from './present-audiences.ts';
import { presentMonth, presentOutcome, presentRule, type WrittenLanguage } from './present-case.ts';
import { presentChapters, type PresentedMedia } from './present-chapters.ts';
import type { EditionSource } from './read-source.ts';

const lexiconPath = 'media/lexicon.json';

export interface BuildEditionOptions {
  source: EditionSource;
  outDir: string;
  /** Drawn pictures are kept here from one build to the next. */
  pictureCacheDir: string;
  onProgress(done: number, total: number, what: string): void;
}

/**
 * Builds `source`, which must have passed the check, into `outDir`, replacing what is there
 * in one rename. Returns the manifest.
 */
export async function buildEdition(options: BuildEditionOptions): Promise<EditionManifest> {
  const { source, outDir } = options;
  const exhibition = source.exhibition?.data;
  if (!exhibition) throw new Error('exhibition.yaml could not be read; run the check first');
  const stagingDir = `${outDir}.building`;
  rmSync(stagingDir, { recursive: true, force: true });
  mkdirSync(join(stagingDir, 'media'), { recursive: true });
  const files: string[] = [];
  const pictures = await layOutPictures(options, stagingDir, files);
  const toHant = deriveHant(source.overrides);
  const media = { pictures, ...layOutMedia(source, stagingDir, toHant, files) };
  writeScreening(source.screening, toHant, stagingDir, files);
  writeLexicon(source, toHant, stagingDir, files);
  for (const language of exhibition.languages) {
    const view = presentExhibition(source, media, language === 'en' ? 'en' : 'zh-Hans');
    const localised = language === 'zh-Hant' ? mapText(view, toHant) : view;
    const name = `exhibition.${language}.json`;
    writeFileSync(join(stagingDir, name), JSON.stringify({ ...localised, language } satisfies Exhibition));
    files.push(name);
  }
  const manifest: EditionManifest = {
    format: 1,
    id: `${exhibition.id}-${exhibition.edition.date}-${exhibition.edition.number}`,
    edition: exhibition.edition,
    title: exhibition.title['zh-Hans'],
    languages: exhibition.languages,
    timeZone: exhibition.timeZone,
    idleLimitSeconds: exhibition.idle.limitSeconds,
    ...(exhibition.readerKey !== undefined && { readerKey: exhibition.readerKey }),
    files: files.map((path) => describeFile(stagingDir, path)),
  };
  writeFileSync(join(stagingDir, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`);
  replaceFolder(stagingDir, outDir);
  return manifest;
}

async function layOutPictures(
  options: BuildEditionOptions,
  stagingDir: string,
  files: string[],
): Promise<Map<string, Omit<Picture, 'alt'>>> {
  const { source, pictureCacheDir, onProgress } = options;
  const names = [
    ...new Set([
      ...source.panels.map(({ data }) => data.picture.file),
      ...source.chapters.flatMap(({ data }) => {
        if (data.kind === 'lecture') return [];
        return [data.kind === 'film' ? data.media.poster.file : data.picture.file];
      }),
    ]),
  ];
  const pictures = new Map<string, Omit<Picture, 'alt'>>();
  for (const [index, name] of names.entries()) {
    onProgress(index, names.length, name);
    const drawn = await drawPicture(join(source.dir, name), pictureCacheDir);
    const folder = `media/${basename(name, '.svg')}`;
    mkdirSync(join(stagingDir, folder), { recursive: true });
    const place = (file: string) => {
      const path = `${folder}/${basename(file)}`;
      copyFileSync(file, join(stagingDir, path));
      files.push(path);
      return `/${path}`;
    };
    pictures.set(name, {
      flat: place(drawn.flat),
      small: place(drawn.small),
      sheets: drawn.sheets.map(place),
    });
  }
  onProgress(names.length, names.length, '');
  return pictures;
}

/** `media/lexicon.json`: this edition's own words, for the keyboard. */
function writeLexicon(
  source: EditionSource,
  toHant: (text: string) => string,
  stagingDir: string,
  files: string[],
): void {
  const listed = join(source.dir, 'lexicon.txt');
  const words = existsSync(listed) ? readLexiconWords(readFileSync(listed, 'utf8')) : [];
  writeFileSync(join(stagingDir, lexiconPath), JSON.stringify(buildLexicon(source, words, toHant)));
  files.push(lexiconPath);
}

/**
 * `screening.json`: the words that mark a reflection for review, in both scripts and in small
 * letters, for whoever reads reflections. It is beside the media, not in them: no screen shows it.
 */
function writeScreening(
  words: string[],
  toHant: (hans: string) => string,
  stagingDir: string,
  files: string[],
): void {
  const both = new Set(words.flatMap((word) => [word, toHant(word)]).map((word) => word.toLowerCase()));
  writeFileSync(join(stagingDir, 'screening.json'), JSON.stringify([...both]));
  files.push('screening.json');
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

function describeFile(dir: string, path: string): EditionManifest['files'][number] {
  const bytes = readFileSync(join(dir, path));
  return {
    path,
    sizeBytes: statSync(join(dir, path)).size,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}

function replaceFolder(from: string, to: string): void {
  const old = `${to}.old`;
  rmSync(old, { recursive: true, force: true });
  if (existsSync(to)) renameSync(to, old);
  renameSync(from, to);
  rmSync(old, { recursive: true, force: true });
}
