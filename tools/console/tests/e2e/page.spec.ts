import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { connected, enter, expect, goTo, isTooWide, test } from './fixture';

const SECTIONS = ['Readings', 'Machine', 'Settings', 'Calibrate', 'Network', 'Log', 'Report'];
const PAGE = new URL('../../dist/index.html', import.meta.url);

async function visit(page: Page, section: string): Promise<void> {
  await goTo(page, section);
  if (section === 'Readings') for (const name of ['SpindleCurrent', 'SpindlePower', 'PositionX']) await page.getByRole('checkbox', { name: `Plot ${name}` }).check();
  if (section === 'Settings') await enter(page, 'mqttSn.keepAlive', '0');
  if (section === 'Settings') await enter(page, 'box.id', 'press-4');
  if (section === 'Calibrate') await page.getByRole('button', { name: 'Calibrate SpindleCurrent' }).click();
  if (section === 'Network') await page.getByRole('button', { name: 'Scan' }).click();
  if (section === 'Network') await page.getByRole('button', { name: 'Test the connection' }).click();
  if (section === 'Report') await page.getByRole('button', { name: 'Show it here' }).click();
  await page.waitForTimeout(section === 'Readings' ? 4000 : 400);
}

for (const scheme of ['light', 'dark'] as const) {
  test(`every part in ${scheme}`, async ({ watched: page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await connected(page);
    for (const section of SECTIONS) {
      await visit(page, section);
      await page.screenshot({ path: `artifacts/${section.toLowerCase()}-${scheme}.png`, fullPage: section !== 'Settings' });
      expect(await isTooWide(page)).toBe(false);
    }
    const isDark = await page.evaluate(() => getComputedStyle(document.body).backgroundColor === 'rgb(16, 22, 27)');
    expect(isDark).toBe(scheme === 'dark');
  });
}

for (const width of [360, 768]) {
  test(`every part ${width} px wide, without a horizontal scroll bar`, async ({ watched: page }) => {
    await page.setViewportSize({ width, height: 740 });
    await connected(page);
    for (const section of SECTIONS) {
      await visit(page, section);
      await page.screenshot({ path: `artifacts/${section.toLowerCase()}-${width}.png`, fullPage: section !== 'Settings' });
      expect(await isTooWide(page), section).toBe(false);
    }
  });
}

test('colours are chosen by hand and kept', async ({ watched: page }) => {
  const button = page.getByRole('button', { name: /^Colours:/ });
  await button.click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await button.click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

/** Contrast of the text in an element to what is behind it (WCAG 2.2, 1.4.3). */
const worstContrast = (page: Page): Promise<{ ratio: number; text: string }> =>
  page.evaluate(() => {
    const parse = (color: string): number[] => (color.match(/[\d.]+/g) ?? []).map(Number);
    const luminance = ([r, g, b]: number[]): number => {
      const [x, y, z] = [r!, g!, b!].map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * x! + 0.7152 * y! + 0.0722 * z!;
    };
    const behind = (element: Element | null): number[] => {
      for (let at = element; at; at = at.parentElement) {
        const color = parse(getComputedStyle(at).backgroundColor);
        if (color.length === 3 || color[3] === 1) return color;
      }
      return [255, 255, 255];
    };
    let worst = { ratio: 21, text: '' };
    for (const element of document.querySelectorAll('body *')) {
      const text = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.textContent!.trim()).join('');
      if (!text || !(element as HTMLElement).offsetParent || (element as HTMLButtonElement).disabled) continue;
      const [a, b] = [luminance(parse(getComputedStyle(element).color)), luminance(behind(element))];
      const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      if (ratio < worst.ratio) worst = { ratio, text };
    }
    return worst;
  });

for (const scheme of ['light', 'dark'] as const) {
  test(`text can be read in ${scheme}`, async ({ watched: page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await connected(page);
    for (const section of SECTIONS) {
      await visit(page, section);
      const { ratio, text } = await worstContrast(page);
      expect(ratio, `${section}: ${text}`).toBeGreaterThanOrEqual(4.5);
    }
  });
}

test('everything has a name, and every field a label', async ({ watched: page }) => {
  await connected(page);
  for (const section of SECTIONS) {
    await visit(page, section);
    const nameless = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('button, a, input, select, textarea')]
        .filter((element) => element.offsetParent)
        .filter((element) => {
          const labels = (element as HTMLInputElement).labels;
          return !element.getAttribute('aria-label') && !(labels && labels.length > 0) && !element.textContent!.trim();
        })
        .map((element) => element.outerHTML),
    );
    expect(nameless, section).toEqual([]);
  }
});

test('a change goes from start to end without a mouse', async ({ watched: page, server }) => {
  await connected(page);
  const tabTo = async (what: () => Promise<boolean>): Promise<void> => {
    for (let i = 0; i < 60 && !(await what()); i++) await page.keyboard.press('Tab');
    expect(await what()).toBe(true);
    // The focus can be seen.
    expect(await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle)).toBe('solid');
  };
  const hasFocus = (selector: string, text = '') => (): Promise<boolean> => page.evaluate(([wanted, words]) => document.activeElement!.matches(wanted!) && document.activeElement!.textContent!.includes(words!), [selector, text]);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await tabTo(hasFocus('nav a', 'Settings'));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Settings', exact: true })).toBeVisible();
  await tabTo(hasFocus('[data-setting="box.id"] input'));
  await page.keyboard.press('Control+A');
  await page.keyboard.type('press-4');
  await page.keyboard.press('Tab');
  await expect(page.getByText('1 change is not saved')).toBeVisible();
  for (let i = 0; i < 200 && !(await hasFocus('.save-bar .primary')()); i++) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Save this change?' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Review and save' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Save this change?' })).toBeVisible();
  await tabTo(hasFocus('dialog .primary'));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Saved. Restart the box now?' })).toBeVisible();
  expect(server.box.settings.saved('box.id')).toBe('press-4');
});

test('a file on disk offers USB, and asks nobody for anything', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(PAGE.href);
  await expect(page.getByText('plug its USB cable into this computer')).toBeVisible();
  await expect(page.getByRole('main').getByRole('button', { name: 'Connect' })).toBeVisible();
  expect(asked.filter((url) => !url.startsWith('data:'))).toEqual([PAGE.href]);
});

test('a browser without Web Serial says which to take', async ({ page }) => {
  await page.addInitScript(() => delete (Navigator.prototype as { serial?: unknown }).serial);
  await page.goto(PAGE.href);
  await expect(page.getByText('This browser has no Web Serial')).toBeVisible();
  await expect(page.getByText('Open this page in Chrome or Edge')).toBeVisible();
  await page.getByRole('button', { name: 'Connect' }).click();
  await expect(page.getByText('Use Chrome or Edge on a computer.')).toBeVisible();
});

test('the page is one file that may run nothing but itself and connect to nothing but where it is from', async () => {
  const html = await readFile(PAGE, 'utf8');
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)![1]!;
  expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-[\w+/=]+'; style-src 'sha256-[\w+/=]+'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'$/);
  expect(html).not.toMatch(/<(script|link|img|iframe)[^>]*(src|href)="(?!data:)/);
});
