// Leads a page through every screen of the exhibition, by touch: a tree, since a visitor goes from
// the gallery to the boards, to the side hall, and to the door.
import type { Page } from 'playwright-core';
import { touch } from './open-browser.ts';

interface Place {
  /** The touches that lead here from the screen that it opens from. */
  enter(page: Page): Promise<void>;
  /** The touch that leads back there, from here or from what opened from here. */
  leave?(page: Page): Promise<void>;
  opens: Partial<Record<ScreenName, Place>>;
}

export const screenNames = [
  'attract',
  'welcome',
  'gallery',
  'board',
  'case',
  'turn',
  'ending',
  'question',
  'meaning',
  'hall',
  'film',
  'lecture',
  'hearing',
  'reflection',
  'consent',
  'kept',
  'pledge',
  'signed',
  'wall',
  'walk',
  'thanks',
] as const;
export type ScreenName = (typeof screenNames)[number];

/** Draws a line with one finger on one of the sheets. */
export async function sign(page: Page, sheet: number): Promise<void> {
  const canvas = page.locator('.ink-sheet canvas').nth(sheet);
  await canvas.scrollIntoViewIfNeeded();
  await page.waitForTimeout(320);
  const box = await canvas.boundingBox();
  if (!box) throw new Error(`there is no sheet ${sheet} to write on`);
  const cdp = await page.context().newCDPSession(page);
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: number) =>
    cdp.send('Input.dispatchTouchEvent', {
      type,
      touchPoints:
        at === undefined ? [] : [{ x: box.x + box.width * (0.2 + at / 20), y: box.y + box.height * 0.4 }],
    });
  await send('touchStart', 0);
  for (let at = 1; at <= 8; at += 1) await send('touchMove', at);
  await send('touchEnd');
  await cdp.detach();
}

const goBack = (page: Page) => touch(page, '.crumb-back');

const ending: Place = {
  async enter(page) {
    await page.waitForSelector('.ending');
    await page
      .locator('.scroll-area-content')
      .evaluate((element) => element.scrollTo(0, element.scrollHeight));
    // Scrolling is activity, and tells of itself a frame later.
    await page.waitForTimeout(100);
  },
  opens: {},
};

const turn: Place = {
  async enter(page) {
    await touch(page, '.step-button', 3);
    await page.waitForSelector('.step-why');
    for (let step = 0; step < 4 && (await page.locator('.turn').count()) === 0; step++) {
      if (await page.locator('.step-button').nth(step).isEnabled()) await touch(page, '.step-button', step);
    }
    await page.waitForSelector('.turn');
  },
  opens: { ending },
};

const board: Place = {
  async enter(page) {
    await touch(page, '.bay-board', 0);
    await page.waitForSelector('.board-ways');
  },
  leave: goBack,
  opens: {
    case: {
      async enter(page) {
        await touch(page, '.row', 0);
        await page.waitForSelector('.case-steps');
      },
      leave: goBack,
      opens: { turn },
    },
    question: {
      async enter(page) {
        await touch(page, '.board-ways .button', 0);
        const right = page.locator('.option[data-verdict="right"]');
        for (const option of [0, 1, 2]) {
          if ((await right.count()) === 0) await touch(page, '.option', option);
        }
        await right.waitFor();
      },
      leave: goBack,
      opens: {},
    },
    meaning: {
      async enter(page) {
        await touch(page, '.board-ways .button', 1);
        await page.waitForSelector('.meaning-others');
      },
      leave: goBack,
      opens: {},
    },
  },
};

const reflection: Place = {
  async enter(page) {
    await touch(page, '.hall-doing', 0);
    await page.waitForSelector('.reflection-field');
  },
  opens: {
    consent: {
      async enter(page) {
        await touch(page, '.reflection-prompt', 0);
        await touch(page, '.key-done');
        await page.waitForSelector('.consent-doors');
      },
      opens: {
        kept: {
          async enter(page) {
            await touch(page, '.consent-door', 0);
            await page.waitForSelector('.kept');
          },
          leave: (page) => touch(page, '.kept-ways .button-next'),
          opens: {},
        },
      },
    },
  },
};

