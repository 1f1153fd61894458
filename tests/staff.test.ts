// Two people with a van, by touch alone: first start, PINs, self-test, the next edition from a stick,
// a stop with a group, what visitors wrote, the numbers home, and back to the edition before.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { installDebianPackage } from '../scripts/install-debian-package.ts';
import { putNextEdition } from './support/next-edition.ts';
import { openBrowser, openPage, touch } from './support/open-browser.ts';
import { openKiosk, type KioskUnderTest } from './support/open-kiosk.ts';
import { enterAsStaff, holdCorner, press, setPins, typeNumber, typeWords } from './support/staff-room.ts';

const work = mkdtempSync(join(tmpdir(), 'jingzhong-staff-'));
const stick = join(work, 'sticks', 'USB-STICK');
/** A pack's job gives way to all else on the machine: seconds alone, over a minute on a busy one. */
const packJobMs = 180_000;
let browser: Browser;
let kiosk: KioskUnderTest;

beforeEach(async () => {
  putNextEdition({ workDir: work, stick, dataDir: join(work, 'data') });
  browser = await openBrowser();
  process.env.JINGZHONG_STICKS = join(work, 'sticks');
  kiosk = await openKiosk({ dataDir: join(work, 'data'), keepData: true });
}, 240_000);

afterEach(async () => {
  await kiosk.stop();
  await browser.close();
  rmSync(work, { recursive: true, force: true });
});

/** A visitor who writes a line to share, and goes. */
async function visitAndWrite(page: Page): Promise<void> {
  await touch(page, '.attract-bell');
  await touch(page, '.welcome-door', 1);
  await touch(page, '.bay-board', 0);
  await page.waitForSelector('.board-ways');
  await touch(page, '.crumb-back');
  await touch(page, '.gallery-hall');
  await touch(page, '.hall-doing', 0);
  await touch(page, '.reflection-prompt', 0);
  await touch(page, '.key-done');
  await touch(page, '.consent-door', 0);
  await page.waitForSelector('.kept');
}

const shownEdition = async () =>
  ((await (await fetch(`${kiosk.url}api/health`)).json()) as { edition: { number: number } }).edition.number;

const hasProgram = (name: string, ...args: string[]) => spawnSync(name, args).error === undefined;

/** LibreOffice's own reading of a sheet, as rows of CSV. */
function openWorkbook(file: string): string {
  const hasOffice = () => hasProgram('soffice', '--version');
  if (!hasOffice() && !installDebianPackage('libreoffice-calc-nogui', 'some minutes', console.error))
    throw new Error('LibreOffice is needed to open the workbook: sudo apt-get install libreoffice-calc');
  const out = join(work, 'opened');
  const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1';
  const profile = `-env:UserInstallation=file://${join(work, 'office')}`;
  const args = [profile, '--headless', '--convert-to', filter, '--outdir', out, file];
  spawnSync('soffice', args, { timeout: 170_000 });
  return readdirSync(out)
    .filter((name) => name.endsWith('.csv'))
    .map((name) => `# ${name}\n${readFileSync(join(out, name), 'utf8')}`)
    .join('\n');
}

function readPdf(file: string): string {
  const hasPoppler = () => hasProgram('pdftotext', '-v');
  if (!hasPoppler() && !installDebianPackage('poppler-utils', 'some seconds', console.error))
    throw new Error('poppler is needed to read the report: sudo apt-get install poppler-utils');
  return spawnSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).stdout;
}

