/** What the page knows of the box that it is connected to, and how it keeps that up to date. */

import { ProtocolClient } from '../protocol/client';
import { BoxError, Code, LinkError, messageOf } from '../protocol/errors';
import { Link } from '../transport/link';
import type { Transport } from '../transport/transport';
import { Box, type Change, type KeyValues, type Reading } from './box';
import { History, numberOf } from './history';
import type { Setting, SettingValue } from './setting';
import { Signal } from './signal';

const POLL_MS = 1000;
const STATUS_EVERY = 2; // polls
const LOCK_AFTER_S = 600;
const GOODBYE_MS = 1000;

/** none; opening; finding: the way is open and the box is looked for; loading; ready; away: lost, and tried again; foreign: another version. */
export type ConnectionState = 'none' | 'opening' | 'finding' | 'loading' | 'ready' | 'away' | 'foreign';

export interface Connection {
  state: ConnectionState;
  detail: string;
  via: string;
}

export interface SettingsState {
  table: Setting[];
  values: Map<string, SettingValue>;
  changes: Change[];
}

export interface ReadingsState {
  timeS: number;
  readings: Reading[];
}

export class Session {
  readonly client = new ProtocolClient();
  readonly box = new Box(this.client);
  readonly link = new Link(this.client);

  readonly connection = new Signal<Connection>({ state: 'none', detail: '', via: '' });
  readonly version = new Signal<KeyValues>({});
  readonly status = new Signal<KeyValues>({});
  readonly profile = new Signal<KeyValues>({});
  readonly settings = new Signal<SettingsState>({ table: [], values: new Map(), changes: [] });
  readonly readings = new Signal<ReadingsState>({ timeS: 0, readings: [] });
  readonly histories = new Map<string, History>();
  /** Something the box has said that the person should know of, in one line. */
  onNotice: (text: string, kind: 'info' | 'good' | 'bad') => void = () => {};

  /** What has been staged and not saved, by name: it is staged again when the box has restarted. Null stands for the default. */
  readonly #staged = new Map<string, string | null>();
  #polls = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isLoaded = false;
  #loading = 0;
  #lastActivity = Date.now();
  #isRestartExpected = false;

  constructor() {
    this.client.onState = () => this.#stateChanged();
    this.link.onChange = () => this.#stateChanged();
  }

  get isReady(): boolean {
    return this.connection.value.state === 'ready';
  }

  /** The person has done something: the box stays unlocked. */
  active(): void {
    this.#lastActivity = Date.now();
  }

  async connect(transport: Transport, isStubborn = false): Promise<void> {
    this.#forget();
    await this.link.connect(transport, isStubborn);
  }

  /** Leaves the box in people's mode, locked, and without what was not saved. */
  async disconnect(): Promise<void> {
    if (this.isReady) await this.client.request('exit', { repeat: false, quietMs: GOODBYE_MS }).catch(() => {});
    await this.link.disconnect();
    this.#forget();
    this.#stateChanged();
  }

  /** @returns the name that people gave the box, or the one it has by itself */
  get boxName(): string {
    return this.settings.value.values.get('box.id')?.value || this.version.value['clientId'] || '';
  }

  /** Stages a value, or the default for null. @throws BoxError when the box refuses it */
  async stage(name: string, value: string | null): Promise<void> {
    if (value === null) await this.box.unset(name);
    else await this.box.set(name, value);
    this.#staged.set(name, value);
    await this.refreshSettings(name);
  }

  /** @returns what the box says to it */
  async save(): Promise<string> {
    await this.box.check();
    const said = await this.box.save();
    this.#staged.clear();
    await this.refreshSettings();
    await this.refreshStatus();
    return said;
  }

  async revert(): Promise<void> {
    await this.box.revert();
    this.#staged.clear();
    await this.refreshSettings();
    await this.refreshStatus();
  }

  async confirm(): Promise<void> {
    await this.box.confirm();
    await this.refreshStatus();
    await this.refreshSettings();
  }

  /** Restarts the box and waits for it in the background. */
  async restart(): Promise<void> {
    await this.#evenIfSilent(this.box.reboot());
    this.#restarting();
  }

  async factoryReset(): Promise<void> {
    await this.#evenIfSilent(this.box.factoryReset());
    this.#staged.clear();
    this.#restarting();
  }

  async unlock(pin: string): Promise<void> {
    await this.box.unlock(pin);
    await this.refreshStatus();
  }

  async lock(): Promise<void> {
    await this.box.lock();
    await this.refreshStatus();
  }

  /** @param name a single setting that has changed; without it, all are read */
  async refreshSettings(name?: string): Promise<void> {
    const { table, values } = this.settings.value;
    let now = values;
    if (name) {
      const row = (await this.box.read(`get ${name}`)).rows[0];
      if (row) now = new Map(values).set(name, { value: row[1] ?? '', isSet: row[2] === 'set' });
    } else {
      now = await this.box.values();
    }
    const changes = await this.box.diff();
    this.settings.value = { table, values: now, changes };
  }

  async refreshStatus(): Promise<void> {
    this.status.value = await this.box.status();
  }

  async refreshProfile(): Promise<void> {
    this.profile.value = await this.box.profile();
  }

