/** The commands of a box (docs/console.md), each as a function. */

import { crc32Hex } from '../protocol/crc32';
import type { Answer, ProtocolClient, RequestOptions } from '../protocol/client';
import { BoxError, Code } from '../protocol/errors';
import { parseSetting, type Setting, type SettingValue } from './setting';

/** Octets of a profile in one line. */
export const BLOCK_OCTETS = 96;

const FLASH_MS = 10000; // erasing and writing flash
const SCAN_MS = 30000;
const TEST_MS = 90000; // a name server, a time server and a gateway, each with its time-out
const BUSY_TRIES = 5;
const BUSY_PAUSE_MS = 700;

export type KeyValues = Record<string, string>;

export interface Reading {
  name: string;
  value: string;
  unit: string;
  status: string;
  raw: string;
}

export interface Change {
  name: string;
  saved: string;
  staged: string;
}

export interface CalibratedChannel {
  channel: string;
  /** What the box calls it: the field that shows it, or the channel where none does. */
  key: string;
  /** What people call it. */
  name: string;
  raw: string;
  value: string;
  unit: string;
  /** Empty, as offset, without a correction. */
  gain: string;
  offset: string;
}

export interface FoundNetwork {
  ssid: string;
  signal: string;
  security: string;
  channel: string;
}

export interface TestStep {
  step: string;
  result: string;
  detail: string;
}

export interface Note {
  uptimeMs: number;
  level: string;
  text: string;
}

/** A two-column answer as an object. */
export function keyValues(answer: Answer): KeyValues {
  const values: KeyValues = {};
  for (const [key, value] of answer.rows) if (key) values[key] = value ?? '';
  return values;
}

const text = (columns: string[], index: number): string => columns[index] ?? '';

export class Box {
  /** Asks the person for the PIN. @returns whether the box is unlocked now */
  askForPin: () => Promise<boolean> = () => Promise.resolve(false);

  constructor(private readonly client: ProtocolClient) {}

  /** Asks for something that changes nothing. */
  read(request: string, options: RequestOptions = {}): Promise<Answer> {
    return this.#patiently(request, options);
  }

  /** Asks for a change; when the box is locked the person is asked for the PIN first. @throws BoxError, LinkError */
  async change(request: string, options: RequestOptions = {}): Promise<Answer> {
    try {
      return await this.#patiently(request, options);
    } catch (error) {
      if (!(error instanceof BoxError) || error.code !== Code.Locked || !(await this.askForPin())) throw error;
      return await this.#patiently(request, options);
    }
  }

  async version(): Promise<KeyValues> {
    return keyValues(await this.read('version'));
  }

  async status(poll = false): Promise<KeyValues> {
    return keyValues(await this.read('status', { poll }));
  }

  async describe(onRow?: (columns: string[]) => void): Promise<Setting[]> {
    return (await this.read('describe', { onRow })).rows.map(parseSetting);
  }

  async values(): Promise<Map<string, SettingValue>> {
    const rows = (await this.read('get')).rows;
    return new Map(rows.map((row) => [text(row, 0), { value: text(row, 1), isSet: text(row, 2) === 'set' }]));
  }

  async diff(): Promise<Change[]> {
    return (await this.read('diff')).rows.map((row) => ({ name: text(row, 0), saved: text(row, 1), staged: text(row, 2) }));
  }

  async set(name: string, value: string): Promise<void> {
    await this.change(`set ${name} "${value}"`);
  }

  async unset(name: string): Promise<void> {
    await this.change(`unset ${name}`);
  }

  async check(): Promise<void> {
    await this.read('check');
  }

  /** @returns what the box says: saved, restart needed, on trial. A second save would say "nothing to save", so it is not repeated. */
  async save(): Promise<string> {
    return (await this.change('save', { repeat: false, quietMs: FLASH_MS })).text;
  }

  async revert(): Promise<void> {
    await this.change('revert', { quietMs: FLASH_MS });
  }

  async confirm(): Promise<void> {
    await this.change('confirm', { repeat: false, quietMs: FLASH_MS });
  }

  async factoryReset(): Promise<void> {
    await this.change('factory-reset yes', { repeat: false, quietMs: FLASH_MS });
  }

  async reboot(): Promise<void> {
    await this.change('reboot', { repeat: false });
  }

  async unlock(pin: string): Promise<void> {
    await this.read(`unlock ${pin}`, { repeat: false });
  }

  async lock(): Promise<void> {
    await this.read('lock');
  }

  async readings(poll = false): Promise<Reading[]> {
    const rows = (await this.read('sensors', { poll })).rows;
    return rows.map((row) => ({ name: text(row, 0), value: text(row, 1), unit: text(row, 2), status: text(row, 3), raw: text(row, 4) }));
  }

