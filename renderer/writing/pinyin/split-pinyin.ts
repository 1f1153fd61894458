// Where syllables may begin and end in what was typed: `xian` is one or two, `fangan` divides in
// two ways, `nihaom` ends in the middle of one, `zgr` is nothing but beginnings. All ways are
// kept; which is meant, the words decide.

/** One way to read the letters from a place: which syllables they may stand for. */
export interface Piece {
  /** The place after it. */
  end: number;
  /** Syllable ids. */
  ids: number[];
  /** What it costs to read the letters so, in −ln. */
  cost: number;
}

export interface Split {
  /** Pieces by the place where they begin; empty where none does. */
  pieces: Piece[][];
  /** How many of the letters can be read; what follows is no pinyin. */
  readable: number;
  length: number;
}

export interface Syllabary {
  syllables: string[];
  ids: Map<string, number>;
  /** Ids that a syllable may stand for as well (fuzzy.ts). */
  alternatives: number[][];
}

const longestSyllable = 6;
const fuzzyCost = 2.2;
const unfinishedCost = 2;
const initialCost = 1;

/** Spellings that other schools of pinyin teach; ü is typed v or u. */
const otherSpellings: Record<string, string> = {
  lue: 'lve',
  nue: 'nve',
  jv: 'ju',
  qv: 'qu',
  xv: 'xu',
  yv: 'yu',
};

/** Splits lower-case letters and `'`; a `'` always divides. */
export function splitPinyin(letters: string, syllabary: Syllabary): Split {
  const whole = findWhole(letters, syllabary);
  if (whole.reaches(letters.length)) return trim(whole, letters.length);
  // Only where whole syllables do not do, letters may stand for syllables that begin with them.
  const loose = findWhole(letters, syllabary, true);
  return trim(loose, loose.furthest());
}

function findWhole(letters: string, syllabary: Syllabary, withInitials = false) {
  const { length } = letters;
  const pieces: Piece[][] = Array.from({ length: length + 1 }, () => []);
  const reached = new Set([0]);
  for (let at = 0; at < length; at += 1) {
    if (!reached.has(at)) continue;
    const stop = letters.indexOf("'", at);
    const until = Math.min(at + longestSyllable, stop < 0 ? length : stop);
    if (until === at) {
      // A divider alone: nothing is read, the place moves on.
      pieces[at] = [{ end: at + 1, ids: [], cost: 0 }];
      reached.add(at + 1);
      continue;
    }
    const found: Piece[] = [];
    for (let end = at + 1; end <= until; end += 1) {
      const part = letters.slice(at, end);
      const next = letters.charAt(end) === "'" ? end + 1 : end;
      const id = syllabary.ids.get(otherSpellings[part] ?? part);
      if (id !== undefined) {
        found.push({ end: next, ids: [id], cost: 0 });
        const others = syllabary.alternatives[id] ?? [];
        if (others.length > 0) found.push({ end: next, ids: others, cost: fuzzyCost });
      }
      const isLast = next >= length;
      const isInitial = /^([bpmfdtnlgkhjqxrzcsyw]|[zcs]h)$/.test(part);
      if (isLast || (withInitials && isInitial)) {
        const ids = findBeginning(part, syllabary).filter((other) => other !== id);
        const cost = id === undefined && withInitials ? initialCost : unfinishedCost;
        if (ids.length > 0) found.push({ end: next, ids, cost });
      }
    }
    pieces[at] = found;
    for (const { end } of found) reached.add(end);
  }
  return { pieces, reaches: (place: number) => reached.has(place), furthest: () => Math.max(...reached) };
}

/** Drops the pieces from which the end cannot be reached. */
function trim({ pieces }: { pieces: Piece[][] }, readable: number): Split {
  const good = new Set([readable]);
  for (let at = readable - 1; at >= 0; at -= 1) {
    pieces[at] = (pieces[at] ?? []).filter(({ end }) => good.has(end));
    if (pieces[at]?.length) good.add(at);
  }
  return { pieces: pieces.slice(0, readable), readable, length: pieces.length - 1 };
}

function findBeginning(part: string, { syllables }: Syllabary): number[] {
  const ids: number[] = [];
  for (const [id, syllable] of syllables.entries()) if (syllable.startsWith(part)) ids.push(id);
  return ids;
}

/** The letters as the composing line shows them: divided by `'` where the first reading divides. */
export function showDivided(letters: string, ends: number[]): string {
  let shown = '';
  let from = 0;
  for (const end of [...ends, letters.length]) {
    const part = letters.slice(from, end).replaceAll("'", '');
    if (part !== '') shown += shown === '' ? part : `'${part}`;
    from = end;
  }
  return letters.endsWith("'") && shown !== '' ? `${shown}'` : shown;
}
