/** A row of the box's table of settings, as `describe` tells it, and what a form makes of it. */

export type SettingType = 'number' | 'text' | 'octets' | 'switch' | 'choice' | 'address' | 'ipAddress';

export interface Setting {
  id: number;
  name: string;
  type: SettingType;
  /** What a text has to look like: Any, Topic, Host, File, Digits, Passphrase, Pin. */
  form: string;
  minimum: number;
  maximum: number;
  usual: string;
  unit: string;
  isSecret: boolean;
  needsRestart: boolean;
  /** It may cut the box off; it is tried before it is kept. */
  isRisky: boolean;
  choices: string[];
  help: string;
}

export interface SettingValue {
  value: string;
  isSet: boolean;
}

/** How a setting is edited. */
export interface FieldSpec {
  control: 'text' | 'select' | 'switch' | 'secret';
  inputMode: 'text' | 'numeric' | 'decimal' | 'url';
  /** What may be chosen; only of a select. */
  options: string[];
  placeholder: string;
  /** Right-aligned digits. */
  isNumber: boolean;
  /** Range, unit and form for people. */
  hint: string;
  label: string;
}

const FEW_NUMBERS = 6; // a range of so few numbers is chosen, not typed

const TYPES: readonly string[] = ['number', 'text', 'octets', 'switch', 'choice', 'address', 'ipAddress'];

/** @returns the setting; what this page does not know is edited as text, and the box judges it */
export function parseSetting(columns: string[]): Setting {
  const [id, name, type, form, minimum, maximum, usual, unit, flags, choices, help] = columns;
  const lower = (type ?? '').charAt(0).toLowerCase() + (type ?? '').slice(1);
  return {
    id: Number(id),
    name: name ?? '',
    type: (TYPES.includes(lower) ? lower : 'text') as SettingType,
    form: (form ?? '').toLowerCase(),
    minimum: Number(minimum),
    maximum: Number(maximum),
    usual: usual ?? '',
    unit: unit ?? '',
    isSecret: (flags ?? '').includes('s'),
    needsRestart: (flags ?? '').includes('r'),
    isRisky: (flags ?? '').includes('n'),
    choices: choices ? choices.split('|') : [],
    help: help ?? '',
  };
}

/** @returns "Keep alive" of "mqttSn.keepAlive" */
export function labelOf(name: string): string {
  const last = name.slice(name.indexOf('.') + 1);
  const acronyms: Record<string, string> = { id: 'ID', ssid: 'SSID', dhcp: 'DHCP', dns: 'DNS', tls: 'TLS', qos: 'QoS', ca: 'CA', pin: 'PIN' };
  const words = last
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[ .]/)
    .map((word) => acronyms[word.toLowerCase()] ?? word.toLowerCase());
  const text = words.join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const GROUP_TITLES: Record<string, string> = {
  box: 'Box',
  profile: 'Profile',
  uplink: 'Uplink',
  mqttSn: 'MQTT-SN gateway',
  mqtt: 'MQTT broker',
  wifi: 'Wi-Fi',
  net: 'Network address',
  time: 'Time',
  publish: 'Publishing',
  outbox: 'Outbox (store and forward)',
  power: 'Power',
  supervisor: 'Supervisor',
  console: 'Console',
};

export interface SettingGroup {
  key: string;
  title: string;
  settings: Setting[];
}

/** @returns the settings by the first part of their names, in the table's order */
export function groupsOf(settings: readonly Setting[]): SettingGroup[] {
  const groups = new Map<string, SettingGroup>();
  for (const setting of settings) {
    const key = setting.name.split('.')[0] ?? '';
    let group = groups.get(key);
    if (!group) {
      group = { key, title: GROUP_TITLES[key] ?? labelOf(key), settings: [] };
      groups.set(key, group);
    }
    group.settings.push(setting);
  }
  return [...groups.values()];
}

