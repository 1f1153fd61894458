// Divides running Chinese text into words of the dictionary: the division whose words are
// likeliest, each counted alone.

export interface KnownWord {
  text: string;
  /** −ln of its chance. */
  cost: number;
}

const longestWord = 8;
const unknownCost = 20;

/** Words of a stretch of Han characters, in order; characters that no word has stand alone. */
export function segmentText<Word extends KnownWord>(
  text: string,
  words: ReadonlyMap<string, Word>,
): (Word | undefined)[] {
  const best: { cost: number; from: number; word: Word | undefined }[] = [
    { cost: 0, from: 0, word: undefined },
  ];
  for (let end = 1; end <= text.length; end += 1) {
    let found = { cost: Number.POSITIVE_INFINITY, from: end - 1, word: undefined as Word | undefined };
    for (let from = Math.max(0, end - longestWord); from < end; from += 1) {
      const word = words.get(text.slice(from, end));
      if (!word && end - from > 1) continue;
      const cost = (best[from]?.cost ?? 0) + (word?.cost ?? unknownCost);
      if (cost < found.cost) found = { cost, from, word };
    }
    best.push(found);
  }
  const divided: (Word | undefined)[] = [];
  for (let end = text.length; end > 0; end = best[end]?.from ?? 0) divided.unshift(best[end]?.word);
  return divided;
}
