// The way behind the exhibition, by touch, as staff take it.
import type { Page } from 'playwright-core';
import { touch } from './open-browser.ts';

/** One finger on the lower left corner, for as long as it takes. */
export async function holdCorner(page: Page): Promise<void> {
  const height = page.viewportSize()?.height ?? 0;
  const cdp = await page.context().newCDPSession(page);
  const point = { x: 30, y: height - 30 };
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
  await page.waitForTimeout(3_300);
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await cdp.detach();
  await page.waitForSelector('.staff-head');
}

/** A button of the staff's screens by what stands on it. */
export async function press(page: Page, name: string | RegExp, index = 0): Promise<void> {
  const button = page.locator('.staff').getByRole('button', { name, exact: true }).nth(index);
  await button.waitFor();
  // What has just come under the finger is not pressed by it (use-press-guard.ts).
  await page.waitForTimeout(350);
  await button.tap();
  await page.waitForTimeout(120);
}

async function typeDigits(page: Page, digits: string): Promise<void> {
  await page.waitForTimeout(320);
  for (const digit of digits) {
    await page.locator('.pin-keys button', { hasText: new RegExp(`^${digit}$`) }).tap();
  }
  await page.locator('.pin-done').tap();
  await page.waitForTimeout(150);
}

/** The first PINs of a new kiosk, each twice. */
export async function setPins(page: Page, staff: string, technician: string): Promise<void> {
  for (const pin of [staff, staff, technician, technician]) await typeDigits(page, pin);
  await page.getByText('请输入密码').waitFor();
}

export async function enterAsStaff(page: Page, pin: string): Promise<void> {
  await page.waitForSelector('.pin-pad');
  await typeDigits(page, pin);
  await page.waitForSelector('.lights .light');
}

export async function typeNumber(page: Page, number: number): Promise<void> {
  await page.waitForSelector('.staff-number');
  await typeDigits(page, String(number));
}

/** Letters on the keyboard of the glass, in its Latin mode. */
export async function typeWords(page: Page, words: string): Promise<void> {
  await page.waitForSelector('.staff-entry .keyboard');
  await page.waitForTimeout(350);
  await page.locator('.key[role="tab"]').nth(1).tap();
  await page.waitForTimeout(350);
  for (const letter of words) {
    await page
      .locator('.key-letter', { hasText: new RegExp(`^${letter}$`) })
      .first()
      .tap();
    await page.waitForTimeout(40);
  }
  await touch(page, '.key-done');
}