/** @returns how the setting is edited */
export function fieldSpec(setting: Setting): FieldSpec {
  const spec: FieldSpec = {
    control: setting.isSecret ? 'secret' : 'text',
    inputMode: 'text',
    options: [],
    placeholder: setting.usual,
    isNumber: false,
    hint: hintOf(setting),
    label: labelOf(setting.name),
  };
  if (setting.isSecret) {
    spec.inputMode = setting.form === 'pin' || setting.form === 'digits' ? 'numeric' : 'text';
    return spec;
  }
  switch (setting.type) {
    case 'switch':
      spec.control = 'switch';
      break;
    case 'choice':
      spec.control = 'select';
      spec.options = setting.choices;
      break;
    case 'number':
      if (setting.maximum - setting.minimum < FEW_NUMBERS) {
        spec.control = 'select';
        for (let number = setting.minimum; number <= setting.maximum; number++) spec.options.push(String(number));
      } else {
        spec.inputMode = setting.minimum < 0 ? 'text' : 'numeric';
        spec.isNumber = true;
      }
      break;
    case 'address':
      spec.placeholder = setting.maximum > 1 ? '10.0.0.7:1883,10.0.0.8:1883' : '10.0.0.7:1883';
      break;
    case 'ipAddress':
      spec.inputMode = 'decimal';
      spec.placeholder = setting.usual || '10.0.0.7';
      break;
    default:
      if (setting.form === 'digits') spec.inputMode = 'numeric';
  }
  return spec;
}

function hintOf(setting: Setting): string {
  const parts: string[] = [];
  const { minimum, maximum } = setting;
  switch (setting.type) {
    case 'number':
      parts.push(`${minimum} to ${maximum}${setting.unit ? ` ${setting.unit}` : ''}`);
      break;
    case 'address':
      parts.push(maximum > 1 ? `up to ${maximum} of ADDRESS:PORT, divided by commas` : 'ADDRESS:PORT');
      break;
    case 'ipAddress':
      parts.push('IPv4 address');
      break;
    case 'octets':
      parts.push(`up to ${maximum} octets in hexadecimal`);
      break;
    case 'text':
      parts.push(textHint(setting));
      break;
  }
  if (!setting.isSecret && setting.type !== 'switch' && setting.usual) parts.push(`default ${setting.usual}`);
  if (setting.type === 'switch') parts.push(`default ${setting.usual === 'true' ? 'on' : 'off'}`);
  const hint = parts.join('; ');
  return hint.charAt(0).toUpperCase() + hint.slice(1);
}

function textHint(setting: Setting): string {
  switch (setting.form) {
    case 'pin':
      return '4 to 8 digits';
    case 'passphrase':
      return '8 to 63 characters, or 64 hexadecimal digits';
    case 'host':
      return `host name or address, up to ${setting.maximum} characters`;
    case 'topic':
      return `topic of up to ${setting.maximum} octets`;
    case 'file':
      return `file name of up to ${setting.maximum} characters`;
    case 'digits':
      return `up to ${setting.maximum} digits`;
    default:
      return `up to ${setting.maximum} octets`;
  }
}

/** @returns the value in words: on/off, with its unit */
export function showValue(setting: Setting | undefined, value: string): string {
  if (value === '') return 'none';
  if (!setting) return value;
  if (setting.type === 'switch') return value === 'true' ? 'on' : 'off';
  return setting.unit ? `${value} ${setting.unit}` : value;
}

/** @returns settings in groups as `sidetap settings` reads them (docs/box.json); no secrets */
export function settingsJson(settings: readonly Setting[], values: ReadonlyMap<string, SettingValue>): Record<string, Record<string, unknown>> {
  const groups: Record<string, Record<string, unknown>> = {};
  for (const setting of settings) {
    const current = values.get(setting.name);
    if (!current?.isSet || setting.isSecret) continue;
    const dot = setting.name.indexOf('.');
    const group = (groups[setting.name.slice(0, dot)] ??= {});
    group[setting.name.slice(dot + 1)] = jsonValue(setting, current.value);
  }
  return groups;
}

function jsonValue(setting: Setting, value: string): unknown {
  switch (setting.type) {
    case 'number':
      return Number(value);
    case 'switch':
      return value === 'true';
    case 'address':
      return setting.maximum > 1 ? (value ? value.split(',') : []) : value;
    default:
      return value;
  }
}
