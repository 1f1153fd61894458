// The organisers' pages in a real browser, at a hub that holds a tour: the first link, the figures, the
// review, and who reads them with a keyboard, a screen reader or a telephone.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HubRole } from '../model/hub-access.ts';
import { languages } from '../model/language.ts';
import {
  offRowsSchema,
  panelsViewSchema,
  takingPartViewSchema,
  tourViewSchema,
  visitRowsSchema,
  visitsViewSchema,
} from '../model/hub-views.ts';
import { reviewPageSchema } from '../model/hub-review.ts';
import { hostileWords, markedWords, openDemoHub, type DemoHub } from './support/demo-hub.ts';
import { findViolations } from './support/find-violations.ts';
import { acceptLink, hubPages, laptop, openHubPage, phone, signIn, turnTo } from './support/hub-pages.ts';
import { openBrowser } from './support/open-browser.ts';

let browser: Browser;
let hub: DemoHub;

beforeAll(async () => {
  browser = await openBrowser();
  hub = await openDemoHub();
});

afterAll(async () => {
  await browser?.close();
  await hub?.stop();
});

const pageOf = (name: (typeof hubPages)[number]['name']) => {
  const found = hubPages.find((page) => page.name === name);
  if (!found) throw new Error(`no page ${name}`);
  return found;
};

/** What the hub answers to this very browser. */
async function ask(page: Page, path: string): Promise<unknown> {
  return page.evaluate(async (asked) => (await fetch(asked)).json(), path);
}

/** The texts of a table's body, cell by cell. */
async function readTable(page: Page, selector: string): Promise<string[][]> {
  return page
    .locator(`${selector} tbody tr`)
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent?.trim() ?? '')),
    );
}

const number = new Intl.NumberFormat('zh-CN');
const say = (value: number | null) => (value === null ? '—' : number.format(value));

test('the printed link makes the first organiser once, and the page leads on from there', async () => {
  const { page, context, complaints } = await openHubPage(browser, hub.firstLink, laptop);
  await acceptLink(page);
  expect(new URL(page.url()).hash).toBe('#/');
  await page.waitForSelector('.kiosk');
  expect(await page.textContent('.demo')).toContain('演示');
  await page.goto('about:blank');
  await page.goto(hub.firstLink);
  await page.waitForSelector('[role="alert"]');
  expect(await page.textContent('[role="alert"]')).toContain('已使用');
  // The browser's own line about the refusal that was asked for.
  expect(complaints.filter((line) => !line.includes('404'))).toEqual([]);
  await context.close();
});

