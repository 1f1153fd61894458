// The words of an edition for the keyboard: those its editors list, its titles, and what its
// texts say again and again. Visitors who write about the exhibition find its words first.
import { isSyllable, readAloud } from './pinyin/read-aloud.ts';
import type { EditionSource } from './read-source.ts';

/** One word as the keyboard takes it. */
export interface LexiconWord {
  word: string;
  /** Syllables without tones, divided by spaces: `yi an wei jian`. */
  reading: string;
  /** The Traditional form, where it is another. */
  hant?: string;
}

const longestWord = 8;
const mostFound = 150;
/** A stretch must be said this often, and stick together this much (ln), to be taken for a word. */
const leastOften = 4;
const leastCohesion = 4;
/** A word neither begins nor ends with one of these: particles, pronouns, numbers and measures. */
const particles = new Set(
  '的了着过地得们是在不没也就都又还才很再只把被给让从到向对和与跟或而但因这那哪他她它我你您谁一二三两四五六七八九十几多每各第之以为于将要能会可上下里中后前有来去说个块件句张条页户千百万某',
);

/** A word a line; `#` begins a remark. What is no Han word of 2 to 8 characters is left out. */
export function readLexiconWords(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim())
    .filter((line) => /^\p{Script=Han}{2,8}$/u.test(line));
}

/**
 * The lexicon of an edition: `listed` words, every title, and what the texts repeat. `toHant`
 * derives the Traditional form. Each word once, in that order.
 */
export function buildLexicon(
  source: EditionSource,
  listed: readonly string[],
  toHant: (hans: string) => string,
): LexiconWord[] {
  const exhibition = source.exhibition?.data;
  const titles = [
    exhibition?.title,
    exhibition?.subtitle,
    ...(exhibition?.aspects.map(({ title }) => title) ?? []),
    ...source.panels.map(({ data }) => data.title),
    ...source.cases.map(({ data }) => data.title),
  ].flatMap((title) => (title ? splitClauses(title['zh-Hans']) : []));
  const words = new Set([...listed, ...titles, ...findRepeated(listHansTexts(source))]);
  return [...words].flatMap((word) => {
    const [reading] = readAloud(word);
    if (word.length < 2 || word.length > longestWord || !reading?.every(isSyllable)) return [];
    const hant = toHant(word);
    return [{ word, reading: reading.join(' '), ...(hant === word ? {} : { hant }) }];
  });
}

/** Every Simplified text of an edition's source. */
export function listHansTexts(source: EditionSource): string[] {
  const texts: string[] = [];
  collectHans(
    [source.exhibition ?? [], source.panels, source.cases, source.ruleTexts].flat().map(({ data }) => data),
    texts,
  );
  return texts;
}

function collectHans(value: unknown, texts: string[]): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'zh-Hans' && typeof inner === 'string') texts.push(inner);
    else collectHans(inner, texts);
  }
}

function splitClauses(text: string): string[] {
  return text.split(/[^\p{Script=Han}]+/u).filter((clause) => clause !== '');
}

/** Stretches of 2 to 4 characters that stand together far more often than by chance. */
function findRepeated(texts: string[]): string[] {
  const counts = new Map<string, number>();
  let total = 0;
  for (const clause of texts.flatMap(splitClauses)) {
    total += clause.length;
    for (let from = 0; from < clause.length; from += 1) {
      for (let to = from + 1; to <= Math.min(from + 4, clause.length); to += 1) {
        const part = clause.slice(from, to);
        counts.set(part, (counts.get(part) ?? 0) + 1);
      }
    }
  }
  const chance = (part: string) => (counts.get(part) ?? 0) / total;
  const isWord = (part: string, count: number) =>
    part.length > 1 &&
    count >= leastOften &&
    !particles.has(part.charAt(0)) &&
    !particles.has(part.charAt(part.length - 1)) &&
    Array.from({ length: part.length - 1 }, (_, cut) =>
      Math.log(chance(part) / (chance(part.slice(0, cut + 1)) * chance(part.slice(cut + 1)))),
    ).every((cohesion) => cohesion >= leastCohesion);
  return [...counts]
    .filter(([part, count]) => isWord(part, count))
    .sort(([a, often], [b, other]) => other - often || (a < b ? -1 : 1))
    .map(([part]) => part)
    .filter((part, _, all) => !all.some((longer) => isPartOf(part, longer, counts)))
    .slice(0, mostFound);
}

/** Whether `part` hardly ever stands outside `longer`: 事主 of 人事主任. */
function isPartOf(part: string, longer: string, counts: Map<string, number>): boolean {
  const inside = longer.length > part.length && longer.includes(part);
  return inside && (counts.get(longer) ?? 0) > (counts.get(part) ?? 0) * 0.7;
}
