/**
 * A box as docs/console.md describes it, for tests: both modes of the shell, checksums, settings with a trial, a PIN, readings that move, calibration, a profile's
 * transfer. It is written by the document and shares nothing with the page.
 */

import { readFileSync } from 'node:fs';
import { FakeCalibration } from './fakeCalibration';
import { FakeProfile } from './fakeProfile';
import { FakeSettings } from './fakeSettings';
import { crc32Hex, Refusal } from './fakeParts';

export class FakeBox {
  readonly settings = new FakeSettings(readFileSync(new URL('settings.tsv', import.meta.url), 'utf8'));
  readonly profile = new FakeProfile();
  readonly calibration = new FakeCalibration();
  /** Every request that was carried out, in order, without checksums. */
  readonly requests: string[] = [];
  firmware = '0.9.0';
  protocol = 1;
  /** What the next `calibrate` and `sensors` have for a broken wire. */
  isSensorBroken = false;
  /** How long it is away when it restarts, in milliseconds. */
  restartMs = 300;
  /** Between a request and its answer, in milliseconds. */
  answerMs = 0;
  hasWifi = true;
  isRestarting = false;
  starts = 1;
  wrongTries = 0;
  settingsError = '';
  /** Notes in excess of the usual ones. */
  notes: [number, string, string][] = [];
  onRestart: () => void = () => {};

  #isMachine = false;
  #isUnlocked = false;
  #line: number[] = [];
  #startedAt = Date.now();
  #waitUntil = 0;
  #trialEndsAt = 0;

  /** @param send takes what the box says */
  constructor(public send: (octets: Uint8Array) => void) {}

  get isMachine(): boolean {
    return this.#isMachine;
  }

  get uptimeMs(): number {
    return Date.now() - this.#startedAt;
  }

  receive(octets: Uint8Array): void {
    if (this.isRestarting) return;
    for (const octet of octets) {
      if (octet === 0x03) this.#line = [];
      else if (octet === 0x0d || octet === 0x0a) this.#endLine();
      else this.#line.push(octet);
    }
  }

  /** Turns it off and on again: what was not saved is gone, and it is in people's mode. */
  restart(): void {
    this.isRestarting = true;
    this.#isMachine = false;
    this.#isUnlocked = false;
    this.#line = [];
    this.calibration.forget();
    this.profile.start();
    this.settings.start();
    this.onRestart();
    setTimeout(() => {
      this.isRestarting = false;
      this.starts++;
      this.#startedAt = Date.now();
      this.#trialEndsAt = Date.now() + 1000 * Number(this.settings.inForce('console.trialTime'));
      this.say('ets Jul 29 2019 12:21:46\r\nrst:0x1 (POWERON_RESET)\r\nSidetap 0.9.0\r\nsidetap> ');
    }, this.restartMs);
  }

  say(text: string): void {
    this.send(new TextEncoder().encode(text));
  }

  #endLine(): void {
    const octets = Uint8Array.from(this.#line);
    this.#line = [];
    if (octets.length === 0) return;
    const text = new TextDecoder().decode(octets);
    if (octets.length > 255) {
      this.#answer([], 'ERR 3 the line is longer than 255 octets; shorten it', false);
      return;
    }
    const match = / \*([0-9a-f]{8})$/.exec(text);
    const request = match ? text.slice(0, -10) : text;
    if (match && crc32Hex(octets.subarray(0, -10)) !== match[1]) {
      this.#answer([], 'ERR 4 wrong checksum; send it again', true);
      return;
    }
    if (!this.#isMachine) {
      this.say(`${text}\r\n`); // the echo
      if (request === 'machine') {
        this.#isMachine = true;
        this.#answer([], `OK machine ${this.protocol} sidetap ${this.firmware}`, false);
      } else {
        this.say('no such command; try help\r\nsidetap> ');
      }
      return;
    }
    this.#run(request, match !== null);
  }

  #run(request: string, hasChecksum: boolean): void {
    const words = request.split(' ').filter(Boolean);
    let rows: string[][] = [];
    let result: string;
    try {
      if (this.#needsUnlock(words) && this.#isLocked) throw new Refusal(5, 'the box is locked; send unlock and the PIN first');
      const answer = this.#carryOut(words, request);
      rows = answer.rows ?? [];
      result = answer.text ? `OK ${answer.text}` : 'OK';
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      result = `ERR ${error.code} ${error.message}`;
    }
    this.requests.push(request);
    this.#answer(rows, result, hasChecksum);
  }

