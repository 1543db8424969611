import { connected, enter, expect, goTo, settingOf, test } from './fixture';

test.describe('settings', () => {
  test('are changed, reviewed, saved, and the box restarted', async ({ watched: page, server }) => {
    await connected(page);
    await goTo(page, 'Settings');
    await enter(page, 'box.id', 'press-4');
    await expect(settingOf(page, 'box.id')).toContainText('changed');
    await expect(page.getByText('1 change is not saved')).toBeVisible();
    await page.getByRole('button', { name: 'Review and save' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('row', { name: /box\.id/ })).toHaveText(/box\.idmill-3press-4/);
    await expect(dialog).toContainText('in force after a restart');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('dialog', { name: 'Saved. Restart the box now?' })).toBeVisible();
    expect(server.box.settings.saved('box.id')).toBe('press-4');
    await page.getByRole('button', { name: 'Restart now' }).click();
    await expect(page.getByText('The box is back.')).toBeVisible();
    await connected(page);
    expect(server.box.starts).toBe(2);
    await expect(page.getByRole('banner')).toContainText('press-4');
  });

  test('that the box refuses say so at their field, and are not saved', async ({ watched: page, server }) => {
    await connected(page);
    await goTo(page, 'Settings');
    await enter(page, 'mqttSn.keepAlive', '99999');
    const field = settingOf(page, 'mqttSn.keepAlive');
    await expect(field.locator('.error')).toHaveText('mqttSn.keepAlive has to be a whole number from 1 to 65535');
    await expect(field.locator('input')).toHaveAttribute('aria-invalid', 'true');
    await enter(page, 'box.id', 'press-4');
    await page.getByRole('button', { name: 'Review and save' }).click();
    await expect(page.getByText('The box does not take what stands in mqttSn.keepAlive.')).toBeVisible();
    await expect(field.locator('input')).toBeFocused();
    expect(server.box.requests).not.toContain('save');
    await enter(page, 'mqttSn.keepAlive', '30');
    await expect(field.locator('.error')).toHaveText('');
    await expect(page.getByText('2 changes are not saved')).toBeVisible();
    await page.getByRole('button', { name: 'Revert' }).click();
    await expect(field.locator('input')).toHaveValue('60');
    await expect(page.getByRole('button', { name: 'Review and save' })).toBeHidden();
  });

  test('that contradict each other are told at the setting that the box names', async ({ watched: page, server }) => {
    await connected(page);
    await goTo(page, 'Settings');
    await settingOf(page, 'uplink.kind').locator('select').selectOption('mqtt');
    await page.getByRole('button', { name: 'Review and save' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await expect(settingOf(page, 'mqtt.host').locator('.error')).toHaveText('mqtt.host is missing: uplink.kind is mqtt');
    await expect(settingOf(page, 'mqtt.host').locator('input')).toBeFocused();
    expect(server.box.settings.saved('uplink.kind')).toBe('mqttSn');
  });

  test('that are in force at once need no restart; Default takes a value back', async ({ watched: page, server }) => {
    await connected(page);
    await goTo(page, 'Settings');
    await enter(page, 'time.resync', '600');
    await page.getByRole('button', { name: 'Review and save' }).click();
    await expect(page.getByRole('dialog')).toContainText('in force at once');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Saved.', { exact: true })).toBeVisible();
    expect(server.box.settings.saved('time.resync')).toBe('600');
    await page.getByRole('button', { name: 'Resync: back to the default' }).click();
    await expect(settingOf(page, 'time.resync').locator('input')).toHaveValue('3600');
  });

  test('secrets are written and never shown', async ({ watched: page, server }) => {
    await connected(page);
    await goTo(page, 'Settings');
    const input = settingOf(page, 'wifi.password').locator('input');
    await expect(input).toHaveAttribute('placeholder', 'set; type to replace it');
    await expect(input).toHaveAttribute('type', 'password');
    await enter(page, 'wifi.password', 'battery staple "7" *');
    await expect(settingOf(page, 'wifi.password')).toContainText('changed');
    await expect(input).toHaveValue('');
    await page.getByRole('button', { name: 'Review and save' }).click();
    await expect(page.getByRole('dialog')).toContainText('(changed)');
    await expect(page.getByRole('dialog')).not.toContainText('battery');
    expect(server.box.requests).toContain('set wifi.password "battery staple "7" *"');
  });

  test('can be searched', async ({ watched: page }) => {
    await connected(page);
    await goTo(page, 'Settings');
    await page.getByLabel('Find a setting').fill('subnet mask');
    await expect(page.locator('.setting:visible')).toHaveCount(1);
    await expect(settingOf(page, 'net.mask')).toBeVisible();
    await page.getByLabel('Find a setting').fill('');
    await page.getByLabel('Differing from the default only').check();
    await expect(page.locator('.setting:visible')).toHaveCount(4);
  });

  test('go back to the factory’s only behind a typed word', async ({ watched: page, server }) => {
    await connected(page);
    await goTo(page, 'Settings');
    await page.getByRole('button', { name: 'Factory reset' }).click();
    const yes = page.getByRole('dialog').getByRole('button', { name: 'Delete everything' });
    await expect(yes).toBeDisabled();
    await page.getByLabel('Type RESET to go on').fill('reset');
    await expect(yes).toBeDisabled();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    expect(server.box.starts).toBe(1);
    await page.getByRole('button', { name: 'Factory reset' }).click();
    await page.getByLabel('Type RESET to go on').fill('RESET');
    await yes.click();
    await expect(page.getByRole('banner')).toContainText('sidetap-a0b1c2d3e4f5');
    expect(server.box.requests).toContain('factory-reset yes');
  });

  test('that were entered and not saved survive a restart of the box', async ({ watched: page, server }) => {
    await connected(page);
    await goTo(page, 'Settings');
    await enter(page, 'box.id', 'press-4');
    await expect(page.getByText('1 change is not saved')).toBeVisible();
    server.box.restart();
    expect(server.box.settings.diff()).toEqual([]);
    await expect.poll(() => server.box.settings.diff(), { timeout: 15000 }).toEqual([['box.id', 'mill-3', 'press-4']]);
    await connected(page);
    expect(server.box.starts).toBe(2);
    await expect(settingOf(page, 'box.id')).toContainText('changed');
  });
});

test('network settings go on trial, and Confirm keeps them', async ({ watched: page, server }) => {
  await connected(page);
  await goTo(page, 'Settings');
  await enter(page, 'mqttSn.gateway', '10.0.0.9:1883');
  await page.getByRole('button', { name: 'Review and save' }).click();
  await expect(page.getByRole('dialog')).toContainText('may cut the box off its network');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('dialog')).toContainText('Confirm them within 300 s');
  await page.getByRole('dialog').getByRole('button', { name: 'Restart now' }).click();
  const trial = page.getByRole('region', { name: 'Settings on trial' });
  await expect(trial).toContainText(/4 min 5\d s left/);
  const left = await trial.locator('.digits').textContent();
  await expect(trial.locator('.digits')).not.toHaveText(left!);
  await trial.getByRole('button', { name: 'Confirm' }).click();
  await expect(trial).toBeHidden();
  expect(server.box.settings.saved('mqttSn.gateway')).toBe('10.0.0.9:1883');
});

test('a trial that the gateway has confirmed meanwhile needs nobody', async ({ watched: page, server }) => {
  await connected(page);
  server.box.settings.set('mqttSn.gateway', '10.0.0.9:1883');
  server.box.settings.save();
  server.box.restart();
  const trial = page.getByRole('region', { name: 'Settings on trial' });
  await expect(trial.getByRole('button', { name: 'Confirm' })).toBeVisible();
  server.box.settings.confirm();
  await trial.getByRole('button', { name: 'Confirm' }).click();
  await expect(trial).toBeHidden();
});

test('a box that misses a setting says so in the head of the page', async ({ watched: page, server }) => {
  server.box.settingsError = 'mqttSn.gateway is missing: set a gateway, or mqttSn.discover';
  await connected(page);
  await expect(page.getByRole('banner')).toContainText('Settings: mqttSn.gateway is missing');
});

test.describe('a PIN', () => {
  test('is asked for at the first change, and waits are counted down', async ({ watched: page, server }) => {
    server.box.settings.preset({ 'console.pin': '2468' });
    await connected(page);
    await expect(page.getByRole('banner')).toContainText('Locked: PIN for changes');
    await goTo(page, 'Settings');
    await enter(page, 'box.id', 'press-4');
    const dialog = page.getByRole('dialog', { name: 'This box is locked' });
    await dialog.getByLabel('PIN').fill('1111');
    await dialog.getByLabel('PIN').press('Enter');
    await expect(dialog).toContainText('That is not the PIN.');
    await expect(dialog).toContainText('Try again now.');
    await dialog.getByLabel('PIN').fill('2468');
    await dialog.getByRole('button', { name: 'Unlock' }).click();
    await expect(dialog).toBeHidden();
    await expect(settingOf(page, 'box.id')).toContainText('changed');
    await page.getByRole('button', { name: 'Lock', exact: true }).click();
    await expect(page.getByRole('banner')).toContainText('Locked');
  });

  test('that nobody knows leaves the box as it is', async ({ watched: page, server }) => {
    server.box.settings.preset({ 'console.pin': '2468' });
    await connected(page);
    await goTo(page, 'Settings');
    await enter(page, 'box.id', 'press-4');
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await expect(settingOf(page, 'box.id').locator('.error')).toContainText('the box is locked');
    expect(server.box.settings.diff()).toEqual([]);
  });
});
