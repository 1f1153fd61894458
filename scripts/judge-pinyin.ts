// Judges the pinyin keyboard on the sentences that it may be tuned on, and shows what it misses:
// dictionary/development-sentences.json, which shares nothing with those of the bench.
import { openShippedEngine, judgeSentences, type Sentences } from './bench/judge-sentences.ts';
import { buildDictionary } from './build-dictionary.ts';
import { runCommand } from './command.ts';
import sentences from './dictionary/development-sentences.json' with { type: 'json' };

await runCommand(async () => {
  const { engine } = openShippedEngine(await buildDictionary((line) => console.error(line)));
  const { everyday, exhibition }: Sentences = sentences;
  const judged = judgeSentences(engine, [...everyday, ...exhibition]);
  for (const { sentence, isWhole, isPartial, offered } of judged) {
    if (!isWhole) console.log(`${isPartial ? ' ' : '!'} ${sentence.text} | ${offered.join(' ')}`);
  }
  const count = (of: 'isFirst' | 'isWhole' | 'isPartial') => judged.filter((each) => each[of]).length;
  console.log(
    `of ${judged.length}: ${count('isFirst')} first, ${count('isWhole')} whole, ${count('isPartial')} with one partial commit`,
  );
});
