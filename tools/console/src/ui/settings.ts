import type { Change } from '../box/box';
import type { Session, SettingsState } from '../box/session';
import { groupsOf, labelOf, showValue, type Setting } from '../box/setting';
import { BoxError, Code, messageOf } from '../protocol/errors';
import { actionButton, fill, h, setText, table } from './dom';
import { ask } from './dialog';
import type { Notices } from './notices';
import type { Section } from './section';
import { SettingField } from './settingField';

const OPEN_AT_FIRST = ['box', 'uplink', 'mqttSn', 'wifi'];

/** Everything a box can be told, as a form made of the box's own table. */
export class SettingsSection implements Section {
  readonly id = 'settings';
  readonly title = 'Settings';
  readonly icon = 'gear';
  readonly element: HTMLElement;
  readonly #groups = h('div', { class: 'groups' }, h('p', { class: 'empty' }, 'No settings yet. Connect a box.'));
  readonly #filter = h('input', { type: 'search', placeholder: 'Find a setting', 'aria-label': 'Find a setting' });
  readonly #changedOnly = h('input', { type: 'checkbox', id: 'changed-only' });
  readonly #bar: HTMLElement;
  readonly #count = h('span', { role: 'status' });
  readonly #saveButton: HTMLButtonElement;
  readonly #fields = new Map<string, SettingField>();
  #table: readonly Setting[] | null = null;

