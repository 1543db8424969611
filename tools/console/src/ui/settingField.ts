import type { Change } from '../box/box';
import { fieldSpec, showValue, type FieldSpec, type Setting, type SettingValue } from '../box/setting';
import { messageOf } from '../protocol/errors';
import { actionButton, fill, h, newId, setText } from './dom';

type Control = HTMLInputElement | HTMLSelectElement;

/** A setting on the page. What is entered goes to the box at once, which stages it or says what is wrong with it. */
export class SettingField {
  readonly element: HTMLElement;
  readonly control: Control;
  readonly #spec: FieldSpec;
  readonly #error = h('p', { class: 'error', 'aria-live': 'polite' });
  readonly #marks = h('span', { class: 'marks' });
  readonly #default: HTMLButtonElement;
  #value: SettingValue = { value: '', isSet: false };
  #isChanged = false;

  /** @param stage hands a value to the box, null for the default; throws what the box says */
  constructor(
    readonly setting: Setting,
    private readonly stage: (name: string, value: string | null) => Promise<void>,
  ) {
    this.#spec = fieldSpec(setting);
    const id = newId('setting');
    const describedBy = `${id}-help ${id}-error`;
    this.control = this.#makeControl(id, describedBy);
    this.#error.id = `${id}-error`;
    this.#default = actionButton('Default', () => this.#put(null), { class: 'plain small', 'aria-label': `${this.#spec.label}: back to the default` });
    const reveal = this.#spec.control === 'secret' ? this.#revealButton() : null;
    this.control.addEventListener('change', () => void this.#put(this.#entered()));
    this.element = h(
      'div',
      { class: 'setting', 'data-setting': setting.name },
      h('div', { class: 'setting-head' }, h('label', { for: id }, this.#spec.label), h('code', {}, setting.name), this.#marks),
      h('div', { class: 'setting-control' }, this.#spec.control === 'switch' ? this.control.parentElement : this.control, setting.unit ? h('span', { class: 'unit' }, setting.unit) : null, reveal, this.#default),
      this.#error,
      h('p', { class: 'help', id: `${id}-help` }, setting.help, this.#spec.hint ? h('span', { class: 'hint' }, ` ${this.#spec.hint}.`) : null),
    );
  }

  /** Whether the box has refused what stands here. */
  get isRefused(): boolean {
    return this.control.getAttribute('aria-invalid') === 'true';
  }

  get isChanged(): boolean {
    return this.#isChanged;
  }

  /** Whether the words are in its name, label or help. */
  matches(wanted: string): boolean {
    return `${this.setting.name} ${this.#spec.label} ${this.setting.help}`.toLowerCase().includes(wanted);
  }

  /** Shows what the box has. What was refused stays, with its reason, until something else is entered. */
  show(value: SettingValue, change: Change | undefined): void {
    this.#value = value;
    this.#isChanged = change !== undefined;
    if (!this.isRefused && !(this.control === document.activeElement && this.control instanceof HTMLInputElement && this.control.type !== 'checkbox' && this.#entered() !== this.#shownValue)) this.#showValue();
    this.#default.hidden = !value.isSet;
    this.element.classList.toggle('changed', this.#isChanged);
    fill(this.#marks, change ? h('span', { class: 'mark', title: `saved: ${showValue(this.setting, change.saved)}` }, 'changed') : null, ...this.#flags(change !== undefined));
  }

  /** Puts back what the box has. */
  reset(): void {
    this.#refuse('');
    this.#showValue();
  }

  /** Shows a reason, as the check of all settings gives one. */
  refuse(text: string): void {
    this.#refuse(text);
  }

  #shownValue = '';

  #showValue(): void {
    const { control } = this;
    if (this.#spec.control === 'secret') {
      (control as HTMLInputElement).value = '';
      (control as HTMLInputElement).placeholder = this.#value.isSet ? 'set; type to replace it' : 'none';
    } else if (this.#spec.control === 'switch') {
      (control as HTMLInputElement).checked = this.#value.value === 'true';
      setText(control.parentElement!.lastElementChild!, this.#value.value === 'true' ? 'on' : 'off');
    } else {
      if (control instanceof HTMLSelectElement && ![...control.options].some((option) => option.value === this.#value.value)) control.append(h('option', { value: this.#value.value }, this.#value.value || 'none'));
      control.value = this.#value.value;
    }
    this.#shownValue = this.#entered();
  }

  #flags(isChanged: boolean): HTMLElement[] {
    const flags: HTMLElement[] = [];
    if (isChanged && this.setting.needsRestart) flags.push(h('span', { class: 'mark quiet' }, 'needs a restart'));
    if (isChanged && this.setting.isRisky) flags.push(h('span', { class: 'mark quiet' }, 'on trial first'));
    return flags;
  }

  #entered(): string {
    return this.#spec.control === 'switch' ? String((this.control as HTMLInputElement).checked) : this.control.value.trim();
  }

  async #put(value: string | null): Promise<void> {
    // Nothing typed into a secret changes nothing; Default takes it away.
    if (this.#spec.control === 'secret' && value === '') {
      this.#refuse('');
      return;
    }
    this.element.classList.add('staging');
    try {
      this.#refuse('');
      this.#shownValue = this.#entered();
      await this.stage(this.setting.name, value);
      if (value === null || this.#spec.control === 'secret') this.#showValue();
    } catch (error) {
      this.#refuse(messageOf(error));
    } finally {
      this.element.classList.remove('staging');
    }
  }

  #refuse(text: string): void {
    setText(this.#error, text);
    this.element.classList.toggle('refused', text !== '');
    if (text) this.control.setAttribute('aria-invalid', 'true');
    else this.control.removeAttribute('aria-invalid');
  }

  #makeControl(id: string, describedBy: string): Control {
    const spec = this.#spec;
    const common = { id, 'aria-describedby': describedBy };
    if (spec.control === 'select') return h('select', common, ...spec.options.map((option) => h('option', { value: option }, option)));
    if (spec.control === 'switch') {
      const input = h('input', { ...common, type: 'checkbox', role: 'switch' });
      h('span', { class: 'switch' }, input, h('span', { 'aria-hidden': 'true' }));
      return input;
    }
    return h('input', {
      ...common,
      type: spec.control === 'secret' ? 'password' : 'text',
      inputmode: spec.inputMode,
      placeholder: spec.placeholder || null,
      autocomplete: spec.control === 'secret' ? 'new-password' : 'off',
      autocapitalize: 'off',
      spellcheck: 'false',
      class: spec.isNumber ? 'digits number' : this.setting.type === 'octets' || this.setting.type === 'address' || this.setting.type === 'ipAddress' ? 'digits' : null,
    });
  }

  #revealButton(): HTMLButtonElement {
    const button = h('button', { type: 'button', class: 'plain small', 'aria-pressed': 'false' }, 'Show');
    button.setAttribute('aria-label', `${this.#spec.label}: show what is typed`);
    button.addEventListener('click', () => {
      const input = this.control as HTMLInputElement;
      const isShown = input.type === 'password';
      input.type = isShown ? 'text' : 'password';
      button.setAttribute('aria-pressed', String(isShown));
    });
    return button;
  }
}
