import { actionButton, append, h, newId } from './dom';

/** A modal dialog: Escape and Cancel close it, the focus stays inside and goes back where it was. */
export interface Dialog {
  readonly element: HTMLDialogElement;
  readonly body: HTMLElement;
  readonly buttons: HTMLElement;
  /** Shown and closed again; true when `close(true)` has ended it. */
  open(): Promise<boolean>;
  close(isDone: boolean): void;
}

export function dialog(title: string): Dialog {
  const id = newId('dialog');
  const body = h('div', { class: 'dialog-body' });
  const buttons = h('div', { class: 'buttons end' });
  const form = h('form', { method: 'dialog' }, h('h2', { id }, title), body, buttons);
  const element = h('dialog', { 'aria-labelledby': id }, form);
  let result = false;
  return {
    element,
    body,
    buttons,
    open() {
      result = false;
      document.body.append(element);
      element.showModal();
      return new Promise((resolve) => {
        element.addEventListener(
          'close',
          () => {
            element.remove();
            resolve(result);
          },
          { once: true },
        );
      });
    },
    close(isDone) {
      result = isDone;
      element.close();
    },
  };
}

export interface Question {
  title: string;
  text: string[];
  yes: string;
  /** What has to be typed first. */
  typed?: string;
  isDangerous?: boolean;
  content?: HTMLElement;
}

/** Asks before something is done. @returns whether the person wants it */
export function ask(question: Question): Promise<boolean> {
  const box = dialog(question.title);
  append(box.body, question.text.map((text) => h('p', {}, text)));
  if (question.content) box.body.append(question.content);
  const yes = h('button', { type: 'submit', class: question.isDangerous ? 'danger' : 'primary' }, question.yes);
  const no = actionButton('Cancel', () => box.close(false));
  if (question.typed !== undefined) {
    const id = newId('typed');
    const input = h('input', { id, type: 'text', autocomplete: 'off', spellcheck: 'false' });
    box.body.append(h('div', { class: 'field' }, h('label', { for: id }, `Type ${question.typed} to go on`), input));
    yes.disabled = true;
    input.addEventListener('input', () => (yes.disabled = input.value.trim() !== question.typed));
  }
  box.element.querySelector('form')!.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!yes.disabled) box.close(true);
  });
  box.buttons.append(no, yes);
  return box.open();
}
