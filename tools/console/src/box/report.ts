/** A report on a box in Markdown: what a colleague or the next shift needs to know. Without secrets, which the box does not give out. */

import type { CalibratedChannel, KeyValues, Note, Reading } from './box';
import { clock, duration, words } from './format';
import { showValue, type Setting, type SettingValue } from './setting';
import { statusAdvice, statusWords } from './statusCode';

export interface ReportData {
  name: string;
  takenAt: Date;
  remarks: string;
  version: KeyValues;
  status: KeyValues;
  profile: KeyValues;
  net: KeyValues;
  readings: Reading[];
  channels: CalibratedChannel[];
  notes: Note[];
  table: readonly Setting[];
  values: ReadonlyMap<string, SettingValue>;
}

/** @returns the report */
export function reportMarkdown(data: ReportData): string {
  const faults = data.readings.filter((reading) => !reading.status.startsWith('Good'));
  const parts = [
    `# Sidetap box ${cell(data.name) || 'without a name'}`,
    `Taken at ${data.takenAt.toISOString()} with firmware ${cell(data.version['firmware'] ?? '')} on ${cell(data.version['board'] ?? '')}.`,
  ];
  if (data.remarks.trim()) parts.push('## Remarks', data.remarks.trim());
  parts.push(
    '## Box',
    keyTable({ ...data.version, ...data.status, uptime: duration(Number(data.status['uptime'])) }),
    '## Profile',
    keyTable(data.profile),
    '## Network',
    keyTable(data.net),
    '## Readings',
    faults.length === 0 ? 'All fields are good.' : `${faults.length} of ${data.readings.length} fields are not good.`,
    markdownTable(['Field', 'Value', 'Unit', 'Status', 'What to do'], data.readings.map((reading) => [reading.name, reading.value, reading.unit, statusWords(reading.status), statusAdvice(reading.status)])),
  );
  if (data.channels.length > 0) {
    parts.push('## Calibration', markdownTable(['Signal', 'Channel', 'Gain', 'Offset', 'Unit'], data.channels.map((channel) => [channel.name, channel.channel, channel.gain, channel.offset, channel.unit])));
  }
  parts.push('## Settings that differ from the default', settingsTable(data));
  parts.push('## Log', data.notes.length === 0 ? 'Empty.' : markdownTable(['Since start', 'Level', 'What'], data.notes.map((note) => [clock(note.uptimeMs), note.level, note.text])));
  return parts.join('\n\n') + '\n';
}

function settingsTable(data: ReportData): string {
  const set = data.table.filter((setting) => data.values.get(setting.name)?.isSet);
  if (set.length === 0) return 'None.';
  return markdownTable(
    ['Setting', 'Value', 'Default'],
    set.map((setting) => [setting.name, setting.isSecret ? '(set)' : showValue(setting, data.values.get(setting.name)!.value), setting.isSecret ? 'none' : showValue(setting, setting.usual)]),
  );
}

function keyTable(values: KeyValues): string {
  return markdownTable(['What', 'Value'], Object.entries(values).map(([key, value]) => [words(key), value]));
}

function markdownTable(head: string[], rows: string[][]): string {
  const row = (cells: string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}

/** What a box says can't end a cell or begin markup. */
function cell(text: string): string {
  return text.replace(/[\\`*_{}[\]<>|#]/g, '\\$&').replace(/[\r\n]+/g, ' ');
}
