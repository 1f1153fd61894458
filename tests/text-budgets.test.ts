// The budgets of model/text-budgets.ts are what the screen really holds: with every text as
// long as its place allows, nothing is cut off, in either direction of the screen, up to the
// largest text. The content check relies on it and needs no browser.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Chapter, Exhibition } from '../model/exhibition.ts';
import { textBudgets, type TextPlace } from '../model/text-budgets.ts';
import { walkEveryScreen } from './support/every-screen.ts';
import { findCutWords } from './support/find-cut-words.ts';
import { landscape, openBrowser, openPage, portrait, touch, type Viewport } from './support/open-browser.ts';
import { openKiosk, type KioskUnderTest } from './support/open-kiosk.ts';

let browser: Browser;
let kiosk: KioskUnderTest;

beforeAll(async () => {
  browser = await openBrowser();
  kiosk = await openKiosk();
});

afterAll(async () => {
  await browser?.close();
  await kiosk?.stop();
});

/** A text of exactly the place's budget, in whole words where the language has them. */
function fill(place: TextPlace, language: 'zh' | 'en'): string {
  const length = textBudgets[place][language];
  if (language === 'en')
    return 'the envelope that lay nine days in a drawer '.repeat(10).slice(0, length).trim();
  return '那只信封在抽屉里放了九天，每一天都可以退回去。'.repeat(10).slice(0, length);
}

/** The exhibition with every text at its budget. */
function fillExhibition(exhibition: Exhibition): Exhibition {
  const language = exhibition.language === 'en' ? 'en' : 'zh';
  const text = (place: TextPlace) => fill(place, language);
  return {
    ...exhibition,
    panels: exhibition.panels.map((panel) => ({
      ...panel,
      title: text('panel.title').replaceAll('，', '的'),
      warning: text('panel.warning'),
      opening: text('panel.opening'),
      rules: panel.rules.map((rule) => ({ ...rule, text: text('rule.text') })),
      question: {
        ask: text('panel.ask'),
        options: panel.question.options.map((option, index) => ({
          ...option,
          text: `${index}${text('panel.option').slice(1)}`,
        })),
        explain: text('panel.explain'),
      },
      forYou: Object.fromEntries(
        Object.keys(panel.forYou).map((audience) => [audience, text('panel.forYou')]),
      ) as typeof panel.forYou,
      cases: panel.cases.map((entry) => ({
        ...entry,
        title: text('case.title').replaceAll('，', '的'),
        role: text('case.role'),
        who: text('case.who'),
        steps: entry.steps.map((step) => ({ ...step, text: text('case.step'), why: text('case.why') })),
        confession: text('case.confession'),
        question: text('case.question'),
      })),
    })),
    chapters: exhibition.chapters.map((chapter) => fillChapter(chapter, text)),
    pledges: exhibition.pledges.map((pledge) => ({
      ...pledge,
      title: text('pledge.title').replaceAll('，', '的'),
      preamble: text('pledge.preamble'),
      articles: pledge.articles.map(() => text('pledge.article')),
      closing: text('pledge.closing'),
    })),
    prompts: exhibition.prompts.map((prompt) => ({
      ...prompt,
      text: text('prompt.text'),
      starts: text('prompt.starts'),
    })),
    audiences: Object.fromEntries(
      Object.entries(exhibition.audiences).map(([audience, way]) => [
        audience,
        {
          ...way,
          opening: text('audience.opening'),
          closing: text('audience.closing'),
          askEachOther: Object.fromEntries(
            Object.keys(way.askEachOther).map((panel) => [panel, text('audience.ask')]),
          ),
        },
      ]),
    ) as Exhibition['audiences'],
  };
}

function fillChapter(chapter: Chapter, text: (place: TextPlace) => string): Chapter {
  const filled = { ...chapter, title: text('chapter.title'), intro: text('chapter.intro') };
  switch (filled.kind) {
    case 'film':
      return filled;
    case 'lecture':
      return {
        ...filled,
        speaker: text('lecture.speaker'),
        slides: filled.slides.map((slide) => ({
          ...slide,
          title: text('slide.title').replaceAll('，', '的'),
          points: slide.points.map(() => text('slide.point')),
          note: text('slide.note'),
        })),
      };
    case 'hearing':
      return {
        ...filled,
        court: text('hearing.court'),
        closing: text('hearing.closing'),
        steps: filled.steps.map((step) => ({
          ...step,
          text: text('hearing.step'),
          ...(step.name !== undefined && { name: text('hearing.name') }),
          ...(step.ask && { ask: { question: text('hearing.question'), answer: text('hearing.answer') } }),
        })),
      };
  }
}

async function fillAnswers(page: Page): Promise<void> {
  await page.route('**/api/exhibition*', async (route) => {
    // Only asked whether it has changed.
    if (route.request().method() === 'HEAD') return route.continue();
    const response = await route.fetch();
    await route.fulfill({ response, json: fillExhibition((await response.json()) as Exhibition) });
  });
  await page.reload();
  await page.waitForSelector('.attract-bell');
}

test.each([
  ['zh-Hans', portrait, 0],
  ['zh-Hans', portrait, 2],
  ['zh-Hans', landscape, 2],
  ['en', portrait, 2],
  ['en', landscape, 0],
] as ['zh-Hans' | 'en', Viewport, 0 | 2][])(
  'the screen holds texts at their budgets: %s, %o, text size %i',
  async (language, viewport, textSize) => {
    const { page, context } = await openPage(browser, kiosk.url, viewport);
    await fillAnswers(page);
    if (language === 'en') {
      await touch(page, '.access > button', 0);
      await touch(page, '.access-choices button[lang="en"]');
      await page.waitForSelector('.room[lang="en"]');
    }
    if (textSize === 2) {
      await touch(page, '.access > button', 1);
      await touch(page, '.access-choices button', 2);
    }
    const cut: string[] = [];
    await walkEveryScreen(page, async (name) => {
      for (const words of await page.evaluate(findCutWords)) cut.push(`${name}: ${words}`);
    });
    expect(cut).toEqual([]);
    await context.close();
  },
);
