import { expect, test as base, type Page } from '@playwright/test';
import { FakeServer } from '../fake/fakeServer';

/** A fake box behind a server of its own, and a page that must ask nobody else for anything and must not fail. */
export const test = base.extend<{ server: FakeServer; url: string; watched: Page }>({
  server: async ({}, use) => {
    const server = new FakeServer();
    await use(server);
    await server.stop();
  },
  url: async ({ server }, use) => {
    await use(await server.start());
  },
  watched: async ({ page, url }, use) => {
    const wrong: string[] = [];
    const host = new URL(url).host;
    page.on('request', (request) => {
      const asked = new URL(request.url());
      if (!['data:', 'blob:'].includes(asked.protocol) && asked.host !== host) wrong.push(`request to ${request.url()}`);
    });
    page.on('websocket', (socket) => {
      if (socket.url() !== `ws://${host}/box`) wrong.push(`WebSocket to ${socket.url()}`);
    });
    page.on('pageerror', (error) => wrong.push(`error: ${error.message}`));
    page.on('console', (message) => {
      // That the server is away while it restarts is what the browser writes down itself.
      if (message.type() === 'error' && !message.text().includes('WebSocket connection')) wrong.push(`console: ${message.text()}`);
    });
    await page.goto(url);
    await use(page);
    expect(wrong).toEqual([]);
  },
});

export { expect };

/** Waits until the box is read. */
export async function connected(page: Page): Promise<void> {
  await expect(page.locator('body')).toHaveAttribute('data-connection', 'ready');
}

export async function goTo(page: Page, section: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: section }).click();
  await expect(page.getByRole('heading', { level: 2, name: section, exact: true })).toBeVisible();
}

export const settingOf = (page: Page, name: string) => page.locator(`[data-setting="${name}"]`);

/** Enters a value into a setting's field as a person does. */
export async function enter(page: Page, name: string, value: string): Promise<void> {
  const field = settingOf(page, name);
  const group = page.locator(`[data-group="${name.split('.')[0]}"]`);
  if (!(await group.evaluate((element: HTMLDetailsElement) => element.open))) await group.locator('summary').click();
  await field.locator('input').fill(value);
  await field.locator('input').press('Tab');
}

/** Whether the page is wider than the window. */
export const isTooWide = (page: Page): Promise<boolean> => page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
