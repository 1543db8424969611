import type { CalibratedChannel } from '../box/box';
import type { Session } from '../box/session';
import { messageOf } from '../protocol/errors';
import { actionButton, fill, fillStack, h, newId, setText, table } from './dom';
import { ask } from './dialog';
import type { Notices } from './notices';
import type { Section } from './section';

const POLL_MS = 700;

type Point = 'low' | 'high';

/** Two points bring a reading in line with what a reference shows. */
export class CalibrateSection implements Section {
  readonly id = 'calibrate';
  readonly title = 'Calibrate';
  readonly icon = 'target';
  readonly element: HTMLElement;
  readonly #body: HTMLTableSectionElement;
  readonly #guide = h('section', { class: 'card guide', 'aria-label': 'Calibration' });
  readonly #raw = h('output', { class: 'digits big' });
  readonly #value = h('output', { class: 'digits big' });
  readonly #liveError = h('p', { class: 'error', role: 'status' });
  #channel: CalibratedChannel | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isShown = false;

  constructor(
    private readonly session: Session,
    private readonly notices: Notices,
  ) {
    const { element, body } = table('Signals that can be calibrated', ['Signal', 'Channel', { title: 'Raw', class: 'number' }, { title: 'Value', class: 'number' }, 'Unit', { title: 'Gain', class: 'number' }, { title: 'Offset', class: 'number' }, ''], 'stack');
    this.#body = body;
    this.#guide.hidden = true;
    this.element = h('div', {}, this.#guide, element, h('p', { class: 'note' }, 'A correction is kept in the box and goes into everything that is made of the signal. Value = raw × gain + offset.'));
  }

  shown(): void {
    this.#isShown = true;
    if (this.session.isReady) void this.#list();
    else fill(this.#body, h('tr', {}, h('td', { colspan: 8, class: 'empty' }, 'Connect a box.')));
    if (this.#channel) void this.#poll();
  }

  hidden(): void {
    this.#isShown = false;
    clearTimeout(this.#timer);
  }

  async #list(): Promise<void> {
    let channels: CalibratedChannel[];
    try {
      channels = await this.session.box.channels();
    } catch (error) {
      fill(this.#body, h('tr', {}, h('td', { colspan: 8, class: 'empty' }, messageOf(error))));
      return;
    }
    if (channels.length === 0) {
      fill(this.#body, h('tr', {}, h('td', { colspan: 8, class: 'empty' }, 'This profile has no signals that can be calibrated.')));
      return;
    }
    fillStack(
      this.#body,
      ...channels.map((channel) =>
        h(
          'tr',
          {},
          h('th', { scope: 'row' }, channel.name),
          h('td', { class: 'digits' }, channel.channel),
          h('td', { class: 'number digits' }, channel.raw || '–'),
          h('td', { class: 'number digits' }, channel.value || '–'),
          h('td', {}, channel.unit),
          h('td', { class: 'number digits' }, channel.gain || '–'),
          h('td', { class: 'number digits' }, channel.offset || '–'),
          h('td', {}, actionButton('Calibrate', () => this.#begin(channel), { 'aria-label': `Calibrate ${channel.name}` })),
        ),
      ),
    );
  }

  #begin(channel: CalibratedChannel): void {
    clearTimeout(this.#timer);
    this.#channel = channel;
    const isCorrected = channel.gain !== '' && (Number(channel.gain) !== 1 || Number(channel.offset) !== 0);
    const result = h('p', { class: 'note', role: 'status' });
    const save = actionButton('Save the correction', () => this.#save(channel), { class: 'primary' });
    save.disabled = true;
    const taken = (): void => {
      save.disabled = false;
      setText(result, 'One point corrects the offset only, two points gain and offset.');
    };
    fill(
      this.#guide,
      h('div', { class: 'guide-head' }, h('h3', { tabindex: -1 }, `Calibrate ${channel.name}`), actionButton('Close', () => this.#end())),
      h(
        'div',
        { class: 'live' },
        h('div', {}, h('span', { class: 'note' }, 'Raw reading now'), this.#raw),
        h('div', {}, h('span', { class: 'note' }, 'Value now'), this.#value),
      ),
      this.#liveError,
      h(
        'ol',
        { class: 'steps' },
        this.#pointStep(channel, 'low', 'Bring the machine to a low value that you can read from a reference instrument (for a current: standstill). Wait until the reading is steady.', taken),
        this.#pointStep(channel, 'high', 'Bring it to a high value, near the top of its usual range. Wait until the reading is steady.', taken),
        h('li', {}, h('p', {}, 'Save. The correction is in force at once.'), result, h('div', { class: 'buttons' }, save, isCorrected ? actionButton('Take the correction away', () => this.#clear(channel)) : null)),
      ),
    );
    this.#guide.hidden = false;
    this.#guide.querySelector('h3')!.focus();
    void this.#poll();
  }

  #pointStep(channel: CalibratedChannel, point: Point, text: string, taken: () => void): HTMLElement {
    const id = newId(point);
    const input = h('input', { id, type: 'text', inputmode: 'text', class: 'digits number', autocomplete: 'off', 'aria-describedby': `${id}-error` });
    const outcome = h('p', { class: 'note', role: 'status' });
    const error = h('p', { class: 'error', id: `${id}-error`, role: 'alert' });
    const take = async (): Promise<void> => {
      setText(error, '');
      const value = input.value.trim().replace(',', '.');
      if (!/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(value)) {
        setText(error, 'Enter the number that the reference shows, like 12.5.');
        input.focus();
        return;
      }
      try {
        const { raw, unit } = await this.session.box.takePoint(channel.key, point, value);
        setText(outcome, `Taken: raw ${raw} is ${value}${unit || channel.unit ? ` ${unit || channel.unit}` : ''}.`);
        taken();
      } catch (failure) {
        setText(outcome, '');
        setText(error, messageOf(failure));
      }
    };
    input.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') button.click();
    });
    const button = actionButton(point === 'low' ? 'Take the low point' : 'Take the high point', take);
    return h(
      'li',
      {},
      h('p', {}, text),
      h('div', { class: 'field inline' }, h('label', { for: id }, 'The reference shows'), h('span', { class: 'setting-control' }, input, channel.unit ? h('span', { class: 'unit' }, channel.unit) : null), button),
      outcome,
      error,
    );
  }

  async #poll(): Promise<void> {
    const channel = this.#channel;
    if (!channel || !this.#isShown) return;
    clearTimeout(this.#timer);
    try {
      const now = await this.session.box.channel(channel.key, true);
      if (this.#channel !== channel) return;
      setText(this.#raw, now?.raw || '–');
      setText(this.#value, now?.value ? `${now.value} ${now.unit}` : '–');
      setText(this.#liveError, now?.raw ? '' : 'There is no good reading now. Look at the sensor and its wiring.');
    } catch {
      setText(this.#raw, '–');
      setText(this.#value, '–');
    }
    if (this.#channel === channel && this.#isShown) this.#timer = setTimeout(() => void this.#poll(), POLL_MS);
  }

  async #save(channel: CalibratedChannel): Promise<void> {
    await this.session.box.saveCalibration(channel.key);
    const now = await this.session.box.channel(channel.key);
    this.notices.show(`${channel.name} is corrected${now?.gain ? `: gain ${now.gain}, offset ${now.offset}` : ''}.`, 'good');
    this.#end();
  }

  async #clear(channel: CalibratedChannel): Promise<void> {
    if (!(await ask({ title: `Take the correction of ${channel.name} away?`, text: ['It reads as its sensor says from now on.'], yes: 'Take it away', isDangerous: true }))) return;
    await this.session.box.clearCalibration(channel.key);
    this.notices.show(`${channel.name} has no correction any more.`, 'good');
    this.#end();
  }

  #end(): void {
    clearTimeout(this.#timer);
    const name = this.#channel?.name;
    this.#channel = null;
    this.#guide.hidden = true;
    void this.#list().then(() => this.#body.querySelector<HTMLButtonElement>(`button[aria-label="Calibrate ${CSS.escape(name ?? '')}"]`)?.focus());
  }
}
