import { defineConfig } from '@playwright/test';

/** Debian's Chromium, or the one that CHROMIUM names; nothing is downloaded. With SIDETAP_CONSOLE_URL the page of a running `sidetap console` is tested instead of the fake box's. */
export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: process.env['SIDETAP_CONSOLE_URL'] ? 'real.spec.ts' : /(?<!real)\.spec\.ts$/,
  outputDir: 'artifacts/playwright',
  fullyParallel: false,
  workers: 2,
  timeout: 45000,
  expect: { timeout: 10000 },
  reporter: [['list']],
  use: {
    viewport: { width: 1280, height: 860 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    colorScheme: 'light',
    acceptDownloads: true,
    launchOptions: { executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] },
  },
});