describe('the figures are those that the hub answers', () => {
  async function open(name: Parameters<typeof pageOf>[0]) {
    const opened = await openHubPage(browser, hub.url, laptop);
    await signIn(opened.page);
    await turnTo(opened.page, pageOf(name));
    return opened;
  }

  test('visits: both terms and their sum, every day, hour, stop, entry, language and audience', async () => {
    const { page, context, complaints } = await open('visits');
    const view = visitsViewSchema.parse(await ask(page, '/api/views/visits'));
    const sum = await page.locator('.reach-sum dd').allTextContents();
    const { peopleReached, visitsOutsideGroups, groupPeople } = view.totals;
    expect(sum).toEqual([say(peopleReached), say(visitsOutsideGroups), say(groupPeople)]);
    expect(peopleReached).toBe(visitsOutsideGroups + (groupPeople ?? 0));
    const days = await readTable(page, 'section[aria-labelledby="by-day"]');
    expect(days.map((cells) => cells.slice(1))).toEqual(
      view.days.map((day) =>
        [day.peopleReached, day.visitsOutsideGroups, day.groupPeople, day.visits, day.touches].map(say),
      ),
    );
    const hours = await readTable(page, 'section[aria-labelledby="by-hour"]');
    expect(hours.map((cells) => cells.slice(1))).toEqual(
      view.hours.map(({ visits, touches }) => [say(visits), say(touches)]),
    );
    const stops = await readTable(page, 'section[aria-labelledby="by-stop"]');
    const named = new Map(stops.map(([name = '', people]) => [name, people]));
    for (const stop of view.stops.filter(({ stopName }) => stopName !== '')) {
      expect(named.get(stop.stopName), stop.stopName).toBe(say(stop.peopleReached));
    }
    for (const [id, rows] of [
      ['by-language', view.languages],
      ['by-audience', view.audiences],
    ] as const) {
      const shown = await readTable(page, `section[aria-labelledby="${id}"]`);
      expect(shown.map((cells) => [cells[1], cells[3]])).toEqual(
        rows
          .toSorted((a, b) => b.visits - a.visits)
          .map(({ visits, touches }) => [say(visits), say(touches)]),
      );
    }
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('tour: each cell of the matrix, the blank ones too, recorded and counted apart', async () => {
    const { page, context, complaints } = await open('tour');
    const { matrix, stops } = tourViewSchema.parse(await ask(page, '/api/views/tour'));
    const cells = await page.locator('.matrix tbody td').all();
    expect(cells).toHaveLength(matrix.length);
    for (const [index, cell] of matrix.entries()) {
      const shown = cells[index];
      const what = `${cell.entry} ${cell.activity}`;
      const isBlank = cell.entry !== '' && cell.recordedOccasions + cell.kioskOccasions === 0;
      expect((await shown?.getAttribute('class')) === 'is-blank', what).toBe(isBlank);
      if (cell.recordedOccasions > 0) {
        expect(await shown?.locator('b').textContent(), what).toBe(say(cell.recordedPeople));
      }
      if (cell.kioskOccasions > 0) {
        expect(await shown?.locator('.is-counted > a').textContent(), what).toBe(say(cell.kioskPeople));
      }
    }
    const shown = await readTable(page, 'section[aria-labelledby="stops"]');
    expect(shown.map((row) => row[2])).toEqual(stops.map(({ peopleReached }) => say(peopleReached)));
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('panels and taking part: every row', async () => {
    const { page, context, complaints } = await open('panels');
    const { panels, steps } = panelsViewSchema.parse(await ask(page, '/api/views/panels'));
    const shown = await readTable(page, 'section[aria-labelledby="panels"]');
    expect(shown.map((row) => [row[2], row[4]])).toEqual(
      panels
        .toSorted((a, b) => b.opened - a.opened)
        .map(({ opened, finished }) => [say(opened), say(opened - finished)]),
    );
    expect(await readTable(page, 'section[aria-labelledby="steps"]')).toHaveLength(steps.length);
    await turnTo(page, pageOf('taking-part'));
    const part = takingPartViewSchema.parse(await ask(page, '/api/views/taking-part'));
    expect(await page.locator('section[aria-labelledby="reflections"] dd').allTextContents()).toEqual(
      [part.reflections.written, part.reflections.public, part.reflections.private].map(say),
    );
    const pledges = await readTable(page, 'section[aria-labelledby="pledges"]');
    expect(pledges.map((row) => row.slice(1))).toEqual(
      part.pledges.map(({ signed, signatures }) => [say(signed), say(signatures)]),
    );
    const screen = await readTable(page, 'section[aria-labelledby="screen"]');
    expect(screen.map((row) => row.slice(1))).toEqual(
      part.screen.map(({ people, occasions }) => [say(people), say(occasions)]),
    );
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('a figure leads to the rows behind it, a hundred at a time, and back leads back', async () => {
    const { page, context, complaints } = await open('visits');
    const day = page.locator('section[aria-labelledby="by-day"] summary');
    await day.click();
    const link = page.locator('section[aria-labelledby="by-day"] tbody a').first();
    const { days } = visitsViewSchema.parse(await ask(page, '/api/views/visits'));
    await link.click();
    await page.waitForSelector('.row-filters');
    await page.waitForSelector('.register tbody tr');
    const wanted = days[0]?.key ?? '';
    expect(page.url()).toContain(`from=${wanted}&to=${wanted}`);
    const { rows } = visitRowsSchema.parse(await ask(page, `/api/visits?from=${wanted}&to=${wanted}`));
    expect(rows.length).toBe((days[0]?.visits ?? 0) + (days[0]?.touches ?? 0));
    await expect.poll(async () => (await readTable(page, '.register')).length).toBe(rows.length);
    await page.goBack();
    await page.waitForSelector('#by-day');
    await turnTo(page, pageOf('rows'));
    await page.click('.rows-pages a');
    await expect.poll(() => page.url()).toContain('after=');
    const second = visitRowsSchema.parse(await ask(page, `/api/visits?${page.url().split('?')[1] ?? ''}`));
    await expect.poll(async () => (await readTable(page, '.register')).length).toBe(second.rows.length);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('headcounts, recorded activities, time off, pledges and reflections lead to rows of their own', async () => {
    const { page, context, complaints } = await open('visits');
    const { totals } = visitsViewSchema.parse(await ask(page, '/api/views/visits'));
    const rowsShown = async () => (await readTable(page, '.register')).length;
    await page.click('.reach-sum a[href^="#/rows/groups"]');
    await expect.poll(rowsShown).toBe(totals.groups);
    const groups = await readTable(page, '.register');
    const people = groups.map((cells) => Number(cells[4]?.replaceAll(',', '')));
    expect(people.reduce((sum, one) => sum + one, 0)).toBe(totals.groupPeople);
    await turnTo(page, pageOf('tour'));
    const { matrix } = tourViewSchema.parse(await ask(page, '/api/views/tour'));
    const recorded = matrix.find(({ recordedOccasions }) => recordedOccasions > 0);
    await page.locator('.matrix .is-recorded a').first().click();
    await page.waitForSelector('.row-filters');
    await expect.poll(rowsShown).toBe(recorded?.recordedOccasions);
    await turnTo(page, pageOf('tour'));
    await page.locator('.register a[href^="#/rows/off"]').first().click();
    await page.waitForURL(/#\/rows\/off\?/);
    const { rows: off } = offRowsSchema.parse(await ask(page, `/api/rows/off?${page.url().split('?')[1]}`));
    expect(off.length).toBeGreaterThan(0);
    await expect.poll(rowsShown).toBe(off.length);
    await turnTo(page, pageOf('taking-part'));
    const { pledges, reflections } = takingPartViewSchema.parse(await ask(page, '/api/views/taking-part'));
    await page.locator('section[aria-labelledby="pledges"] tbody td a').first().click();
    await page.waitForSelector('.row-filters');
    await expect.poll(rowsShown).toBe(Math.min(100, pledges[0]?.signed ?? 0));
    await turnTo(page, pageOf('taking-part'));
    await page.click('section[aria-labelledby="reflections"] dd a[href*="consent=private"]');
    await page.waitForSelector('.row-filters');
    await expect.poll(rowsShown).toBe(Math.min(100, reflections.private));
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('filters cut every view alike, go along from page to page, and are in the address', async () => {
    const { page, context, complaints } = await open('visits');
    await page.locator('.filter select').nth(1).selectOption('schools');
    await expect.poll(() => page.url()).toContain('entry=schools');
    const { totals } = visitsViewSchema.parse(await ask(page, '/api/views/visits?entry=schools'));
    await expect.poll(() => page.locator('.reach-total dd').textContent()).toBe(say(totals.peopleReached));
    await page.click('nav a[href^="#/panels"]');
    await page.waitForSelector('#steps');
    expect(page.url()).toContain('#/panels?entry=schools');
    await page.goto(`${hub.url}#/tour?language=en`);
    await page.waitForSelector('.note-not-cut');
    expect(await page.textContent('.note-not-cut')).toContain('语言');
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe('review', () => {
  test('what a visitor wrote is text, whatever it is; handwriting is drawn; marked ones stand first', async () => {
    const { page, context, complaints } = await openHubPage(browser, `${hub.url}#/review`, laptop);
    await signIn(page);
    await page.waitForSelector('.reflection');
    const words = await page.locator('.words').allTextContents();
    expect(words[0]).toBe(markedWords);
    expect(words).toContain(hostileWords);
    expect(await page.locator('.reflection img, .reflection script').count()).toBe(0);
    expect(await page.locator('.ink path').count()).toBe(2);
    expect(await page.title()).not.toMatch(/^[12]$/);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('goes by keys: next, approve, undo, decline, and the hub has each decision', async () => {
    const { page, context, complaints } = await openHubPage(browser, `${hub.url}#/review`, laptop);
    await signIn(page);
    await page.waitForSelector('.reflection.is-current:focus');
    const waiting = async () => reviewPageSchema.parse(await ask(page, '/api/review')).reflections;
    const before = await waiting();
    const second = before[1]?.id;
    await page.keyboard.press('j');
    await page.keyboard.press('a');
    await expect.poll(async () => (await waiting()).map(({ id }) => id)).not.toContain(second);
    await expect.poll(() => page.locator('.reflection').count()).toBe(before.length - 1);
    await page.keyboard.press('u');
    await expect.poll(async () => (await waiting()).map(({ id }) => id)).toContain(second);
    await expect.poll(() => page.locator('.reflection').count()).toBe(before.length);
    await page.keyboard.press('d');
    await expect.poll(async () => (await waiting()).map(({ id }) => id)).not.toContain(second);
    await page.click('.review-said button');
    await expect.poll(async () => (await waiting()).length).toBe(before.length);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('words are erased only after a second question, and the count stays', async () => {
    const { page, context, complaints } = await openHubPage(browser, `${hub.url}#/review`, laptop);
    await signIn(page);
    await page.waitForSelector('.reflection');
    const waiting = async () => reviewPageSchema.parse(await ask(page, '/api/review')).reflections;
    const count = async () =>
      takingPartViewSchema.parse(await ask(page, '/api/views/taking-part')).reflections;
    const before = await count();
    const entry = page.locator('.reflection', { hasText: markedWords });
    await entry.locator('.button-quiet').click();
    expect((await waiting()).some(({ words }) => words === markedWords)).toBe(true);
    await entry.locator('.button-danger').click();
    await expect.poll(async () => (await waiting()).some(({ words }) => words === markedWords)).toBe(false);
    const after = await count();
    expect([after.written, after.public, after.private]).toEqual([
      before.written,
      before.public,
      before.private,
    ]);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe.each(languages)('in %s', (language) => {
  test.each([
    ['a laptop', laptop],
    ['a telephone', phone],
  ])('axe-core finds nothing on any page on %s, and no page is wider than it', async (_name, viewport) => {
    const { page, context, complaints } = await openHubPage(browser, hub.url, viewport, language);
    const found: string[] = [];
    const look = async (name: string) => {
      found.push(...(await findViolations(page, name)));
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (wide > 0) found.push(`${name}: ${wide} px wider than the screen`);
    };
    await page.waitForSelector('form');
    expect(await page.getAttribute('html', 'lang')).toBe(language);
    await look('sign-in');
    await signIn(page);
    for (const one of hubPages) {
      await turnTo(page, one);
      await look(one.name);
    }
    expect(found).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

test('signed out, one signs in again and is where one was', async () => {
  const { page, context } = await openHubPage(browser, `${hub.url}#/panels?entry=schools`, laptop);
  await signIn(page);
  await page.waitForSelector('#steps');
  await context.clearCookies();
  await page.waitForSelector('input[autocomplete="current-password"]', { timeout: 20_000 });
  await signIn(page);
  await page.waitForSelector('#steps');
  expect(page.url()).toContain('#/panels?entry=schools');
  await page.click('.account-name');
  await page.click('.account-menu .button');
  await page.waitForSelector('input[autocomplete="current-password"]');
  await context.close();
});

test('whoever was invited finds the pages of their role, and no other', async () => {
  const { page, context } = await openHubPage(browser, hub.url, laptop);
  await signIn(page);
  const invite = (role: HubRole) =>
    page.evaluate(async (wanted) => {
      const body = JSON.stringify({ role: wanted, name: '李' });
      const headers = { 'Content-Type': 'application/json' };
      const answer = await fetch('/api/people/invitations', { method: 'POST', headers, body });
      return ((await answer.json()) as { path: string }).path;
    }, role);
  for (const [role, paths] of [
    ['technician', ['/now']],
    ['viewer', ['/now', '/tour', '/visits', '/panels', '/taking-part']],
  ] as const) {
    const link = new URL(await invite(role), hub.url).href;
    const invited = await openHubPage(browser, link, phone);
    await invited.page.waitForSelector('form');
    await acceptLink(invited.page, `${role}.li`);
    await invited.page.click('.nav-toggle');
    const shown = await invited.page
      .locator('nav a')
      .evaluateAll((links) => links.map((one) => one.getAttribute('href')?.replace('#', '')));
    expect(shown).toEqual(expect.arrayContaining([...paths]));
    expect(shown.filter((path) => path === '/review' || path === '/audit')).toEqual([]);
    await invited.page.evaluate(() => {
      window.location.hash = '/review';
    });
    await expect.poll(() => invited.page.textContent('h1')).toContain('没有这一页');
    await invited.context.close();
  }
  await context.close();
});

test('what somebody else decides is seen without loading the page again', async () => {
  const mine = await openHubPage(browser, `${hub.url}#/review`, laptop);
  await signIn(mine.page);
  const theirs = await openHubPage(browser, `${hub.url}#/review`, laptop);
  await signIn(theirs.page);
  await mine.page.waitForSelector('.reflection');
  await theirs.page.waitForSelector('.reflection.is-current:focus');
  const before = await mine.page.locator('.reflection').count();
  await theirs.page.keyboard.press('a');
  await expect.poll(() => mine.page.locator('.reflection').count(), { timeout: 20_000 }).toBe(before - 1);
  await mine.context.close();
  await theirs.context.close();
});

test('with the keyboard alone one skips to the page, and turns to another', async () => {
  const { page, context } = await openHubPage(browser, hub.url, laptop);
  await signIn(page);
  await page.waitForSelector('.kiosk');
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.matrix');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
  await context.close();
});

// The last one: it takes the hub away.
test('while the hub is away the figures stay, and the page says from when they are', async () => {
  const { page, context } = await openHubPage(browser, `${hub.url}#/visits`, laptop);
  await signIn(page);
  await page.waitForSelector('#by-audience');
  const people = await page.textContent('.reach-total dd');
  await hub.leave();
  await page.waitForSelector('.note-stale', { timeout: 30_000 });
  expect(await page.textContent('.reach-total dd')).toBe(people);
  await page.click('nav a[href^="#/taking-part"]');
  await page.waitForSelector('.note-failed');
  expect(await page.textContent('.note-failed')).toContain('连不上');
  await context.close();
});
