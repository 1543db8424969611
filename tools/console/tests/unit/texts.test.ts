import { describe, expect, it } from 'vitest';
import { clock, duration, profileVersion, words } from '../../src/box/format';
import { History, numberOf, shortValue } from '../../src/box/history';
import { reportMarkdown } from '../../src/box/report';
import { qualityOf, statusAdvice, statusWords } from '../../src/box/statusCode';

describe('a status', () => {
  it('is words', () => {
    expect(statusWords('Good')).toBe('Good');
    expect(statusWords('BadSensorFailure')).toBe('Bad: sensor failure');
    expect(statusWords('Uncertain_EngineeringUnitsExceeded, high')).toBe('Uncertain: engineering units exceeded (high)');
  });

  it('has a quality; what is unknown is not good', () => {
    expect(['Good', 'GoodClamped', 'UncertainSubNormal', 'BadTimeout', '0x80ff0000', ''].map(qualityOf)).toEqual(['good', 'good', 'uncertain', 'bad', 'bad', 'bad']);
  });

  it('says what to do', () => {
    expect(statusAdvice('Bad_SensorFailure')).toContain('wire');
    expect(statusAdvice('Good')).toBe('');
  });
});

describe('values', () => {
  it('are numbers with or without a name, and nothing else', () => {
    expect(['12.50', '-3', '1e3', '3 Executing', '2 (high)', 'true', 'false'].map(numberOf)).toEqual([12.5, -3, 1000, 3, 2, 1, 0]);
    for (const text of ['', 'Tool 4', '1, 2, 3', '10.0.0.7', '2026-12-01']) expect(numberOf(text)).toBeNaN();
  });

  it('are shown with six digits where they have more', () => {
    expect(['22.74804', '0.2543246', '-152.7899', '4211.30', '3 (Executing)', '1234567.25', '12345678', '0.00012345678'].map(shortValue)).toEqual(['22.7480', '0.254325', '-152.790', '4211.30', '3 (Executing)', '1234567.25', '12345678', '0.000123457']);
  });

  it('are kept for ten minutes, oldest first', () => {
    const history = new History(1300);
    for (let second = 0; second < 5000; second++) history.add(second, 2 * second);
    const { times, values } = history.read();
    expect(times[0]).toBe(4399);
    expect(times.at(-1)).toBe(4999);
    expect(values.at(-1)).toBe(9998);
    expect(history.read(10, 4500).times).toEqual([4490, 4491, 4492, 4493, 4494, 4495, 4496, 4497, 4498, 4499, 4500]);
  });
});

describe('times', () => {
  it('are short and exact', () => {
    expect([12e3, 247e3, 7500e3, 273600e3].map(duration)).toEqual(['12 s', '4 min 07 s', '2 h 05 min', '3 d 4 h']);
    expect(clock(3723456)).toBe('1:02:03.456');
  });
});

describe('a version', () => {
  it('of a profile is the day of its last change', () => {
    expect(profileVersion('0.86400')).toBe('2000-01-02 (0.86400)');
    expect(profileVersion('none')).toBe('none');
  });
});

describe('keys', () => {
  it('are words', () => {
    expect(['freeHeap', 'ssid', 'uniqueId'].map(words)).toEqual(['Free heap', 'SSID', 'Unique ID']);
  });
});

describe('the report', () => {
  it('keeps what a box says out of its markup', () => {
    const report = reportMarkdown({
      name: '<b>|x',
      takenAt: new Date('2026-12-01T08:00:00Z'),
      remarks: 'Cabinet 7',
      version: { firmware: '0.9.0', board: 'esp32' },
      status: { uptime: '61000' },
      profile: {},
      net: {},
      readings: [{ name: 'A', value: '1', unit: '°C', status: 'BadNotConnected', raw: '' }],
      channels: [],
      notes: [{ uptimeMs: 5, level: 'info', text: 'a | b\nc' }],
      table: [],
      values: new Map(),
    });
    expect(report).toContain('# Sidetap box \\<b\\>\\|x');
    expect(report).toContain('| 0:00:00.005 | info | a \\| b c |');
    expect(report).toContain('1 of 1 fields are not good.');
    expect(report).toContain('Cabinet 7');
    expect(report).toContain('| Uptime | 1 min 01 s |');
  });
});
