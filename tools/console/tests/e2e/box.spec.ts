import { readFile } from 'node:fs/promises';
import { compiledProfile } from '../fake/compiledProfile';
import { connected, enter, expect, goTo, settingOf, test } from './fixture';

test('connects by itself and says which box it is', async ({ watched: page }) => {
  await connected(page);
  const header = page.getByRole('banner');
  await expect(header).toContainText('mill-3');
  await expect(header).toContainText('firmware 0.9.0 · esp32s3 · profile CncMachineTool · over sidetap console');
  await expect(header).toContainText('Connected');
  await expect(header).toContainText('Publishing');
  await expect(page).toHaveTitle('mill-3 · Sidetap');
});

test('disconnects and connects again', async ({ watched: page }) => {
  await connected(page);
  await page.getByRole('button', { name: 'Disconnect' }).click();
  await expect(page.getByRole('heading', { name: 'Connect a box' })).toBeVisible();
  await expect(page.getByRole('table', { name: 'Readings' })).toContainText('No readings yet');
  await page.getByRole('main').getByRole('button', { name: 'Connect' }).click();
  await connected(page);
  await expect(page.getByRole('row', { name: /SpindleCurrent/ })).toBeVisible();
});

test('leaves the box as a terminal finds it, and asks before what is not saved is lost', async ({ watched: page, server }) => {
  await connected(page);
  await goTo(page, 'Settings');
  await enter(page, 'box.id', 'press-4');
  await expect(page.getByText('1 change is not saved')).toBeVisible();
  await page.getByRole('button', { name: 'Disconnect' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await connected(page);
  await page.getByRole('button', { name: 'Disconnect' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
  await expect(page.getByRole('heading', { name: 'Connect a box' })).toBeVisible();
  expect(server.box.isMachine).toBe(false);
  expect(server.box.settings.diff()).toEqual([]);
});

test('a second page takes the line, and the first one does not fight for it', async ({ watched: page, context, url }) => {
  await connected(page);
  const second = await context.newPage();
  await second.goto(url);
  await connected(second);
  await expect(page.getByRole('main')).toContainText('Another page has taken the line to the box');
  await page.waitForTimeout(3000);
  await connected(second);
  await page.getByRole('main').getByRole('button', { name: 'Connect' }).click();
  await connected(page);
  await expect(second.getByRole('main')).toContainText('Another page has taken the line to the box');
});

test.describe('readings', () => {
  test('appear with unit and status in words, and move', async ({ watched: page }) => {
    await connected(page);
    const row = page.getByRole('row', { name: /SpindleCurrent/ });
    await expect(row).toContainText('Good');
    await expect(row.locator('.unit')).toHaveText('A');
    const before = await row.locator('.number').textContent();
    await expect(row.locator('.number')).not.toHaveText(before!);
    await expect(page.getByRole('row', { name: /BearingTemperature/ })).toContainText('Uncertain: engineering units exceeded');
    await expect(page.getByRole('row', { name: /CoolantLevel/ })).toContainText('Nothing is connected to this input.');
    await expect(page.locator('.tools [role=status]:visible')).toHaveText('10 fields, 1 bad, 1 uncertain');
  });

  test('plot, up to four', async ({ watched: page }) => {
    await connected(page);
    for (const name of ['SpindleCurrent', 'SpindlePower', 'FeedRate', 'PositionX']) await page.getByRole('checkbox', { name: `Plot ${name}` }).check();
    const plot = page.getByRole('region', { name: 'Plot' });
    await expect(plot.getByRole('listitem')).toHaveCount(4);
    await expect(plot.getByRole('listitem').first()).toContainText(/SpindleCurrent\s*\d+\.?\d* A/);
    await page.getByRole('checkbox', { name: 'Plot OperatingHours' }).click();
    await expect(page.getByText('The plot holds 4 fields.')).toBeVisible();
    await expect(page.getByRole('checkbox', { name: 'Plot OperatingHours' })).not.toBeChecked();
    await page.waitForTimeout(2500);
    // There are lines: pixels of the first series' colour.
    const painted = await plot.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      let count = 0;
      for (let i = 0; i < data.length; i += 4) if (data[i + 3]! > 200 && Math.abs(data[i]! - 0x0b) < 20 && Math.abs(data[i + 1]! - 0x5e) < 20 && Math.abs(data[i + 2]! - 0x8a) < 20) count++;
      return count;
    });
    expect(painted).toBeGreaterThan(20);
    await plot.getByRole('button', { name: 'Take FeedRate out of the plot' }).click();
    await expect(page.getByRole('checkbox', { name: 'Plot FeedRate' })).not.toBeChecked();
  });

  test('pause and go on', async ({ watched: page }) => {
    await connected(page);
    const cell = page.getByRole('row', { name: /SpindleCurrent/ }).locator('.number');
    await expect(cell).toHaveText(/\d/);
    await page.getByRole('button', { name: 'Pause' }).click();
    const paused = await cell.textContent();
    await page.waitForTimeout(2300);
    await expect(cell).toHaveText(paused!);
    await page.getByRole('button', { name: 'Go on' }).click();
    await expect(cell).not.toHaveText(paused!);
  });

  test('can be narrowed to what is not good', async ({ watched: page }) => {
    await connected(page);
    await page.getByLabel('Not good only').check();
    await expect(page.getByRole('table', { name: 'Readings' }).locator('tbody tr:visible')).toHaveCount(2);
    await page.getByLabel('Not good only').uncheck();
    await page.getByLabel('Find a field').fill('position');
    await expect(page.getByRole('table', { name: 'Readings' }).locator('tbody tr:visible')).toHaveCount(1);
  });

  test('tell a broken wire', async ({ watched: page, server }) => {
    await connected(page);
    server.box.isSensorBroken = true;
    await expect(page.getByRole('row', { name: /SpindleCurrent/ })).toContainText('Bad: sensor failure');
    await expect(page.getByRole('row', { name: /SpindleCurrent/ })).toContainText('Look for a broken or shorted wire.');
  });
});

test.describe('a profile', () => {
  test('of those that are offered is sent and used after a restart', async ({ watched: page, server }) => {
    await connected(page);
    await goTo(page, 'Machine');
    await expect(page.locator('.facts:visible')).toContainText('CncMachineTool');
    await page.getByLabel('Injection molding machine').check();
    await expect(page.getByText('InjectionMoldingMachine: Machine for tests, version 2026-08-27 (841017600.841104000), 1900 octets')).toBeVisible();
    await page.getByRole('button', { name: 'Send to the box' }).click();
    await expect(page.getByText('Stored. It is used from the next start on.')).toBeVisible();
    expect(server.box.profile.stored).toEqual(compiledProfile('InjectionMoldingMachine', 1900));
    await page.getByRole('button', { name: 'Restart now' }).click();
    await expect(page.getByRole('banner')).toContainText('profile SentProfile');
  });

  test('from a file goes on where it was stopped', async ({ watched: page, server }) => {
    await connected(page);
    await goTo(page, 'Machine');
    await page.getByLabel('Compiled profile').setInputFiles({ name: 'my.stp', mimeType: '', buffer: Buffer.from(compiledProfile('MyMachine', 3000)) });
    server.box.answerMs = 60;
    await page.getByRole('button', { name: 'Send to the box' }).click();
    await expect(page.getByText(/^[1-9]\d+ of 3000 octets/)).toBeVisible();
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect(page.getByText('Stopped. Send it again to go on from here.')).toBeVisible();
    const there = server.box.profile.receivedOctets;
    expect(there).toBeLessThan(3000);
    server.box.answerMs = 0;
    const before = server.box.requests.length;
    await page.getByRole('button', { name: 'Send to the box' }).click();
    await expect(page.getByText('Stored.')).toBeVisible();
    expect(server.box.requests.slice(before).find((request) => request.startsWith('profile block'))).toContain(`profile block ${there} `);
  });

  test('in JSON is not sent, and the box’s own refusal is shown', async ({ watched: page, server }) => {
    await connected(page);
    await goTo(page, 'Machine');
    await page.getByLabel('Compiled profile').setInputFiles({ name: 'my.json', mimeType: '', buffer: Buffer.from('{ "name": "x" }') });
    await expect(page.getByText('it looks like JSON. Compile it first: sidetap profile compile')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Send to the box' })).toBeDisabled();
    server.box.profile.refusal = 'channel 12 is not on this board; change SpindleCurrentSignal';
    await page.getByLabel('AGV').check();
    await page.getByRole('button', { name: 'Send to the box' }).click();
    await expect(page.getByText('channel 12 is not on this board')).toBeVisible();
  });
});

test('a signal is calibrated by two points', async ({ watched: page, server }) => {
  await connected(page);
  await goTo(page, 'Calibrate');
  await page.getByRole('button', { name: 'Calibrate SpindleCurrent' }).click();
  const guide = page.getByRole('region', { name: 'Calibration' });
  const channel = server.box.calibration.channels['SpindleCurrent']!;
  channel.raw = 2;
  await expect(guide.locator('output').first()).toHaveText('2.0000');
  const [low, high] = [guide.getByLabel('The reference shows').first(), guide.getByLabel('The reference shows').last()];
  await low.fill('about two');
  await guide.getByRole('button', { name: 'Take the low point' }).click();
  await expect(guide).toContainText('Enter the number that the reference shows');
  await low.fill('2,5');
  await low.press('Enter');
  await expect(guide).toContainText('Taken: raw 2.0000 is 2.5 A.');
  await high.fill('20');
  await guide.getByRole('button', { name: 'Take the high point' }).click();
  await expect(guide).toContainText('the two points are too close');
  channel.raw = 16;
  await expect(guide.locator('output').first()).toHaveText('16.0000');
  await guide.getByRole('button', { name: 'Take the high point' }).click();
  await expect(guide).toContainText('Taken: raw 16.0000 is 20 A.');
  await guide.getByRole('button', { name: 'Save the correction' }).click();
  await expect(page.getByText('SpindleCurrent is corrected: gain 1.25, offset 0.')).toBeVisible();
  expect(channel.gain).toBe(1.25);
});

test('a signal that no field shows is calibrated by its channel', async ({ watched: page, server }) => {
  await connected(page);
  await goTo(page, 'Calibrate');
  await expect(page.getByRole('row', { name: /^SpindlePower/ })).toContainText('–');
  await page.getByRole('button', { name: 'Calibrate Channel 9' }).click();
  const guide = page.getByRole('region', { name: 'Calibration' });
  await expect(guide.locator('output').first()).toHaveText('3.4610');
  await guide.getByRole('button', { name: 'Take the correction away' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take it away' }).click();
  await expect(page.getByRole('row', { name: /^Channel 9/ })).not.toContainText('1.002');
  expect(server.box.requests).toContain('calibrate 9 clear');
});

test('a network is chosen among those in reach, and what a stranger calls his is only text', async ({ watched: page, server }) => {
  await connected(page);
  await goTo(page, 'Network');
  await expect(page.locator('.facts:visible')).toContainText('-61 dBm, good');
  await page.getByRole('button', { name: 'Scan' }).click();
  await expect(page.getByText('4 found, strongest first.')).toBeVisible();
  await expect(page.getByRole('row', { name: /onerror/ })).toContainText('<img src=x onerror=alert(1)>');
  expect(await page.locator('img').count()).toBe(0);
  await page.getByRole('button', { name: 'Use Office' }).click();
  const dialog = page.getByRole('dialog', { name: 'Use Office' });
  await dialog.getByLabel('Passphrase').fill('short');
  await dialog.getByRole('button', { name: 'Enter it in the settings' }).click();
  await expect(dialog).toContainText('8 characters at least');
  await dialog.getByLabel('Passphrase').fill('long enough 1');
  await dialog.getByRole('button', { name: 'Enter it in the settings' }).click();
  await expect(settingOf(page, 'wifi.ssid').locator('input')).toHaveValue('Office');
  await expect(page.getByText('2 changes are not saved')).toBeVisible();
  expect(server.box.requests).toContain('set wifi.password "long enough 1"');
});

test('the connection is tested step by step', async ({ watched: page, server }) => {
  await connected(page);
  await goTo(page, 'Network');
  await page.getByRole('button', { name: 'Test the connection' }).click();
  await expect(page.getByRole('row', { name: /Gateway/ })).toContainText('failed');
  await expect(page.getByText('Something is in the way: see the step that failed.')).toBeVisible();
  await page.getByRole('button', { name: 'Ping the gateway' }).click();
  await expect(page.getByText('Answered in 12 ms.')).toBeVisible();
  server.box.hasWifi = false;
  await page.getByRole('button', { name: 'Scan' }).click();
  await expect(page.getByText('this board has no Wi-Fi; use its Ethernet')).toBeVisible();
});

test('the log follows', async ({ watched: page, server }) => {
  await connected(page);
  await goTo(page, 'Log');
  await expect(page.getByRole('table', { name: 'Log' })).toContainText('connected to the gateway');
  server.box.notes.push([61234, 'error', 'outbox: page 12 can’t be written']);
  await expect(page.getByRole('table', { name: 'Log' }).locator('tbody tr').first()).toContainText('0:01:01.234');
});

test('report and settings are exported without secrets', async ({ watched: page }) => {
  await connected(page);
  await goTo(page, 'Report');
  await page.getByLabel('Remarks').fill('Cabinet 7, clamp on L2');
  const [report] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download the report' }).click()]);
  expect(report.suggestedFilename()).toBe('mill-3-report.md');
  const text = await readFile(await report.path(), 'utf8');
  expect(text).toContain('# Sidetap box mill-3');
  expect(text).toContain('Cabinet 7, clamp on L2');
  expect(text).toContain('| CoolantLevel |');
  expect(text).toContain('| wifi.password | (set) | none |');
  expect(text).not.toContain('correct horse');
  const [settings] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download the settings' }).click()]);
  expect(JSON.parse(await readFile(await settings.path(), 'utf8'))).toEqual({ box: { id: 'mill-3' }, mqttSn: { gateway: '10.0.0.7:1883' }, wifi: { ssid: 'Hall 2' } });
});

test.describe('a restart', () => {
  test('that nobody asked for is got over', async ({ watched: page, server }) => {
    await connected(page);
    server.box.restartMs = 6000;
    server.box.restart();
    await expect(page.getByRole('banner')).toContainText('The box does not answer; looking for it');
    await connected(page);
    await expect(page.getByRole('row', { name: /SpindleCurrent/ })).toContainText('Good');
  });

  test('that closes the connection is got over', async ({ watched: page, server }) => {
    await connected(page);
    server.closesOnRestart = true;
    server.box.restartMs = 1500;
    server.box.restart();
    await expect(page.locator('body')).toHaveAttribute('data-connection', 'away');
    await connected(page);
  });
});
