/**
 * The page of a running `sidetap console`, against whatever box it holds: SIDETAP_CONSOLE_URL is its address. Changes box.id and puts it back, sends those of
 * the profiles that are offered until one fits, and restarts the box. A box without a gateway gets SIDETAP_CONSOLE_GATEWAY (127.0.0.1:1883) on trial, which is confirmed. With SIDETAP_CONSOLE_IMAGES, a folder, it keeps pictures for the documents there.
 */

import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { connected, enter, goTo, isTooWide, settingOf } from './fixture';

const url = process.env['SIDETAP_CONSOLE_URL'] ?? '';
const gateway = process.env['SIDETAP_CONSOLE_GATEWAY'] ?? '127.0.0.1:1883';
const images = process.env['SIDETAP_CONSOLE_IMAGES'];

test.use({ viewport: { width: 1100, height: 760 } });
test.setTimeout(180000);

async function picture(page: Page, name: string): Promise<void> {
  for (const close of await page.getByRole('button', { name: 'Close this notice' }).all()) await close.click({ timeout: 2000 }).catch(() => {});
  await page.mouse.move(600, 750);
  await page.screenshot({ path: join(images ?? 'artifacts', `console-${name}.png`) });
}

async function restarted(page: Page): Promise<void> {
  await expect(page.getByText('The box is back.')).toBeVisible({ timeout: 90000 });
  await connected(page);
}

async function setBoxId(page: Page, value: string, isPictured = false): Promise<void> {
  await goTo(page, 'Settings');
  await enter(page, 'box.id', value);
  await expect(settingOf(page, 'box.id')).toContainText('changed');
  if (isPictured) await picture(page, 'settings');
  await page.getByRole('button', { name: 'Review and save' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('row', { name: /box\.id/ })).toContainText(value);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Restart now' }).click();
  await restarted(page);
  await expect(page.getByRole('banner')).toContainText(value);
}

test('a box is set up from start to end', async ({ page }) => {
  const foreign: string[] = [];
  const host = new URL(url).host;
  page.on('request', (request) => {
    const asked = new URL(request.url());
    if (!['data:', 'blob:'].includes(asked.protocol) && asked.host !== host) foreign.push(request.url());
  });
  page.on('pageerror', (error) => foreign.push(error.message));
  await page.goto(url);
  await connected(page);

  await test.step('readings move', async () => {
    const values = page.getByRole('table', { name: 'Readings' }).locator('td.number');
    await expect(values.first()).toBeVisible();
    const before = (await values.allTextContents()).join();
    await expect.poll(async () => (await values.allTextContents()).join(), { timeout: 30000 }).not.toBe(before);
    // What has a unit and a value.
    const boxes = page.getByRole('table', { name: 'Readings' }).locator('tr').filter({ has: page.locator('.unit', { hasText: /\S/ }) }).filter({ has: page.locator('.number', { hasText: /\d/ }) }).getByRole('checkbox');
    for (let i = 0; i < Math.min(3, await boxes.count()); i++) await boxes.nth(i).check();
    await page.waitForTimeout(images ? 20000 : 2000);
    await picture(page, 'readings');
  });

  await test.step('a value that is refused is told at its field', async () => {
    await goTo(page, 'Settings');
    await enter(page, 'mqttSn.keepAlive', '99999');
    await expect(settingOf(page, 'mqttSn.keepAlive').locator('.error')).toContainText('65535');
    await enter(page, 'mqttSn.keepAlive', '60');
    await expect(settingOf(page, 'mqttSn.keepAlive').locator('.error')).toHaveText('');
  });

  await test.step('a new box gets its gateway, on trial', async () => {
    await goTo(page, 'Settings');
    if ((await settingOf(page, 'mqttSn.gateway').locator('input').inputValue()) !== '') return;
    await enter(page, 'mqttSn.gateway', gateway);
    await expect(settingOf(page, 'mqttSn.gateway')).toContainText('changed');
    await page.getByRole('button', { name: 'Review and save' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByRole('dialog', { name: 'Saved. Restart the box now?' }).getByRole('button', { name: 'Restart now' }).click();
    await restarted(page);
    // A gateway that answers confirms it by itself.
    const trial = page.getByRole('region', { name: 'Settings on trial' });
    if (await trial.isVisible()) {
      await picture(page, 'trial');
      await trial.getByRole('button', { name: 'Confirm' }).click();
    }
    await expect(trial).toBeHidden();
    await expect(settingOf(page, 'mqttSn.gateway').locator('input')).toHaveValue(gateway);
  });

  await test.step('box.id is saved and in force after a restart', async () => {
    await goTo(page, 'Settings');
    const before = await settingOf(page, 'box.id').locator('input').inputValue();
    const other = before === 'press-4' ? 'press-5' : 'press-4';
    await setBoxId(page, other, true);
    if (before) await setBoxId(page, before);
  });

  await test.step('a profile is sent', async () => {
    await goTo(page, 'Machine');
    // A board may lack what a profile needs, and says so: one of them has to fit.
    const offers = page.getByRole('group', { name: 'Shipped profiles' }).getByRole('radio');
    const stored = page.getByText(/^Stored/);
    for (let i = 0; i < (await offers.count()) && !(await stored.isVisible()); i++) {
      await offers.nth(i).check();
      await page.getByRole('button', { name: 'Send to the box' }).click();
      await expect(stored.or(page.locator('.error:visible', { hasText: /\S/ }))).toBeVisible({ timeout: 60000 });
    }
    await expect(stored).toBeVisible();
    await picture(page, 'machine');
    await page.getByRole('button', { name: 'Restart now' }).click();
    await restarted(page);
  });

  await test.step('every part shows something and fits', async () => {
    for (const section of ['Calibrate', 'Network', 'Log', 'Report']) {
      await goTo(page, section);
      await page.waitForTimeout(1500);
      await picture(page, section.toLowerCase());
      expect(await isTooWide(page)).toBe(false);
    }
  });
  expect(foreign).toEqual([]);
});
