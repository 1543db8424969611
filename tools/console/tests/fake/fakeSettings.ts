import { Refusal } from './fakeParts';

type Trial = 'none' | 'pending' | 'running';

const NAME = 1, TYPE = 2, FORM = 3, MINIMUM = 4, MAXIMUM = 5, DEFAULT = 6, FLAGS = 8, CHOICES = 9;

/** The fake box's settings: saved, staged, on trial. */
export class FakeSettings {
  readonly table: string[][];
  trial: Trial = 'none';
  #saved = new Map<string, string>();
  #staged = new Map<string, string>();
  #onTrial: Map<string, string> | null = null;
  #inForce = new Map<string, string>();

  /** @param text the rows of `describe`, columns divided by tabs */
  constructor(text: string) {
    this.table = text.trimEnd().split('\n').map((line) => line.split('\t'));
    this.preset({ 'box.id': 'mill-3', 'mqttSn.gateway': '10.0.0.7:1883', 'wifi.ssid': 'Hall 2', 'wifi.password': 'correct horse' });
  }

  /** Saves values as if somebody had done it before. */
  preset(values: Record<string, string>): void {
    for (const [name, value] of Object.entries(values)) this.#saved.set(name, value);
    this.#staged = new Map(this.#saved);
    this.#inForce = new Map(this.#saved);
  }

  saved(name: string): string {
    return this.#saved.get(name) ?? this.#row(name)[DEFAULT]!;
  }

  inForce(name: string): string {
    return this.#inForce.get(name) ?? this.#row(name)[DEFAULT]!;
  }

  /** The box starts: a trial that waits begins, one that ran is over. */
  start(): void {
    if (this.trial === 'pending') {
      this.trial = 'running';
      this.#inForce = new Map(this.#onTrial!);
    } else {
      this.trial = 'none';
      this.#onTrial = null;
      this.#inForce = new Map(this.#saved);
    }
    this.#staged = new Map(this.#inForce);
  }

  reset(): void {
    this.#saved.clear();
    this.#staged.clear();
    this.trial = 'none';
  }

  get(name?: string): string[][] {
    const rows = name ? [this.#row(name)] : this.table;
    return rows.map((row) => {
      const isSecret = row[FLAGS]!.includes('s');
      const value = this.#staged.get(row[NAME]!);
      return [row[NAME]!, isSecret ? '' : (value ?? row[DEFAULT]!), value === undefined ? 'default' : 'set'];
    });
  }

  show(): string[][] {
    return [...this.#staged].map(([name, value]) => [name, this.#row(name)[FLAGS]!.includes('s') ? '(set)' : value, this.#row(name)[DEFAULT]!]);
  }

  diff(): string[][] {
    const base = this.#onTrial ?? this.#saved;
    const rows: string[][] = [];
    for (const row of this.table) {
      const name = row[NAME]!;
      const before = base.get(name);
      const after = this.#staged.get(name);
      if (before === after) continue;
      if (row[FLAGS]!.includes('s')) rows.push([name, before === undefined ? '' : '(set)', after === undefined ? '' : before === undefined ? '(set)' : '(changed)']);
      else rows.push([name, before ?? row[DEFAULT]!, after ?? row[DEFAULT]!]);
    }
    return rows;
  }

  set(name: string, value: string): void {
    const row = this.#row(name);
    const reason = this.#refusal(row, value);
    if (reason) throw new Refusal(11, `${name} ${reason}`);
    if (value === row[DEFAULT]) this.#staged.delete(name);
    else this.#staged.set(name, value);
  }

  unset(name: string): void {
    this.#row(name);
    this.#staged.delete(name);
  }

  check(): void {
    const value = (name: string): string => this.#staged.get(name) ?? this.#row(name)[DEFAULT]!;
    if (value('uplink.kind') === 'mqtt' && !value('mqtt.host')) throw new Refusal(12, 'mqtt.host is missing: uplink.kind is mqtt');
    if (value('net.dhcp') === 'false' && !value('net.address')) throw new Refusal(12, 'net.address is missing: net.dhcp is off');
  }

  save(): string {
    this.check();
    const changed = this.diff().map(([name]) => this.#row(name!));
    if (changed.length === 0) return 'nothing to save';
    if (changed.some((row) => row[FLAGS]!.includes('n'))) {
      this.#onTrial = new Map(this.#staged);
      this.trial = 'pending';
      return `trial, restart needed, confirm within ${this.inForce('console.trialTime')} s`;
    }
    this.#saved = new Map(this.#staged);
    for (const row of changed) {
      if (row[FLAGS]!.includes('r')) continue;
      const name = row[NAME]!;
      if (this.#saved.has(name)) this.#inForce.set(name, this.#saved.get(name)!);
      else this.#inForce.delete(name);
    }
    return changed.some((row) => row[FLAGS]!.includes('r')) ? 'saved, restart needed' : 'saved';
  }

  revert(): void {
    if (this.trial === 'pending') {
      this.trial = 'none';
      this.#onTrial = null;
    }
    this.#staged = new Map(this.#onTrial ?? this.#saved);
  }

  confirm(): void {
    if (this.trial !== 'running') throw new Refusal(13, 'no settings are on trial');
    this.#saved = new Map(this.#onTrial!);
    this.#onTrial = null;
    this.trial = 'none';
  }

  #row(name: string): string[] {
    const row = this.table.find((candidate) => candidate[NAME] === name);
    if (!row) throw new Refusal(10, `no such setting: ${name}`);
    return row;
  }

  #refusal(row: string[], value: string): string {
    const minimum = Number(row[MINIMUM]);
    const maximum = Number(row[MAXIMUM]);
    switch (row[TYPE]) {
      case 'number':
        return /^-?\d+$/.test(value) && Number(value) >= minimum && Number(value) <= maximum ? '' : `has to be a whole number from ${minimum} to ${maximum}`;
      case 'switch':
        return value === 'true' || value === 'false' ? '' : 'has to be true or false';
      case 'choice':
        return row[CHOICES]!.split('|').includes(value) ? '' : `has to be one of ${row[CHOICES]}`;
      case 'address':
        return value === '' || value.split(',').every((part) => /^\d+\.\d+\.\d+\.\d+:\d+$/.test(part)) ? '' : 'is not an IPv4 address with a port; write it like 10.0.0.7:1883';
      case 'ipAddress':
        return value === '' || /^\d+\.\d+\.\d+\.\d+$/.test(value) ? '' : 'is not an IPv4 address; write it like 10.0.0.7';
      default:
        if (row[FORM] === 'Pin') return /^(\d{4,8})?$/.test(value) ? '' : 'has to be 4 to 8 digits';
        return Buffer.byteLength(value) <= maximum ? '' : `is too long: up to ${maximum} octets`;
    }
  }
}