test(
  'a kiosk is set up, goes on tour and brings its numbers home, by touch alone',
  { timeout: 600_000 },
  async () => {
    const { page, context, complaints } = await openPage(browser, kiosk.url);
    await holdCorner(page);
    await setPins(page, '246810', '13579024');
    await enterAsStaff(page, '246810');
    expect(await page.locator('.light').count()).toBe(10);
    expect(await page.locator('.light[data-state="red"]').count()).toBe(0);

    // The opening self-test.
    await press(page, '开展自检');
    for (let square = 0; square < 15; square += 1) await page.locator('.test-grid button').nth(square).tap();
    await press(page, '是'); // the colours
    await press(page, '是'); // the bell
    await page.getByText('现在是').waitFor({ timeout: 40_000 }); // film and pictures tried themselves
    await press(page, '是'); // the clock
    await press(page, '下一步'); // no printer
    await page.getByText('自检通过').waitFor();
    await press(page, '返回');
    await page.locator('.light[data-state="green"]').nth(8).waitFor();

    // The next edition: checked, loaded, seen, put on show.
    await press(page, '展览内容');
    await press(page, '检查');
    await page.getByText('检查过了，没有问题').waitFor({ timeout: packJobMs });
    await press(page, '装载');
    await page.getByText('装好了').waitFor({ timeout: packJobMs });
    expect(await shownEdition()).toBe(1);
    await press(page, '像观众一样看看');
    await touch(page, '.attract-bell');
    await touch(page, '.welcome-skip');
    await touch(page, '.bay-board', 0);
    await page.waitForSelector('.board-stage img');
    expect(await page.locator('.board-stage img').first().getAttribute('src')).toContain('/preview/media/');
    await page.locator('.kiosk-preview button').tap();
    await press(page, '换上这一版');
    await press(page, '确定');
    await page.getByText('换好了').waitFor();
    expect(await shownEdition()).toBe(2);
    await press(page, '返回');

    // A stop, and 45 colleagues who came together.
    await press(page, '巡展与签到');
    await press(page, '签到新站点');
    await press(page, '企业');
    await typeWords(page, 'shuichang');
    await page.getByRole('heading', { name: '地址' }).waitFor();
    await typeWords(page, 'jianganlu');
    await page.getByText('jianganlu').waitFor();
    await press(page, '登记一个团队');
    await press(page, '企业');
    await typeWords(page, 'gongsi');
    await typeNumber(page, 45);
    await page.getByText('45 人').waitFor();
    await press(page, '离开，回到展览');

    // Visitors come; their preview-sharing staff left no trace in the log.
    await page.waitForSelector('.attract-bell');
    await visitAndWrite(page);
    await page.reload();
    // Loaded is not yet drawn: before the bell hangs nobody listens at the corner.
    await page.waitForSelector('.attract-bell');

    // What was written is looked at, hung up, taken back, and hung up again.
    await holdCorner(page);
    await enterAsStaff(page, '246810');
    await press(page, '审核心得');
    await page.locator('.review').waitFor();
    await press(page, '上墙');
    await page.getByText('已上墙。').waitFor();
    await press(page, '撤回上一次决定');
    await page.locator('.review').waitFor();
    await press(page, '上墙');
    await page.getByText('已上墙。').waitFor();
    const wall = (await (await fetch(`${kiosk.url}api/wall`)).json()) as { slips: unknown[] };
    expect(wall.slips).toHaveLength(1);
    await press(page, '返回');

    // The numbers go home.
    await press(page, '带走数据');
    await press(page, /结束报告/);
    await page.getByText(/写好了 2 个文件/).waitFor({ timeout: 90_000 });
    await press(page, '带走全部数据');
    await page.getByText(/写好了 6 个文件/).waitFor({ timeout: 90_000 });
    await press(page, '带走待上报的记录');
    await page.getByText(/带走了 \d+ 条记录/).waitFor();
    await press(page, '收下主办方的回执');
    await page.getByText('没有给这台展柜的回执').waitFor();
    await press(page, '带走检修资料');
    await page.getByText(/写好了 1 个文件/).waitFor();
    const places = readdirSync(join(stick, 'jingzhong'), { recursive: true }).map(String);
    const find = (pattern: RegExp) => {
      const found = places.find((place) => pattern.test(place));
      if (found === undefined) throw new Error(`nothing like ${pattern} among ${places.join(', ')}`);
      return join(stick, 'jingzhong', found);
    };
    const visits = readFileSync(find(/jingzhong-visits\.csv$/), 'utf8')
      .trim()
      .split('\r\n');
    expect(visits).toHaveLength(2);
    const days = readFileSync(find(/jingzhong-days\.csv$/), 'utf8');
    // The one visit came inside the group's window: 45 people were reached, not 46.
    expect(days).toMatch(/shuichang,enterprises,1,0,45,0,45,/);
    const workbook = openWorkbook(find(/jingzhong-report\.xlsx$/));
    expect(workbook).toContain('怎样计数');
    expect(workbook).toMatch(/shuichang.*45/);
    expect(readPdf(find(/jingzhong-report\.pdf$/))).toMatch(/45/);
    expect(readPdf(find(/shuichang[^/]*\.pdf$/))).toContain('shuichang');
    expect(workbook).toContain('jianganlu');
    const diagnostics = readFileSync(find(/diagnostics\.json$/), 'utf8');
    expect(diagnostics).not.toContain('我手边');
    await press(page, '返回');

    // The group goes, the kiosk leaves, the edition before comes back.
    await press(page, '巡展与签到');
    await press(page, '离场');
    await typeNumber(page, 44);
    await press(page, '离站');
    await press(page, '确定');
    await page.getByText('展柜还没有签到').waitFor();
    await press(page, '返回');
    await press(page, '展览内容');
    await press(page, /换回第 1 版/);
    await press(page, '确定');
    await page.getByText('换回来了').waitFor();
    expect(await shownEdition()).toBe(1);
    expect(existsSync(join(work, 'data', 'editions'))).toBe(true);
    expect(complaints).toEqual([]);
    await context.close();
  },
);