  constructor(
    private readonly session: Session,
    private readonly notices: Notices,
  ) {
    this.#saveButton = actionButton('Review and save', () => this.review(), { class: 'primary' });
    this.#bar = h('div', { class: 'save-bar' }, this.#count, h('span', { class: 'buttons' }, actionButton('Revert', () => this.#revert()), this.#saveButton));
    this.#bar.hidden = true;
    for (const control of [this.#filter, this.#changedOnly]) control.addEventListener('input', () => this.#applyFilter());
    this.element = h(
      'div',
      {},
      h('div', { class: 'tools' }, this.#filter, h('label', { class: 'check', for: 'changed-only' }, this.#changedOnly, 'Differing from the default only')),
      this.#groups,
      h(
        'section',
        { class: 'card danger-zone' },
        h('h3', {}, 'Restart and factory reset'),
        h('p', { class: 'note' }, 'A factory reset takes away settings, profile, calibration, PIN and everything that was counted.'),
        h('div', { class: 'buttons' }, actionButton('Restart the box', () => this.#restart()), actionButton('Factory reset', () => this.#factoryReset(), { class: 'danger' })),
      ),
      this.#bar,
    );
    session.settings.watch((state) => this.#show(state));
  }

  #show(state: SettingsState): void {
    if (state.table !== this.#table) this.#build(state.table);
    const changes = new Map(state.changes.map((change) => [change.name, change]));
    for (const [name, field] of this.#fields) field.show(state.values.get(name) ?? { value: field.setting.usual, isSet: false }, changes.get(name));
    const count = state.changes.length;
    this.#bar.hidden = count === 0;
    setText(this.#count, count === 0 ? '' : count === 1 ? '1 change is not saved' : `${count} changes are not saved`);
    for (const group of this.#groups.querySelectorAll('details')) {
      const changed = group.querySelectorAll('.setting.changed').length;
      setText(group.querySelector('.group-count')!, changed ? `${changed} changed` : '');
    }
    if (this.#changedOnly.checked) this.#applyFilter();
  }

  #build(settings: readonly Setting[]): void {
    this.#table = settings;
    this.#fields.clear();
    if (settings.length === 0) {
      fill(this.#groups, h('p', { class: 'empty' }, 'No settings yet. Connect a box.'));
      return;
    }
    const stage = (name: string, value: string | null): Promise<void> => this.session.stage(name, value);
    fill(
      this.#groups,
      ...groupsOf(settings).map((group) => {
        const fields = group.settings.map((setting) => {
          const field = new SettingField(setting, stage);
          this.#fields.set(setting.name, field);
          return field.element;
        });
        return h(
          'details',
          { class: 'card group', 'data-group': group.key, open: OPEN_AT_FIRST.includes(group.key) },
          h('summary', {}, h('h3', {}, group.title), h('span', { class: 'note' }, `${fields.length}`), h('span', { class: 'group-count mark-text' })),
          h('div', { class: 'settings-grid' }, ...fields),
        );
      }),
    );
  }

  #applyFilter(): void {
    const wanted = this.#filter.value.trim().toLowerCase();
    const isNarrowed = wanted !== '' || this.#changedOnly.checked;
    const { values } = this.session.settings.value;
    for (const group of this.#groups.querySelectorAll('details')) {
      let shown = 0;
      for (const element of group.querySelectorAll<HTMLElement>('.setting')) {
        const field = this.#fields.get(element.dataset['setting']!)!;
        element.hidden = !field.matches(wanted) || (this.#changedOnly.checked && !values.get(field.setting.name)?.isSet && !field.isChanged);
        if (!element.hidden) shown++;
      }
      group.hidden = shown === 0;
      group.open = isNarrowed || OPEN_AT_FIRST.includes(group.dataset['group']!);
    }
  }

  /** Shows what would change, and saves it when the person wants that. */
  async review(): Promise<void> {
    // The field that has the focus has to hand over what stands in it first.
    const refused = [...this.#fields.values()].find((field) => field.isRefused);
    if (refused) {
      this.#showField(refused);
      this.notices.show(`The box does not take what stands in ${refused.setting.name}. Correct it, or Revert.`, 'bad');
      return;
    }
    await this.session.refreshSettings();
    const { changes } = this.session.settings.value;
    const isWanted = await ask({ title: changes.length === 1 ? 'Save this change?' : `Save these ${changes.length} changes?`, text: this.#consequences(changes), content: this.#changeList(changes), yes: 'Save' });
    if (isWanted) await this.#save();
  }

  #changeList(changes: readonly Change[]): HTMLElement {
    const { element, body } = table('Changes', ['Setting', 'Saved', 'New'], 'changes');
    for (const change of changes) {
      const setting = this.#fields.get(change.name)?.setting;
      body.append(h('tr', {}, h('th', { scope: 'row' }, change.name), h('td', { class: 'digits' }, showValue(setting, change.saved)), h('td', { class: 'digits new' }, showValue(setting, change.staged))));
    }
    return element;
  }

  #consequences(changes: readonly Change[]): string[] {
    const settings = changes.map((change) => this.#fields.get(change.name)?.setting);
    const texts: string[] = [];
    if (settings.some((setting) => setting?.isRisky)) {
      texts.push('Some of them may cut the box off its network. It tries them after a restart, and goes back to those before unless you confirm them here or its gateway answers.');
    } else if (settings.some((setting) => setting?.needsRestart)) {
      texts.push('They are in force after a restart.');
    } else {
      texts.push('They are in force at once.');
    }
    return texts;
  }

  async #save(): Promise<void> {
    let said: string;
    try {
      said = await this.session.save();
    } catch (error) {
      this.#showRefusal(error);
      return;
    }
    if (!said.includes('restart')) {
      this.notices.show(said.includes('nothing') ? 'There was nothing to save.' : 'Saved.', 'good');
      return;
    }
    const isTrial = said.includes('trial');
    const seconds = /within (\d+) s/.exec(said)?.[1];
    const isNow = await ask({
      title: 'Saved. Restart the box now?',
      text: isTrial
        ? [`The new settings are on trial with the next start. Confirm them within ${seconds ?? 'a few hundred'} s after it, or the box goes back to those before.`, 'Connect over USB stays possible meanwhile.']
        : ['The new settings are in force after a restart, which takes a few seconds. Nothing that waits to be sent is lost.'],
      yes: 'Restart now',
    });
    if (isNow) await this.session.restart();
    else this.notices.show('Saved. The settings are in force after the next restart.', 'good');
  }

  /** What contradicts each other names a setting: the reason goes there. */
  #showRefusal(error: unknown): void {
    const text = messageOf(error);
    const name = error instanceof BoxError && (error.code === Code.Conflict || error.code === Code.ValueRefused) ? /[A-Za-z]+\.[A-Za-z]+/.exec(text)?.[0] : undefined;
    const field = name ? this.#fields.get(name) : undefined;
    this.notices.show(`Not saved: ${text}`, 'bad');
    if (!field) return;
    field.refuse(text);
    this.#showField(field);
    // Another setting may be what has to change, so the reason does not stand in the way of the next save.
    field.control.addEventListener('blur', () => field.reset(), { once: true });
  }

  #showField(field: SettingField): void {
    this.#filter.value = '';
    this.#changedOnly.checked = false;
    this.#applyFilter();
    field.element.closest('details')!.open = true;
    field.element.scrollIntoView({ block: 'center' });
    field.control.focus();
  }

  async #revert(): Promise<void> {
    await this.session.revert();
    for (const field of this.#fields.values()) field.reset();
    this.notices.show('Back to what is saved.', 'good');
  }

  async #restart(): Promise<void> {
    const isWanted = await ask({ title: 'Restart the box?', text: ['It is back within a few seconds. What is not saved is staged again by this page.'], yes: 'Restart' });
    if (isWanted) await this.session.restart();
  }

  async #factoryReset(): Promise<void> {
    const isWanted = await ask({
      title: 'Factory reset',
      text: [`Settings, profile, calibration, PIN and counters of ${this.session.boxName || 'this box'} are deleted and can’t be brought back. Export a report and the settings first (Report).`],
      typed: 'RESET',
      yes: 'Delete everything',
      isDangerous: true,
    });
    if (isWanted) await this.session.factoryReset();
  }

  /** Stages a value from another part of the page, and brings its field into view. */
  async stageAndShow(values: readonly [string, string][]): Promise<void> {
    for (const [name, value] of values) await this.session.stage(name, value);
    const field = this.#fields.get(values[0]![0]);
    if (field) this.#showField(field);
    this.notices.show(`${labelOf(values[0]![0])} is entered. Review and save it here.`, 'good');
  }
}
