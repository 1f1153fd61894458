// How much text each place on the screen holds, in characters (zh) and letters (en), measured
// at the largest text size by tests/text-budgets.test.ts. The check needs no browser.
import type { SourceText } from './language.ts';

export interface Budget {
  zh: number;
  en: number;
}

export const textBudgets = {
  'panel.title': { zh: 7, en: 28 },
  'panel.warning': { zh: 40, en: 120 },
  'panel.opening': { zh: 110, en: 330 },
  'panel.ask': { zh: 50, en: 140 },
  'panel.option': { zh: 24, en: 80 },
  'panel.explain': { zh: 90, en: 260 },
  'panel.forYou': { zh: 42, en: 130 },
  'case.title': { zh: 8, en: 34 },
  'case.role': { zh: 16, en: 44 },
  'case.who': { zh: 30, en: 90 },
  'case.step': { zh: 46, en: 160 },
  'case.why': { zh: 46, en: 160 },
  'case.confession': { zh: 40, en: 130 },
  'case.question': { zh: 36, en: 120 },
  'case.note': { zh: 36, en: 120 },
  'rule.text': { zh: 70, en: 210 },
  'chapter.title': { zh: 10, en: 36 },
  'chapter.intro': { zh: 60, en: 180 },
  'lecture.speaker': { zh: 30, en: 90 },
  'slide.title': { zh: 9, en: 32 },
  'slide.point': { zh: 36, en: 120 },
  'slide.note': { zh: 160, en: 480 },
  'hearing.court': { zh: 30, en: 90 },
  'hearing.name': { zh: 12, en: 36 },
  'hearing.step': { zh: 120, en: 370 },
  'hearing.question': { zh: 20, en: 60 },
  'hearing.answer': { zh: 90, en: 280 },
  'hearing.closing': { zh: 60, en: 180 },
  'pledge.title': { zh: 10, en: 36 },
  'pledge.preamble': { zh: 70, en: 220 },
  'pledge.article': { zh: 34, en: 110 },
  'pledge.closing': { zh: 30, en: 100 },
  'prompt.text': { zh: 16, en: 50 },
  'prompt.starts': { zh: 18, en: 50 },
  'audience.opening': { zh: 70, en: 220 },
  'audience.closing': { zh: 36, en: 110 },
  'audience.ask': { zh: 36, en: 120 },
} satisfies Record<string, Budget>;

export type TextPlace = keyof typeof textBudgets;

/** How many characters a text is over its place's budget in each language; 0 where it fits. */
export function overBudget(place: TextPlace, text: SourceText): { zh: number; en: number } {
  const budget = textBudgets[place];
  return {
    zh: Math.max(0, [...text['zh-Hans']].length - budget.zh),
    en: Math.max(0, text.en.length - budget.en),
  };
}