  /** A box that restarts may be gone before its answer is out. */
  async #evenIfSilent(answer: Promise<void>): Promise<void> {
    try {
      await answer;
    } catch (error) {
      if (!(error instanceof LinkError) || error.failure === 'tooLong') throw error;
    }
  }

  #restarting(): void {
    this.#isRestartExpected = true;
    this.client.expectRestart();
    this.#stateChanged();
  }

  #forget(): void {
    this.#isLoaded = false;
    this.#isRestartExpected = false;
    this.#staged.clear();
    this.histories.clear();
    this.version.value = {};
    this.status.value = {};
    this.profile.value = {};
    this.readings.value = { timeS: 0, readings: [] };
    this.settings.value = { table: [], values: new Map(), changes: [] };
  }

  #stateChanged(): void {
    const { link, client } = this;
    clearTimeout(this.#timer);
    this.#loading++;
    if (link.state === 'none') this.#show('none', link.detail);
    else if (link.state === 'opening' && !this.#isLoaded) this.#show('opening', 'Opening the connection');
    else if (link.state !== 'open') this.#show('away', this.#isRestartExpected ? 'The box restarts' : link.detail);
    else if (client.state === 'foreign') this.#show('foreign', 'This box speaks another version of the console’s protocol. Use the page that belongs to its firmware.');
    else if (client.state === 'ready') void this.#load(this.#loading);
    else if (this.#isLoaded) this.#show('away', this.#isRestartExpected ? 'The box restarts' : 'The box does not answer; looking for it');
    else this.#show('finding', 'Waiting for the box to answer. Is it powered, and is this its port?');
  }

  #show(state: ConnectionState, detail: string): void {
    this.connection.value = { state, detail, via: this.link.name };
  }

  /** Reads everything, after a connection or a restart of the box. */
  async #load(run: number): Promise<void> {
    const isAgain = this.#isLoaded;
    this.#show(isAgain ? 'away' : 'loading', isAgain ? 'Reading what is in force' : 'Reading the box');
    try {
      const version = await this.box.version();
      const table = isAgain && version['firmware'] === this.version.value['firmware'] ? this.settings.value.table : await this.box.describe((row) => this.#showLoading(run, row));
      this.version.value = version;
      await this.#stageAgain(table);
      const values = await this.box.values();
      const changes = await this.box.diff();
      this.settings.value = { table, values, changes };
      this.status.value = await this.box.status();
      this.profile.value = await this.box.profile();
    } catch (error) {
      // Out of step: the client looks for the box and this is called again. What it refused, the person has to know.
      if (error instanceof BoxError && run === this.#loading) this.#show('foreign', `The box has refused to tell about itself: ${messageOf(error)}`);
      else if (run === this.#loading && this.client.state === 'ready') this.#timer = setTimeout(() => void this.#load(run), POLL_MS);
      return;
    }
    if (run !== this.#loading) return;
    if (isAgain && this.#isRestartExpected) this.onNotice('The box is back.', 'good');
    this.#isLoaded = true;
    this.#isRestartExpected = false;
    this.#show('ready', '');
    void this.#poll(run);
  }

  #showLoading(run: number, row: string[]): void {
    if (run === this.#loading) this.#show('loading', `Reading the box: ${row[1] ?? ''}`);
  }

  /** What was staged before a restart is staged again, as far as the box takes it; where a PIN is asked for, it is dropped. */
  async #stageAgain(table: readonly Setting[]): Promise<void> {
    if (this.#staged.size === 0) return;
    const known = new Set(table.map((setting) => setting.name));
    for (const [name, value] of [...this.#staged]) {
      try {
        if (!known.has(name)) throw new BoxError(Code.UnknownSetting, 'unknown');
        await this.box.read(value === null ? `unset ${name}` : `set ${name} "${value}"`);
      } catch (error) {
        if (!(error instanceof BoxError)) throw error;
        this.#staged.delete(name);
        this.onNotice(`The change of ${name} is lost, because the box has restarted. Enter it again.`, 'bad');
      }
    }
  }

  async #poll(run: number): Promise<void> {
    const begun = Date.now();
    try {
      this.#take(await this.box.readings(true));
      if (this.#polls++ % STATUS_EVERY === 0) this.status.value = await this.box.status(true);
      await this.#lockWhenIdle();
    } catch (error) {
      if (!(error instanceof LinkError) && !(error instanceof BoxError)) throw error;
    }
    if (run !== this.#loading) return;
    this.#timer = setTimeout(() => void this.#poll(run), Math.max(50, POLL_MS - (Date.now() - begun)));
  }

  #take(readings: Reading[]): void {
    const timeS = Date.now() / 1000;
    for (const reading of readings) {
      let history = this.histories.get(reading.name);
      if (!history) this.histories.set(reading.name, (history = new History()));
      history.add(timeS, numberOf(reading.value));
    }
    this.readings.value = { timeS, readings };
  }

  /** Polling would keep the box unlocked for ever, so the page locks it when nobody has touched it for as long as the box would wait. */
  async #lockWhenIdle(): Promise<void> {
    if (this.status.value['locked'] !== 'no') return;
    const limitS = Number(this.settings.value.values.get('console.lockAfter')?.value) || LOCK_AFTER_S;
    if (Date.now() - this.#lastActivity < 1000 * limitS) return;
    await this.lock();
    this.onNotice('The box is locked again, because nobody has used the page for a while.', 'info');
  }
}