const hall: Place = {
  async enter(page) {
    await touch(page, '.gallery-hall');
    await page.waitForSelector('.hall-doings');
  },
  leave: goBack,
  opens: {
    film: {
      async enter(page) {
        await touch(page, '.hall-chapter[data-kind="film"]');
        await page.waitForSelector('.film-frame');
      },
      leave: goBack,
      opens: {},
    },
    lecture: {
      async enter(page) {
        await touch(page, '.hall-chapter[data-kind="lecture"]');
        await page.waitForSelector('.hanging');
      },
      leave: goBack,
      opens: {},
    },
    hearing: {
      async enter(page) {
        await touch(page, '.hall-chapter[data-kind="hearing"]');
        for (let step = 0; step < 4; step += 1) await touch(page, '.chapter-ways .button-next');
        await page.waitForSelector('.hearing .beads');
      },
      leave: goBack,
      opens: {},
    },
    reflection,
    wall: {
      async enter(page) {
        await touch(page, '.hall-doing', 2);
        await page.waitForSelector('.wall-head');
      },
      leave: goBack,
      opens: {},
    },
    pledge: {
      async enter(page) {
        await touch(page, '.hall-doing', 1);
        await page.waitForSelector('.pledge .ink-sheet');
      },
      opens: {
        signed: {
          async enter(page) {
            await sign(page, 0);
            await touch(page, '.pledge .button-next');
            await page.waitForSelector('.pledge[data-signed] .button-next:enabled');
          },
          leave: (page) => touch(page, '.pledge .button-next'),
          opens: {},
        },
      },
    },
  },
};

const walk: Place = {
  async enter(page) {
    await touch(page, '.bay-board', 0);
    for (let next = 0; next < 2; next++) await touch(page, '.board-ways .button-next');
    await goBack(page);
    await touch(page, '.gallery-walk');
    await page.waitForSelector('.walk-thread');
  },
  opens: {
    thanks: {
      async enter(page) {
        await touch(page, '.walk-ways .button-next');
        await page.waitForSelector('.thanks-farewell');
      },
      opens: {},
    },
  },
};

const tree: Partial<Record<ScreenName, Place>> = {
  attract: {
    async enter(page) {
      await page.waitForSelector('.attract-bell');
    },
    opens: {
      welcome: {
        async enter(page) {
          await touch(page, '.attract-bell');
          await page.waitForSelector('.welcome-doors');
        },
        opens: {
          gallery: {
            async enter(page) {
              await touch(page, '.welcome-door', 0);
              await page.waitForSelector('.bay-board');
            },
            opens: { board, hall, walk },
          },
        },
      },
    },
  },
};

/** Calls `look` at each screen in turn. */
export async function walkEveryScreen(page: Page, look: (name: ScreenName) => Promise<void>): Promise<void> {
  const walkAll = async (places: Place['opens']) => {
    for (const [name, place] of Object.entries(places) as [ScreenName, Place][]) {
      await place.enter(page);
      await look(name);
      await walkAll(place.opens);
      await place.leave?.(page);
    }
  };
  await walkAll(tree);
}

/** Leads the page to one screen by the shortest way. */
export async function goToScreen(page: Page, wanted: ScreenName): Promise<void> {
  for (const place of findWay(tree, wanted) ?? []) await place.enter(page);
}

function findWay(places: Place['opens'], wanted: ScreenName): Place[] | undefined {
  for (const [name, place] of Object.entries(places) as [ScreenName, Place][]) {
    if (name === wanted) return [place];
    const rest = findWay(place.opens, wanted);
    if (rest) return [place, ...rest];
  }
  return undefined;
}
