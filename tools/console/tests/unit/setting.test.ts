import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { fieldSpec, groupsOf, labelOf, parseSetting, settingsJson, showValue, type Setting } from '../../src/box/setting';

const table = readFileSync(new URL('../fake/settings.tsv', import.meta.url), 'utf8').trimEnd().split('\n').map((line) => parseSetting(line.split('\t')));
const setting = (name: string): Setting => table.find((candidate) => candidate.name === name)!;
const spec = (name: string) => fieldSpec(setting(name));

describe('the form', () => {
  it('has every setting once, in groups by the first part of its name', () => {
    const groups = groupsOf(table);
    expect(groups.flatMap((group) => group.settings)).toEqual(table);
    expect(groups.map((group) => group.key)).toEqual(['box', 'profile', 'uplink', 'mqttSn', 'mqtt', 'wifi', 'net', 'time', 'publish', 'outbox', 'power', 'supervisor', 'console']);
  });

  it('takes numbers with range and unit', () => {
    expect(spec('mqttSn.retry')).toMatchObject({ control: 'text', inputMode: 'numeric', isNumber: true, hint: '100 to 60000 ms; default 10000' });
  });

  it('lets few numbers be chosen, negative ones too', () => {
    expect(spec('publish.qos')).toMatchObject({ control: 'select', options: ['-1', '0', '1', '2'] });
  });

  it('has a list for choices and a switch for true and false', () => {
    expect(spec('uplink.kind')).toMatchObject({ control: 'select', options: ['mqttSn', 'mqtt'] });
    expect(spec('net.dhcp')).toMatchObject({ control: 'switch', hint: 'Default on' });
  });

  it('never shows a secret and says what it takes', () => {
    expect(spec('wifi.password')).toMatchObject({ control: 'secret', hint: '8 to 63 characters, or 64 hexadecimal digits' });
    expect(spec('console.pin')).toMatchObject({ control: 'secret', inputMode: 'numeric', hint: '4 to 8 digits' });
  });

  it('says how addresses are written', () => {
    expect(spec('mqttSn.fallbacks').hint).toBe('Up to 3 of ADDRESS:PORT, divided by commas');
    expect(spec('net.address')).toMatchObject({ inputMode: 'decimal', placeholder: '10.0.0.7' });
  });

  it('knows what flags mean', () => {
    expect(setting('wifi.password')).toMatchObject({ isSecret: true, needsRestart: true, isRisky: true });
    expect(setting('time.resync')).toMatchObject({ isSecret: false, needsRestart: false, isRisky: false });
  });

  it('edits a type that it does not know as text', () => {
    const unknown = parseSetting(['99', 'new.thing', 'curve', 'Any', '0', '10', '', '', '-', '', 'Something new.']);
    expect(fieldSpec(unknown)).toMatchObject({ control: 'text', label: 'Thing' });
  });

  it('has words for names', () => {
    expect(labelOf('mqttSn.keepAlive')).toBe('Keep alive');
    expect(labelOf('wifi.ssid')).toBe('SSID');
    expect(labelOf('box.id')).toBe('ID');
  });

  it('has words for values', () => {
    expect(showValue(setting('net.dhcp'), 'true')).toBe('on');
    expect(showValue(setting('mqttSn.retry'), '500')).toBe('500 ms');
    expect(showValue(setting('net.address'), '')).toBe('none');
  });
});

describe('the settings’ file', () => {
  it('has what differs from the default, in types as docs/box.json has them, and no secrets', () => {
    const values = new Map([
      ['box.id', { value: 'mill-3', isSet: true }],
      ['mqttSn.fallbacks', { value: '10.0.0.8:1883,10.0.0.9:1883', isSet: true }],
      ['mqttSn.retry', { value: '500', isSet: true }],
      ['mqttSn.keepAlive', { value: '60', isSet: false }],
      ['net.dhcp', { value: 'false', isSet: true }],
      ['wifi.password', { value: '', isSet: true }],
    ]);
    expect(settingsJson(table, values)).toEqual({ box: { id: 'mill-3' }, mqttSn: { fallbacks: ['10.0.0.8:1883', '10.0.0.9:1883'], retry: 500 }, net: { dhcp: false } });
  });
});
