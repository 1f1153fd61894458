// Three visitors in each language — hurried, thorough, one who walks away — and then exactly
// their visits in the exported CSV, also after the power was cut.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Language } from '../model/language.ts';
import { openBrowser, openPage, portrait, touch } from './support/open-browser.ts';
import { openKiosk, type KioskUnderTest } from './support/open-kiosk.ts';

const rootDir = join(import.meta.dirname, '..');
const languages: Language[] = ['zh-Hans', 'zh-Hant', 'en'];
let browser: Browser;
let dataDir: string;
let kiosk: KioskUnderTest;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'jingzhong-visits-'));
  browser = await openBrowser();
  kiosk = await openKiosk({ dataDir, keepData: true });
});

afterAll(async () => {
  await browser?.close();
  await kiosk?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

interface ExportedVisit {
  kind: string;
  language: string;
  audience: string | null;
  panels_opened: number;
  panels_finished: number;
  cases_opened: number;
  cases_finished: number;
  steps_right: number;
  steps_guessed: number;
  quiz_right: number;
  quiz_answered: number;
  interactions: number;
  ended_by: string;
  edition: string;
}

function exportVisits(): { rows: ExportedVisit[]; csvLines: string[] } {
  const run = (file: string) =>
    execFileSync(
      process.execPath,
      [join(rootDir, 'scripts', 'export.ts'), 'visits', '--data', dataDir, '--out', file],
      { cwd: rootDir, stdio: 'pipe' },
    );
  const csv = join(dataDir, 'visits.csv');
  const json = join(dataDir, 'visits.json');
  run(csv);
  run(json);
  const parsed = JSON.parse(readFileSync(json, 'utf8')) as ExportedVisit[] | { rows: ExportedVisit[] };
  return {
    rows: Array.isArray(parsed) ? parsed : parsed.rows,
    csvLines: readFileSync(csv, 'utf8').split('\r\n').filter(Boolean),
  };
}

async function begin(page: Page, language: Language): Promise<void> {
  await touch(page, '.attract-bell');
  if (language !== 'zh-Hans') {
    await touch(page, `.welcome-languages button[lang="${language}"]`);
    await page.waitForSelector(`.room[lang="${language}"]`);
  }
}

/** Touches one step after another until the one to turn back at is found. */
async function findTurn(page: Page): Promise<void> {
  for (let step = 0; step < 7 && (await page.locator('.turn').count()) === 0; step++) {
    await touch(page, '.step-button', step);
  }
  await page.waitForSelector('.turn');
}

describe.each(languages)('in %s', (language) => {
  test('a hurried visitor walks three boards and goes', async () => {
    const { page, context, complaints } = await openPage(browser, kiosk.url);
    await begin(page, language);
    await touch(page, '.welcome-skip');
    await touch(page, '.gallery-ways .link');
    for (let board = 0; board < 3; board++) await touch(page, '.board-ways .button-next');
    await page.waitForSelector('.walk-thread li:nth-child(3)');
    await touch(page, '.walk-ways .button-next');
    await page.waitForSelector('.thanks-farewell');
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('a thorough visitor reads a case to its end, answers, and comes back to the wall', async () => {
    const { page, context, complaints } = await openPage(browser, kiosk.url);
    await begin(page, language);
    await touch(page, '.welcome-door', 3);
    await touch(page, '.bay-board', 0);
    await touch(page, '.row', 0);
    await findTurn(page);
    await page.waitForSelector('.ending');
    await touch(page, '.case-ways .button', 0);
    await touch(page, '.board-ways .button', 0);
    for (const option of [0, 1, 2]) {
      if ((await page.locator('.option[data-verdict="right"]').count()) === 0)
        await touch(page, '.option', option);
    }
    await page.waitForSelector('.option[data-verdict="right"]');
    await touch(page, '.crumb-back');
    await touch(page, '.board-ways .button', 1);
    await page.waitForSelector('.meaning-own');
    await touch(page, '.crumb-back');
    await touch(page, '.crumb-back');
    await page.waitForSelector('.bay-board .lamp');
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('one who walks away is forgotten, and the next visitor finds the bell as it was', async () => {
    const context = await browser.newContext({
      viewport: portrait,
      hasTouch: true,
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    await page.clock.install();
    await page.goto(kiosk.url);
    // A page that is closed before it was answered has its last events with it.
    const isWritten = page.waitForResponse(
      (response) =>
        response.url() === `${kiosk.url}api/log` &&
        response.ok() &&
        (response.request().postData() ?? '').includes('"visit.ended"'),
      { timeout: 120_000 },
    );
    await touch(page, '.access > button', 2);
    await begin(page, language);
    await touch(page, '.welcome-skip');
    await touch(page, '.bay-board', 1);
    await page.clock.runFor(62_000);
    await page.waitForSelector('.idle');
    await page.clock.runFor(16_000);
    await page.waitForSelector('.attract-bell');
    await page.waitForSelector('.room[lang="zh-Hans"][data-contrast="normal"][data-size="0"]');
    await page.clock.runFor(2_000);
    expect(await page.locator('.idle').count()).toBe(0);
    await isWritten;
    await context.close();
  });
});

test('exactly these visits are in the export, each once, also after the power was cut', async () => {
  // What the last visitor's page still had to send is on the disk when the number rests.
  let before = 0;
  await expect
    .poll(
      async () => {
        const health = await fetch(`${kiosk.url}api/health`).then((r) => r.json());
        const { events } = (health as { log: { events: number } }).log;
        const rests = events > 60 && events === before;
        before = events;
        return rests;
      },
      { interval: 1_500, timeout: 30_000 },
    )
    .toBe(true);
  kiosk.child.kill('SIGKILL');
  await new Promise((resolve) => kiosk.child.once('exit', resolve));
  kiosk = await openKiosk({ dataDir, keepData: true });

  const { rows, csvLines } = exportVisits();
  expect(rows).toHaveLength(9);
  expect(csvLines).toHaveLength(10);
  expect(csvLines[0]).toBe(
    '\uFEFFvisit_id,kiosk_id,stop_id,stop_name,entry,started_at,ended_at,time_quality,kind,mode,language,audience,group_id,panels_opened,panels_finished,cases_opened,cases_finished,steps_right,steps_guessed,quiz_right,quiz_answered,attended_s,reflections,pledges,media_s,interactions,ended_by,edition',
  );
  for (const language of languages) {
    const of = rows.filter((row) => row.language === language);
    expect(of, language).toHaveLength(3);
    const [hurried, thorough, away] = of;
    expect(hurried).toMatchObject({ kind: 'visit', panels_opened: 3, cases_opened: 0 });
    expect(thorough).toMatchObject({
      kind: 'visit',
      audience: 'villages',
      panels_opened: 1,
      panels_finished: 1,
      cases_opened: 1,
      cases_finished: 1,
      steps_right: 1,
      quiz_answered: 1,
    });
    expect(away).toMatchObject({ kind: 'visit', panels_opened: 1, ended_by: 'idle' });
  }
});