  async channels(): Promise<CalibratedChannel[]> {
    return (await this.read('calibrate')).rows.map(channelOf);
  }

  async channel(name: string, poll = false): Promise<CalibratedChannel | null> {
    const row = (await this.read(`calibrate ${name}`, { poll })).rows[0];
    return row ? channelOf(row) : null;
  }

  /** Takes a point. @returns the raw reading that the box took */
  async takePoint(name: string, point: 'low' | 'high', value: string): Promise<{ raw: string; unit: string }> {
    const row = (await this.change(`calibrate ${name} ${point} ${value}`)).rows[0] ?? [];
    return { raw: text(row, 1), unit: text(row, 3) };
  }

  async saveCalibration(name: string): Promise<string> {
    return (await this.change(`calibrate ${name} save`, { quietMs: FLASH_MS, repeat: false })).text;
  }

  async clearCalibration(name: string): Promise<void> {
    await this.change(`calibrate ${name} clear`, { quietMs: FLASH_MS });
  }

  async profile(): Promise<KeyValues> {
    return keyValues(await this.read('profile'));
  }

  async resetProfile(): Promise<string> {
    return (await this.change('profile reset', { quietMs: FLASH_MS })).text;
  }

  async dropProfile(): Promise<void> {
    await this.change('profile drop');
  }

  /** Sends a compiled profile; goes on where an earlier transfer of the same one ended. @returns what the box says */
  async sendProfile(octets: Uint8Array, onProgress: (sent: number) => void, signal: AbortSignal): Promise<string> {
    const begun = await this.change(`profile begin ${octets.length} ${crc32Hex(octets)}`, { quietMs: FLASH_MS });
    let offset = countOf(begun.text, 0);
    onProgress(offset);
    while (offset < octets.length) {
      signal.throwIfAborted();
      const block = octets.subarray(offset, offset + BLOCK_OCTETS);
      offset = await this.#sendBlock(offset, block);
      onProgress(offset);
    }
    return (await this.change('profile end', { quietMs: FLASH_MS, repeat: false })).text;
  }

  async net(): Promise<KeyValues> {
    return keyValues(await this.read('net'));
  }

  async scan(): Promise<FoundNetwork[]> {
    const rows = (await this.read('net scan', { quietMs: SCAN_MS })).rows;
    return rows.map((row) => ({ ssid: text(row, 0), signal: text(row, 1), security: text(row, 2), channel: text(row, 3) }));
  }

  async test(onStep: (step: TestStep) => void): Promise<void> {
    await this.read('net test', { quietMs: TEST_MS, repeat: false, onRow: (row) => onStep({ step: text(row, 0), result: text(row, 1), detail: text(row, 2) }) });
  }

  async ping(): Promise<string> {
    return (await this.read('net ping', { quietMs: SCAN_MS })).text;
  }

  async log(): Promise<Note[]> {
    return (await this.read('log')).rows.map((row) => ({ uptimeMs: Number(text(row, 0)), level: text(row, 1), text: text(row, 2) }));
  }

  async #sendBlock(offset: number, block: Uint8Array): Promise<number> {
    try {
      const answer = await this.change(`profile block ${offset} ${hexOf(block)}`, { quietMs: FLASH_MS });
      return Math.max(countOf(answer.text, offset + block.length), 0);
    } catch (error) {
      // The box is somewhere else, as after a restart in the middle: it says where.
      if (error instanceof BoxError && error.code === Code.WrongOffset) {
        const there = countOf(error.message, -1);
        if (there >= 0 && there !== offset) return there;
      }
      throw error;
    }
  }

  /** Asks again a few times while the box is busy. */
  async #patiently(request: string, options: RequestOptions): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.client.request(request, options);
      } catch (error) {
        if (options.poll || !(error instanceof BoxError) || error.code !== Code.Busy || attempt === BUSY_TRIES) throw error;
        await new Promise((resolve) => setTimeout(resolve, BUSY_PAUSE_MS));
      }
    }
  }
}

function channelOf(row: string[]): CalibratedChannel {
  const [channel, name] = [text(row, 0), text(row, 1)];
  return { channel, key: name || channel, name: name || `Channel ${channel}`, raw: text(row, 2), value: text(row, 3), unit: text(row, 4), gain: text(row, 5), offset: text(row, 6) };
}

/** @returns the number that a text begins with */
function countOf(answer: string, otherwise: number): number {
  const match = /^(\d+)/.exec(answer);
  return match ? Number(match[1]) : otherwise;
}

function hexOf(octets: Uint8Array): string {
  return Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join('');
}
