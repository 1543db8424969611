import type { Note } from '../box/box';
import type { Session } from '../box/session';
import { clock } from '../box/format';
import { messageOf } from '../protocol/errors';
import { actionButton, badge, fill, h, setText, table } from './dom';
import type { Section } from './section';

const REFRESH_MS = 4000;

/** The box's notes since its start, newest first. */
export class LogSection implements Section {
  readonly id = 'log';
  readonly title = 'Log';
  readonly icon = 'list';
  readonly element: HTMLElement;
  readonly #body: HTMLElement;
  readonly #text = h('p', { class: 'note', role: 'status' });
  #timer: ReturnType<typeof setInterval> | undefined;
  #shown = '';

  constructor(private readonly session: Session) {
    const { element, body } = table('Log', [{ title: 'Since start', class: 'number' }, 'Level', 'What'], 'log');
    this.#body = body;
    this.element = h('div', {}, h('div', { class: 'tools' }, actionButton('Refresh', () => this.#refresh()), this.#text), element, h('p', { class: 'note' }, 'The box keeps its last 32 notes since it has started.'));
  }

  shown(): void {
    void this.#refresh();
    clearInterval(this.#timer);
    this.#timer = setInterval(() => void this.#refresh(), REFRESH_MS);
  }

  hidden(): void {
    clearInterval(this.#timer);
  }

  async #refresh(): Promise<void> {
    if (!this.session.isReady) {
      setText(this.#text, 'Connect a box.');
      return;
    }
    try {
      const notes = await this.session.box.log();
      const key = JSON.stringify(notes);
      setText(this.#text, `${notes.length} notes, newest first; up to date at ${new Date().toLocaleTimeString('en-GB')}`);
      if (key === this.#shown) return;
      this.#shown = key;
      fill(this.#body, ...notes.reverse().map((note) => h('tr', {}, h('td', { class: 'number digits' }, clock(note.uptimeMs)), h('td', {}, badge(levelKind(note), note.level)), h('td', { class: 'detail' }, note.text))));
    } catch (error) {
      setText(this.#text, messageOf(error));
    }
  }
}

function levelKind(note: Note): 'info' | 'uncertain' | 'bad' {
  if (/^(err|fail|fault|crit)/i.test(note.level)) return 'bad';
  return /^warn/i.test(note.level) ? 'uncertain' : 'info';
}
