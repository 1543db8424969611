import type { FoundNetwork } from '../box/box';
import type { Session } from '../box/session';
import { words } from '../box/format';
import { messageOf } from '../protocol/errors';
import { actionButton, badge, fill, fillStack, h, newId, setText, table } from './dom';
import { dialog } from './dialog';
import type { Section } from './section';

const RESULTS: Record<string, 'good' | 'bad' | 'info'> = { ok: 'good', failed: 'bad', skipped: 'info' };

/** How the box is connected, which Wi-Fi networks it hears, and whether it reaches its gateway. */
export class NetworkSection implements Section {
  readonly id = 'network';
  readonly title = 'Network';
  readonly icon = 'net';
  readonly element: HTMLElement;
  readonly #facts = h('dl', { class: 'facts' });
  readonly #found: HTMLTableSectionElement;
  readonly #foundTable: HTMLElement;
  readonly #scanText = h('p', { class: 'note', role: 'status' });
  readonly #steps: HTMLElement;
  readonly #stepTable: HTMLElement;
  readonly #testText = h('p', { class: 'note', role: 'status' });
  readonly #pingText = h('p', { class: 'digits', role: 'status' });

  /** @param useNetwork stages name and passphrase of a network */
  constructor(
    private readonly session: Session,
    private readonly useNetwork: (ssid: string, password: string) => Promise<void>,
  ) {
    const found = table('Wi-Fi networks', ['Network', { title: 'Signal', class: 'number' }, 'Security', { title: 'Channel', class: 'number' }, ''], 'stack');
    const steps = table('Connection test', ['Step', 'Result', 'Detail'], 'test-steps');
    this.#found = found.body;
    this.#steps = steps.body;
    this.#foundTable = found.element;
    this.#stepTable = steps.element;
    this.#foundTable.hidden = this.#stepTable.hidden = true;
    this.element = h(
      'div',
      { class: 'columns' },
      h('section', { class: 'card' }, h('h3', {}, 'Connection'), this.#facts, h('div', { class: 'buttons' }, actionButton('Refresh', () => this.#refresh()))),
      h(
        'section',
        { class: 'card' },
        h('h3', {}, 'Does it get through?'),
        h('p', { class: 'note' }, 'The test goes from the cable or Wi-Fi over names and time to the gateway or broker, and says at each step what to do.'),
        h('div', { class: 'buttons' }, actionButton('Test the connection', () => this.#test(), { class: 'primary' }), actionButton('Ping the gateway', () => this.#ping())),
        this.#pingText,
        this.#testText,
        this.#stepTable,
      ),
      h('section', { class: 'card wide' }, h('h3', {}, 'Wi-Fi networks in reach'), h('div', { class: 'buttons' }, actionButton('Scan', () => this.#scan())), this.#scanText, this.#foundTable),
    );
  }

  shown(): void {
    if (this.session.isReady) void this.#refresh();
    else fill(this.#facts, h('dt', {}, 'State'), h('dd', {}, 'Connect a box'));
  }

  async #refresh(): Promise<void> {
    try {
      const net = await this.session.box.net();
      const status = this.session.status.value;
      const entries = [...Object.entries(net), ...['uplink', 'connection', 'peer', 'refused'].map((key): [string, string] => [key, status[key] ?? ''])];
      fill(this.#facts, ...entries.flatMap(([key, value]) => [h('dt', {}, words(key)), h('dd', { class: /^[-\d]/.test(value) ? 'digits' : null }, value === '' ? '–' : key === 'signal' && /^-?\d+$/.test(value) ? `${value} dBm, ${strength(Number(value))}` : value)]));
    } catch (error) {
      fill(this.#facts, h('dt', {}, 'State'), h('dd', {}, messageOf(error)));
    }
  }

  async #scan(): Promise<void> {
    setText(this.#scanText, 'The box listens on all channels; this takes some seconds.');
    try {
      const found = await this.session.box.scan();
      found.sort((a, b) => Number(b.signal) - Number(a.signal));
      setText(this.#scanText, found.length === 0 ? 'The box hears no network. Bring its antenna nearer to an access point.' : `${found.length} found, strongest first.`);
      this.#foundTable.hidden = found.length === 0;
      fillStack(this.#found, ...found.map((network) => this.#foundRow(network)));
    } catch (error) {
      this.#foundTable.hidden = true;
      setText(this.#scanText, messageOf(error));
    }
  }

  #foundRow(network: FoundNetwork): HTMLTableRowElement {
    return h(
      'tr',
      {},
      h('th', { scope: 'row' }, network.ssid || '(hidden)'),
      h('td', { class: 'number digits' }, `${network.signal} dBm, ${strength(Number(network.signal))}`),
      h('td', {}, network.security),
      h('td', { class: 'number digits' }, network.channel),
      h('td', {}, network.ssid ? actionButton('Use', () => this.#use(network), { 'aria-label': `Use ${network.ssid}` }) : null),
    );
  }

  async #use(network: FoundNetwork): Promise<void> {
    const isOpen = /^(open|none)$/i.test(network.security);
    const box = dialog(`Use ${network.ssid}`);
    const id = newId('passphrase');
    const input = h('input', { id, type: 'password', autocomplete: 'new-password', maxlength: 64 });
    const error = h('p', { class: 'error', role: 'alert' });
    if (isOpen) box.body.append(h('p', {}, 'This network is open: everybody in reach can read what is sent in it.'));
    else box.body.append(h('div', { class: 'field' }, h('label', { for: id }, 'Passphrase, 8 to 63 characters'), input));
    box.body.append(error, h('p', { class: 'note' }, 'Nothing changes yet: you see it among the settings and save it there.'));
    const enter = h('button', { type: 'submit', class: 'primary' }, 'Enter it in the settings');
    box.buttons.append(
      actionButton('Cancel', () => box.close(false)),
      enter,
    );
    box.element.querySelector('form')!.addEventListener('submit', (event) => {
      event.preventDefault();
      if (!isOpen && input.value.length < 8) setText(error, 'A passphrase has 8 characters at least.');
      else box.close(true);
    });
    if (await box.open()) await this.useNetwork(network.ssid, isOpen ? '' : input.value);
  }

  async #test(): Promise<void> {
    this.#stepTable.hidden = false;
    fill(this.#steps);
    setText(this.#testText, 'Testing …');
    let failed = 0;
    try {
      await this.session.box.test((step) => {
        if (step.result === 'failed') failed++;
        this.#steps.append(h('tr', {}, h('th', { scope: 'row' }, words(step.step)), h('td', {}, badge(RESULTS[step.result] ?? 'info', step.result)), h('td', { class: 'detail' }, step.detail)));
      });
      setText(this.#testText, failed ? 'Something is in the way: see the step that failed.' : 'Everything is in reach.');
    } catch (error) {
      setText(this.#testText, messageOf(error));
    }
  }

  async #ping(): Promise<void> {
    try {
      setText(this.#pingText, `Answered in ${await this.session.box.ping()}.`);
    } catch (error) {
      setText(this.#pingText, messageOf(error));
    }
  }
}

function strength(dBm: number): string {
  if (dBm >= -60) return 'strong';
  if (dBm >= -70) return 'good';
  return dBm >= -80 ? 'weak' : 'very weak';
}
