import type { Session } from '../box/session';
import { readProfileFile, type ProfileFile } from '../box/profileFile';
import { profileVersion, words } from '../box/format';
import { messageOf } from '../protocol/errors';
import { actionButton, fill, h, newId, setText } from './dom';
import { ask } from './dialog';
import type { Notices } from './notices';
import type { Section } from './section';

/** A profile that `sidetap console` offers. */
export interface OfferedProfile {
  name: string;
  title: string;
  url: string;
}

/** Which machine the box stands at: the profile in use, and sending another. */
export class MachineSection implements Section {
  readonly id = 'machine';
  readonly title = 'Machine';
  readonly icon = 'machine';
  readonly element: HTMLElement;
  readonly #facts = h('dl', { class: 'facts' });
  readonly #offers = h('fieldset', { class: 'offers' });
  readonly #chosen = h('p', { role: 'status' });
  readonly #error = h('p', { class: 'error', role: 'alert' });
  readonly #progress = h('progress', { max: 1, value: 0, 'aria-label': 'Sending the profile' });
  readonly #progressText = h('p', { class: 'note digits', role: 'status' });
  readonly #send: HTMLButtonElement;
  readonly #stop: HTMLButtonElement;
  readonly #restart: HTMLButtonElement;
  #file: ProfileFile | null = null;
  #abort: AbortController | null = null;

  constructor(
    private readonly session: Session,
    private readonly notices: Notices,
  ) {
    const id = newId('profile-file');
    const input = h('input', { id, type: 'file', accept: '.stp' });
    input.addEventListener('change', () => void this.#pick(input.files?.[0]));
    this.#send = actionButton('Send to the box', () => this.#doSend(), { class: 'primary' });
    this.#stop = actionButton('Stop', () => this.#abort?.abort(new Error('Stopped. Send it again to go on from here.')));
    this.#restart = actionButton('Restart now', () => session.restart(), { class: 'primary' });
    const back = actionButton('Back to the built-in profile', () => this.#reset());
    this.#offers.hidden = this.#progress.hidden = this.#stop.hidden = this.#restart.hidden = true;
    this.#send.disabled = true;
    this.element = h(
      'div',
      { class: 'columns' },
      h('section', { class: 'card' }, h('h3', {}, 'Profile in use'), this.#facts, h('div', { class: 'buttons' }, back)),
      h(
        'section',
        { class: 'card' },
        h('h3', {}, 'Send another profile'),
        h('p', { class: 'note' }, 'A profile says what is wired to the box and what its readings mean. sidetap profile compile makes a .stp file of a profile in JSON.'),
        this.#offers,
        h('div', { class: 'field' }, h('label', { for: id }, 'Compiled profile (.stp)'), input),
        this.#chosen,
        this.#error,
        this.#progress,
        this.#progressText,
        h('div', { class: 'buttons' }, this.#send, this.#stop, this.#restart),
      ),
    );
    session.profile.watch(() => this.#showProfile());
    session.connection.watch(({ state }) => {
      this.#enable();
      if (state === 'ready' || this.#abort) return;
      this.#restart.hidden = true;
      setText(this.#progressText, '');
    });
  }

  shown(): void {
    if (this.session.isReady) void this.session.refreshProfile().catch(() => {});
  }

  /** Shows what `sidetap console` offers. */
  offer(profiles: OfferedProfile[]): void {
    this.#offers.hidden = profiles.length === 0;
    fill(
      this.#offers,
      h('legend', {}, 'Shipped profiles'),
      ...profiles.map((profile) => {
        const id = newId('offer');
        const radio = h('input', { type: 'radio', name: 'offer', id });
        radio.addEventListener('change', () => void this.#fetch(profile));
        return h('label', { for: id, class: 'check' }, radio, h('span', {}, profile.title || profile.name));
      }),
    );
  }

  #showProfile(): void {
    const entries = Object.entries(this.session.profile.value);
    const units: Record<string, string> = { length: ' octets', samplingInterval: ' ms' };
    fill(this.#facts, ...(entries.length ? entries : [['name', 'Connect a box']]).flatMap(([key, value]) => [h('dt', {}, words(key!)), h('dd', { class: /^\d/.test(value!) ? 'digits' : null }, value ? (key === 'version' ? profileVersion(value) : value + (units[key!] ?? '')) : '–')]));
  }

  #enable(): void {
    this.#send.disabled = !this.#file || !this.session.isReady || this.#abort !== null;
  }

  async #fetch(profile: OfferedProfile): Promise<void> {
    try {
      const response = await fetch(profile.url);
      if (!response.ok) throw new Error(`sidetap console does not have this profile (${response.status}).`);
      this.#take(new Uint8Array(await response.arrayBuffer()));
    } catch (error) {
      this.#refuse(error);
    }
  }

  async #pick(file: File | undefined): Promise<void> {
    if (!file) return;
    for (const radio of this.#offers.querySelectorAll('input')) radio.checked = false;
    try {
      this.#take(new Uint8Array(await file.arrayBuffer()));
    } catch (error) {
      this.#refuse(error);
    }
  }

  #take(octets: Uint8Array): void {
    this.#file = readProfileFile(octets);
    setText(this.#error, '');
    setText(this.#chosen, `${this.#file.dataSet}: ${this.#file.category}, version ${profileVersion(this.#file.version)}, ${octets.length} octets`);
    this.#enable();
  }

  #refuse(error: unknown): void {
    this.#file = null;
    setText(this.#chosen, '');
    setText(this.#error, messageOf(error));
    this.#enable();
  }

  async #doSend(): Promise<void> {
    const file = this.#file!;
    const abort = new AbortController();
    this.#abort = abort;
    this.#progress.hidden = this.#stop.hidden = false;
    this.#restart.hidden = true;
    setText(this.#error, '');
    this.#enable();
    const show = (sent: number): void => {
      this.#progress.max = file.octets.length;
      this.#progress.value = sent;
      setText(this.#progressText, `${sent} of ${file.octets.length} octets`);
      this.session.active();
    };
    try {
      const said = await this.session.box.sendProfile(file.octets, show, abort.signal);
      setText(this.#progressText, `Stored${said.includes('restart') ? '. It is used from the next start on.' : '.'}`);
      this.#restart.hidden = !said.includes('restart');
      this.notices.show(`${file.dataSet} is in the box.`, 'good');
      await this.session.refreshProfile();
    } catch (error) {
      setText(this.#error, messageOf(error));
    } finally {
      this.#abort = null;
      this.#stop.hidden = this.#progress.hidden = true;
      this.#enable();
    }
  }

  async #reset(): Promise<void> {
    const isWanted = await ask({
      title: 'Back to the built-in profile?',
      text: ['The stored profile is forgotten. From its next start on the box uses the profile it was made with.'],
      yes: 'Forget the stored profile',
      isDangerous: true,
    });
    if (!isWanted) return;
    const said = await this.session.box.resetProfile();
    this.notices.show(said || 'The built-in profile is used from the next start on.', 'good');
    this.#restart.hidden = false;
    await this.session.refreshProfile();
  }
}
