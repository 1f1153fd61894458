// The hub's first page in a real browser: each kiosk as the hub answers it, whatever has become of it.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import zhHans from '../hub/dashboard/i18n/zh-Hans.json';
import { hubItself } from '../hub/accounts/audit.ts';
import { revokeKiosk } from '../hub/kiosks/enrol.ts';
import { findOrMakeHub } from '../hub/store/hub-identity.ts';
import { enrolDirectly, logId, makeTestKiosk, makeVisitRows, sentAt } from '../hub/testing/test-kiosk.ts';
import { nowViewSchema } from '../model/hub-views.ts';
import type { KioskState } from '../model/sync-api.ts';
import { findViolations } from './support/find-violations.ts';
import { acceptLink, laptop, openHubPage, type OpenedHub } from './support/hub-pages.ts';
import { openBrowser } from './support/open-browser.ts';
import { openNewHub, type NewHub } from './support/open-new-hub.ts';

const { now: words } = zhHans;
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
let browser: Browser;
let hub: NewHub;
let opened: OpenedHub;

beforeAll(async () => {
  browser = await openBrowser();
  hub = await openNewHub();
  await furnish();
  opened = await openHubPage(browser, hub.firstLink, laptop);
  await acceptLink(opened.page);
  await opened.page.waitForSelector('.kiosk');
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await hub?.stop();
});

/** One kiosk of each fate, by what real kiosks send at the hub's time. */
async function furnish(): Promise<void> {
  const { hubId } = await findOrMakeHub(hub.store, Date.now());
  const post = async (path: string, body: unknown) =>
    (
      await fetch(new URL(path, hub.url), {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      })
    ).status;

  async function enrol(number: number) {
    const kiosk = makeTestKiosk(`kiosk-0000000${number}`);
    await enrolDirectly(hub.store, kiosk);
    return {
      ...kiosk,
      async tell(changes: Partial<KioskState>) {
        const state: KioskState = {
          format: 1,
          kiosk_id: kiosk.kioskId,
          hub_id: hubId,
          sent_at: { ...sentAt, wall_ms: Date.now() + hub.clock.aheadMs },
          version: '0.2.0',
          edition: 'sample-2026-11-01-1',
          stop_id: null,
          log_id: logId,
          last_seq: 12,
          unsent: 0,
          free_bytes: 20 * 1024 ** 3,
          lights: [],
          recall_version: 0,
          feed_through: 0,
          ...changes,
        };
        const { sha256: _sha256, ...signed } = kiosk.sign(state);
        expect(await post('/v1/states', signed)).toBe(200);
      },
    };
  }

  await enrol(1);
  const silent = await enrol(2);
  const revoked = await enrol(3);
  const cloned = await enrol(4);
  const well = await enrol(5);
  const clock = await enrol(6);
  hub.clock.aheadMs = -15 * dayMs;
  await silent.tell({ unsent: 41_000, edition: 'sample-2026-10-01-2' });
  hub.clock.aheadMs = -2 * dayMs;
  await revoked.tell({ unsent: 7 });
  await revokeKiosk(hub.store, { kioskId: revoked.kioskId, by: hubItself, nowMs: Date.now() });
  hub.clock.aheadMs = -10 * minuteMs;
  const rows = makeVisitRows(2);
  expect(await post('/v1/batches', cloned.batch(rows))).toBe(200);
  const [first, ...others] = rows;
  if (!first) throw new Error('no rows');
  // The same place in the log, with another content: a disk that was copied.
  const another = { ...first, wall_ms: first.wall_ms + 1 };
  expect(await post('/v1/batches', cloned.batch([another, ...others]))).toBe(409);
  await cloned.tell({ unsent: 3, lights: [{ id: 'sound', state: 'amber', code: 'stale' }] });
  hub.clock.aheadMs = 0;
  await well.tell({ unsent: 1_204 });
  await clock.tell({ sent_at: { ...sentAt, wall_ms: Date.now() + 11 * minuteMs } });
}

