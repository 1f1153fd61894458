// Sounds that many speakers do not tell apart. With a pair on, either spelling finds both.

export const fuzzyPairs = ['zh-z', 'ch-c', 'sh-s', 'n-l', 'an-ang', 'en-eng', 'in-ing'] as const;
export type FuzzyPair = (typeof fuzzyPairs)[number];

/** For each syllable id the other ids that it may stand for under `pairs`. */
export function listAlternatives(syllables: string[], pairs: readonly FuzzyPair[]): number[][] {
  const groups = new Map<string, number[]>();
  for (const [id, syllable] of syllables.entries()) {
    const sound = flatten(syllable, pairs);
    const group = groups.get(sound);
    if (group) group.push(id);
    else groups.set(sound, [id]);
  }
  return syllables.map((syllable, id) =>
    (groups.get(flatten(syllable, pairs)) ?? []).filter((other) => other !== id),
  );
}

/** The syllable with every distinction removed that `pairs` does not make. */
export function flatten(syllable: string, pairs: readonly FuzzyPair[]): string {
  let sound = syllable;
  for (const pair of pairs) {
    switch (pair) {
      case 'zh-z':
      case 'ch-c':
      case 'sh-s':
        if (sound.startsWith(pair.slice(0, 2))) sound = pair.charAt(0) + sound.slice(2);
        break;
      case 'n-l':
        if (sound.startsWith('n') && sound !== 'n') sound = `l${sound.slice(1)}`;
        break;
      case 'an-ang':
      case 'en-eng':
      case 'in-ing':
        if (sound.endsWith(pair.slice(3))) sound = sound.slice(0, -1);
        break;
    }
  }
  return sound;
}
