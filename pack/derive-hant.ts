// Traditional Chinese from Simplified, when an edition is built; never at the visitor's screen.
// overrides.yaml names the phrases that the dictionary would get wrong.
import { Converter, CustomConverter } from 'opencc-js';
import { z } from 'zod';

export const overridesSchema = z.array(z.strictObject({ hans: z.string().min(1), hant: z.string().min(1) }));
export type Overrides = z.infer<typeof overridesSchema>;

/** A function that derives zh-Hant; overrides win over the dictionary, longer ones over shorter. */
export function deriveHant(overrides: Overrides): (hans: string) => string {
  const dictionary = Converter({ from: 'cn', to: 'tw' });
  const convert = (hans: string) => quote(dictionary(hans));
  if (overrides.length === 0) return convert;
  // Marks stand in for overridden phrases while the dictionary works on the rest.
  const marks = overrides
    .toSorted((a, b) => b.hans.length - a.hans.length)
    .map((override, index) => ({ ...override, mark: String.fromCodePoint(0xf0000 + index) }));
  const mark = CustomConverter(marks.map(({ hans, mark: to }) => [hans, to]));
  const unmark = CustomConverter(marks.map(({ hant, mark: from }) => [from, hant]));
  return (hans) => unmark(convert(mark(hans)));
}

/** Traditional text quotes with corner brackets, standing or lying. */
function quote(text: string): string {
  return text.replaceAll('“', '「').replaceAll('”', '」').replaceAll('‘', '『').replaceAll('’', '』');
}