test('each kiosk stands there with what the hub answers of it, and says what has become of it', async () => {
  const { page, complaints } = opened;
  const { kiosks, nowMs } = nowViewSchema.parse(
    await page.evaluate(async () => (await fetch('/api/views/now')).json()),
  );
  expect(kiosks).toHaveLength(6);
  const number = new Intl.NumberFormat('zh-CN');
  for (const kiosk of kiosks) {
    const entry = page.locator('.kiosk', { has: page.locator(`[id="${kiosk.kioskId}"]`) });
    const facts = new Map(
      await entry
        .locator('dl > div')
        .evaluateAll((pairs) =>
          pairs.map(
            (pair) =>
              [
                pair.querySelector('dt')?.textContent ?? '',
                pair.querySelector('dd')?.textContent ?? '',
              ] as const,
          ),
        ),
    );
    const what = kiosk.kioskId;
    const { unsent, edition, lastHeardMs } = kiosk;
    expect([what, facts.get(words.fact.unsent)]).toEqual([
      what,
      unsent === null ? words.notTold : number.format(unsent),
    ]);
    expect([what, facts.get(words.fact.edition)]).toEqual([what, edition === '' ? words.notTold : edition]);
    const heard = entry.locator('.kiosk-heard time');
    expect([what, await heard.count()]).toEqual([what, lastHeardMs === null ? 0 : 1]);
    if (lastHeardMs !== null) {
      expect(await heard.getAttribute('datetime')).toBe(new Date(lastHeardMs).toISOString());
    }
  }
  const figures = await page.locator('.figures dd').allTextContents();
  const active = kiosks.filter(({ state }) => state === 'active');
  const heardLately = active.filter(({ lastHeardMs }) => nowMs - (lastHeardMs ?? 0) < 60 * minuteMs);
  const unsent = active.reduce((sum, kiosk) => sum + (kiosk.unsent ?? 0), 0);
  expect(figures).toEqual(
    [active.length, heardLately.length, 1, unsent].map((value) => number.format(value)),
  );
  expect(unsent).toBe(41_000 + 3 + 1_204);
  expect(complaints).toEqual([]);
});

test('who needs somebody stands first, each with its sentence', async () => {
  const { page, complaints } = opened;
  const shown = await page.locator('.kiosk').evaluateAll((entries) =>
    entries.map((entry) => ({
      id: entry.getAttribute('aria-labelledby')?.at(-1),
      heard: entry.querySelector('.kiosk-heard')?.textContent ?? '',
      lights: [...entry.querySelectorAll('.kiosk-lights li')].map((light) => light.textContent ?? ''),
    })),
  );
  const { standing, cloned, revoked, clockFast } = words;
  const [clonedAt = ''] = cloned.split('（');
  const [fast = ''] = clockFast.split('{{');
  expect(shown.map(({ id, heard }) => [id, heard.split(' · ')[0]])).toEqual([
    ['4', standing.urgent],
    ['1', standing.silent],
    ['2', standing.silent],
    ['6', standing.look],
    ['5', standing.well],
    ['3', standing.revoked],
  ]);
  const of = new Map(shown.map((kiosk) => [kiosk.id, kiosk]));
  expect(of.get('1')?.heard).toContain(words.neverHeard);
  expect(of.get('2')?.heard).toContain('15天前');
  expect(of.get('4')?.lights).toEqual([expect.stringContaining(clonedAt), expect.any(String)]);
  expect(of.get('6')?.lights).toEqual([expect.stringContaining(fast)]);
  expect(of.get('5')?.lights).toEqual([]);
  expect(of.get('3')?.lights).toEqual([revoked]);
  expect(await findViolations(page, 'now')).toEqual([]);
  expect(complaints).toEqual([]);
});

test('a kiosk that is heard of again is told of without loading the page again', async () => {
  const { page } = opened;
  await hub.store.db
    .updateTable('kiosks')
    .set({ unsent: 77, last_heard_ms: Date.now() })
    .where('kiosk_id', '=', 'kiosk-00000002')
    .execute();
  const entry = page.locator('.kiosk', { has: page.locator('[id="kiosk-00000002"]') });
  await expect.poll(() => entry.textContent(), { timeout: 20_000 }).toContain(words.standing.well);
  expect(await entry.textContent()).toContain('77');
});