  #answer(rows: string[][], result: string, hasChecksum: boolean): void {
    const lines = [...rows.map((row) => `+ ${row.join('\t')}`), result];
    const out = lines.map((line) => (hasChecksum ? `${line} *${crc32Hex(new TextEncoder().encode(line))}` : line) + '\r\n').join('');
    if (this.answerMs > 0) setTimeout(() => this.say(out), this.answerMs);
    else this.say(out);
  }

  get #isLocked(): boolean {
    return this.settings.inForce('console.pin') !== '' && !this.#isUnlocked;
  }

  #needsUnlock(words: string[]): boolean {
    const [command, second, third] = words;
    if (command === 'calibrate') return third !== undefined;
    if (command === 'profile') return ['begin', 'block', 'end', 'drop', 'reset'].includes(second ?? '');
    return ['set', 'unset', 'save', 'revert', 'confirm', 'factory-reset', 'update', 'reboot'].includes(command ?? '');
  }

  #carryOut(words: string[], request: string): { rows?: string[][]; text?: string } {
    const [command, second, third] = words;
    const { settings } = this;
    switch (command) {
      case 'machine':
        return { text: `machine ${this.protocol} sidetap ${this.firmware}` };
      case 'exit':
        this.#isMachine = false;
        this.#isUnlocked = false;
        settings.revert();
        return {};
      case 'version':
        return { rows: [['firmware', this.firmware], ['protocol', '1'], ['board', 'esp32s3'], ['uniqueId', 'a0b1c2d3e4f5'], ['clientId', 'sidetap-a0b1c2d3e4f5']] };
      case 'status':
        return { rows: this.#status() };
      case 'describe':
        return { rows: settings.table.filter((row) => !second || row[1] === second) };
      case 'get':
        return { rows: settings.get(second) };
      case 'show':
        return { rows: settings.show() };
      case 'diff':
        return { rows: settings.diff() };
      case 'set': {
        const value = request.slice(`set ${second} `.length);
        settings.set(second!, /^".*"$/.test(value) ? value.slice(1, -1) : value);
        return {};
      }
      case 'unset':
        settings.unset(second!);
        return {};
      case 'check':
        settings.check();
        return {};
      case 'save':
        return { text: settings.save() };
      case 'revert':
        settings.revert();
        return {};
      case 'confirm':
        settings.confirm();
        return {};
      case 'unlock':
        return this.#unlock(second ?? '');
      case 'lock':
        this.#isUnlocked = false;
        return {};
      case 'reboot':
        setTimeout(() => this.restart(), 20);
        return {};
      case 'factory-reset':
        if (second !== 'yes') throw new Refusal(2, 'this deletes everything; say factory-reset yes');
        settings.reset();
        setTimeout(() => this.restart(), 20);
        return {};
      case 'sensors':
        return { rows: this.#sensors() };
      case 'calibrate':
        return this.calibration.run(second, third, words[3], this.isSensorBroken);
      case 'profile':
        return this.profile.run(words);
      case 'net':
        return this.#net(second);
      case 'log':
        return { rows: [...LOG, ...this.notes].map(([time, level, text]) => [String(time), level, text]) };
      default:
        throw new Refusal(1, 'no such command; try help');
    }
  }

  #unlock(pin: string): { text?: string } {
    const left = Math.ceil((this.#waitUntil - Date.now()) / 1000);
    if (left > 0) throw new Refusal(7, `wait ${left} s`);
    if (pin !== this.settings.inForce('console.pin')) {
      const waitS = 2 ** this.wrongTries++;
      this.#waitUntil = Date.now() + 1000 * waitS;
      throw new Refusal(6, `that is not the PIN; try again in ${waitS} s`);
    }
    this.wrongTries = 0;
    this.#isUnlocked = true;
    return {};
  }

  #status(): string[][] {
    const { settings } = this;
    const hasPin = settings.inForce('console.pin') !== '';
    const trialLeft = settings.trial === 'running' ? Math.max(0, Math.round((this.#trialEndsAt - Date.now()) / 1000)) : 0;
    return Object.entries({
      uptime: String(this.uptimeMs),
      utc: new Date().toISOString().slice(0, 19) + 'Z',
      network: 'up',
      uplink: 'mqttSn',
      connection: settings.trial === 'running' ? 'connecting' : 'online',
      peer: settings.inForce('mqttSn.gateway'),
      refused: '',
      delivered: String(18231 + Math.floor(this.uptimeMs / 1000)),
      queued: '0',
      stored: '0',
      lost: '0',
      profile: this.profile.name,
      profileVersion: '841017600.841104000',
      faults: this.isSensorBroken ? '2' : '1',
      settings: 'loaded',
      settingsError: this.settingsError,
      trial: settings.trial,
      trialLeft: String(trialLeft),
      staged: String(settings.diff().length),
      locked: hasPin ? (this.#isUnlocked ? 'no' : 'yes') : 'none',
      freeHeap: '61240',
      starts: String(this.starts),
      lastRestart: 'Requested',
      mode: 'normal',
    }).map(([key, value]) => [key, value]);
  }

  #sensors(): string[][] {
    const t = Date.now() / 1000;
    const load = 0.5 + 0.5 * Math.sin(t / 7);
    const noise = (size: number): number => size * (Math.sin(t * 13.7) + Math.sin(t * 7.3)) / 2;
    const current = this.isSensorBroken ? '' : this.calibration.valueOf('SpindleCurrent', 8.2 + 6 * load + noise(0.3)).toFixed(2);
    return [
      ['MachineryItemState', load > 0.3 ? '3 Executing' : '2 NotExecuting', '', 'Good', ''],
      ['OperationMode', '1 Automatic', '', 'Good', ''],
      ['SpindleCurrent', current, 'A', this.isSensorBroken ? 'BadSensorFailure' : 'Good', this.isSensorBroken ? '' : (8.2 + 6 * load).toFixed(3)],
      ['SpindlePower', (1.2 + 2.4 * load + noise(0.05)).toFixed(3), 'kW', 'Good', (1.2 + 2.4 * load).toFixed(3)],
      ['FeedRate', (14 + 9 * Math.sin(t / 3)).toFixed(1), 'mm/s', 'Good', ''],
      ['PositionX', (120 + 80 * Math.sin(t / 11)).toFixed(2), 'mm', 'Good', ''],
      ['BearingTemperature', (84.5 + noise(0.2)).toFixed(1), '°C', 'UncertainEngineeringUnitsExceeded', '3.461'],
      ['CoolantLevel', '', '%', 'BadNotConnected', ''],
      ['OperatingHours', (4211.3 + this.uptimeMs / 3.6e6).toFixed(2), 'h', 'Good', ''],
      ['MessagesLost', '0', '', 'Good', ''],
    ];
  }

  #net(second: string | undefined): { rows?: string[][]; text?: string } {
    switch (second) {
      case undefined:
        return { rows: [['state', 'up'], ['address', '10.0.0.43'], ['kind', 'wifi'], ['ssid', this.settings.inForce('wifi.ssid')], ['signal', '-61'], ['resets', '0']] };
      case 'scan':
        if (!this.hasWifi) throw new Refusal(40, 'this board has no Wi-Fi; use its Ethernet');
        return { rows: [['Hall 2', '-61', 'WPA2', '6'], ['Office', '-78', 'WPA2', '11'], ['Guests', '-52', 'open', '1'], ['<img src=x onerror=alert(1)>', '-88', 'WPA2', '13']] };
      case 'test':
        return { rows: [['network', 'ok', '10.0.0.43 over Wi-Fi, -61 dBm'], ['name', 'skipped', 'no names are used'], ['time', 'ok', '10.0.0.1 answered in 8 ms'], ['gateway', 'failed', '10.0.0.7:1883 does not answer; see whether it runs and UDP port 1883 is open']] };
      case 'ping':
        return { text: '12 ms' };
      default:
        throw new Refusal(2, 'usage: net [scan|test|ping]');
    }
  }
}

const LOG: [number, string, string][] = [
  [12, 'info', 'started with firmware 0.9.0, settings loaded'],
  [840, 'info', 'network up: 10.0.0.43'],
  [1320, 'info', 'connected to the gateway 10.0.0.7:1883'],
  [4210, 'warning', 'CoolantLevel is BadNotConnected'],
];
