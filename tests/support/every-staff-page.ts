// A kiosk on tour as staff find it, and the way through every page behind the exhibition, by touch and
// without a word of any language.
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { enterAsStaff, holdCorner, typeWords } from './staff-room.ts';

export const staffPins = { staff: '246810', technician: '13579024' };

interface Furnishing {
  url: string;
  /** Loads the first pack that is on a stick beside the edition on show. */
  loadPack?: boolean;
}

/** Sets the PINs of a new kiosk, and gives it a stop, a group, activities, a plan and reflections. */
export async function furnishStaffRoom({ url, loadPack = false }: Furnishing): Promise<void> {
  const send = async (path: string, body: unknown, init: RequestInit = {}): Promise<unknown> => {
    const headers = { 'content-type': 'application/json', ...init.headers };
    const response = await fetch(`${url}api/${path}`, {
      method: 'POST',
      ...init,
      headers,
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  await send('staff/set-up', { staffPin: staffPins.staff, technicianPin: staffPins.technician });
  const { token } = (await send('staff/enter', { pin: staffPins.staff })) as { token: string };
  const headers = { Authorization: `Bearer ${token}` };
  const asStaff = (path: string, body: unknown, method = 'POST') =>
    send(`staff/${path}`, body, { method, headers });
  const name = '临江市第二水厂党群服务中心';
  await asStaff('tour/arrive', { stop_id: 'shuichang-2', name, entry: 'enterprises' });
  await asStaff('tour/groups', { organisation: '临江水务集团', entry: 'enterprises', headcount: 45 });
  await asStaff('tour/groups', { organisation: '市第一中学初二年级', entry: 'schools', headcount: 120 });
  const { today } = (await (await fetch(`${url}api/staff/tour`, { headers })).json()) as { today: string };
  await asStaff('tour/activities', {
    kind: 'talk',
    organisation: '临江水务集团',
    headcount: 45,
    date: today,
  });
  await asStaff(
    'tour/itinerary',
    {
      stops: [
        {
          stop_id: 'liuhe',
          name: '六合村文化礼堂',
          entry: 'villages',
          address: '',
          from: '2027-01-04',
          to: '2027-01-08',
        },
      ],
    },
    'PUT',
  );
  const written = [
    '看到那位老会计第一次把发票塞进抽屉，我想到自己也有一只抽屉。今天回去就清。',
    '电话 13800138000，有事找我。',
    'The empty chair at the table is what I will remember.',
    '对女儿说：家里的钱干净，睡得才安稳。\n这句话我也说给自己听。',
    '一步可以回头的时候，没有人提醒他。我愿意做那个提醒的人。',
    '公章不是我的，是大家的。',
  ];
  const visit_id = randomUUID();
  const started = {
    event_id: randomUUID(),
    visit_id,
    age_ms: 0,
    type: 'visit.started',
    schema_version: 1,
    body: { language: 'zh-Hans', mode: 'visitor' },
  };
  await send('log', { events: [started] });
  for (const text of written) {
    await send('reflections', {
      event_id: randomUUID(),
      visit_id,
      age_ms: 0,
      consent: 'public',
      form: 'text',
      text,
    });
  }
  if (loadPack) await loadFirstPack(url, headers, asStaff);
}

async function loadFirstPack(
  url: string,
  headers: Record<string, string>,
  asStaff: (path: string, body: unknown) => Promise<unknown>,
): Promise<void> {
  const read = async (path: string): Promise<unknown> =>
    (await fetch(`${url}api/staff/${path}`, { headers })).json();
  const { sticks } = (await read('sticks')) as { sticks: { packs: { path: string }[] }[] };
  const pack = sticks[0]?.packs[0];
  if (!pack) throw new Error('no pack is on the stick');
  await asStaff('job', { do: 'load', pack: pack.path, goBack: false });
  for (let tries = 0; tries < 240; tries += 1) {
    const { job } = (await read('job')) as { job: { outcome?: { kind: string } } };
    if (job.outcome?.kind === 'loaded') return;
    if (job.outcome) throw new Error(`the pack was not loaded: ${JSON.stringify(job.outcome)}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error('the pack was not loaded in two minutes');
}

async function tap(page: Page, selector: string, index = 0): Promise<void> {
  await page.waitForTimeout(320);
  await page.locator(selector).nth(index).tap();
}

const goBack = (page: Page) => tap(page, '.crumb-back');
const cancel = (page: Page) => tap(page, '.staff-entry > header .button');

/** From the exhibition to every page of a furnished kiosk, and back; `look` is called at each. */
export async function walkEveryStaffPage(
  page: Page,
  language: string,
  look: (name: string) => Promise<void>,
): Promise<void> {
  await holdCorner(page);
  await page.locator(`.staff-head nav button[lang="${language}"]`).tap();
  await page.waitForSelector('.pin-pad');
  await look('pin');
  await tap(page, '.staff-door > .link');
  await page.waitForSelector('.staff-facts');
  await look('forgotten');
  await tap(page, '.staff-ways .button');
  await enterAsStaff(page, staffPins.technician);
  await look('home');

  await tap(page, '.staff-doors .button', 0);
  await page.waitForSelector('.test-grid');
  await page.locator('.test-grid button').nth(7).tap();
  await look('test-touch');
  await tap(page, '.staff-page > .button');
  await page.waitForSelector('.test-bars');
  await look('test-screen');
  await goBack(page);

  await tap(page, '.staff-doors .button', 1);
  await page.waitForSelector('.staff-block');
  await look('tour');
  await tap(page, '.staff-block > .button', 0);
  await page.waitForSelector('.staff-confirm');
  await look('tour-leave');
  await tap(page, '.staff-confirm .button', 0);
  await tap(page, '.staff-block > .button', 1);
  await page.waitForSelector('.staff-choices');
  await look('tour-audience');
  await tap(page, '.staff-choices .button', 1);
  await page.waitForSelector('.keyboard');
  await page.waitForTimeout(400);
  await look('tour-writing');
  await typeWords(page, 'gongsi');
  await page.waitForSelector('.staff-number');
  await look('tour-people');
  await cancel(page);
  await goBack(page);

  await tap(page, '.staff-doors .button', 2);
  await page.waitForSelector('.stick');
  await look('content');
  if ((await page.locator('.staff-staged').count()) > 0) {
    await tap(page, '.staff-staged .button', 1);
    await page.waitForSelector('.staff-confirm');
    await look('content-switch');
  }
  await goBack(page);

  await tap(page, '.staff-doors .button', 3);
  await page.waitForSelector('.review');
  await look('review');
  await tap(page, '.staff-tabs button', 2);
  await look('review-none');
  await goBack(page);

  await tap(page, '.staff-doors .button', 4);
  await page.waitForSelector('.staff-block');
  await look('numbers');
  await tap(page, '.staff-block .button', -1);
  await page.waitForSelector('.job[data-outcome]');
  await look('numbers-written');
  await goBack(page);

  await tap(page, '.staff-doors .button', 5);
  await page.waitForSelector('.stepper');
  await look('settings');
  await tap(page, '.staff-block:last-child > .button', -1);
  await page.waitForSelector('.staff-number');
  await look('settings-pin');
  await cancel(page);
  await goBack(page);
  await tap(page, '.staff-head > .button');
  await page.waitForSelector('.attract-bell');
}
