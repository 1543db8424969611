import { BoxError, Code, messageOf } from '../protocol/errors';
import type { Session } from '../box/session';
import { busy, h, newId } from './dom';
import { dialog } from './dialog';

/** Asks for the box's PIN until it is right or the person gives up; one dialog, however many requests wait for it. */
export class PinDialog {
  #asking: Promise<boolean> | null = null;

  constructor(private readonly session: Session) {}

  ask(): Promise<boolean> {
    this.#asking ??= this.#run().finally(() => (this.#asking = null));
    return this.#asking;
  }

  #run(): Promise<boolean> {
    const box = dialog('This box is locked');
    const id = newId('pin');
    const error = h('p', { id: `${id}-error`, class: 'error', role: 'alert' });
    const input = h('input', { id, type: 'password', inputmode: 'numeric', autocomplete: 'off', maxlength: 8, 'aria-describedby': `${id}-error` });
    const unlock = h('button', { type: 'submit', class: 'primary' }, 'Unlock');
    const cancel = h('button', { type: 'button' }, 'Cancel');
    cancel.addEventListener('click', () => box.close(false));
    box.body.append(h('p', {}, 'Changes need the box’s PIN. Reading stays open without it.'), h('div', { class: 'field' }, h('label', { for: id }, 'PIN, 4 to 8 digits'), input), error);
    box.buttons.append(cancel, unlock);
    let timer: ReturnType<typeof setInterval> | undefined;
    const tryPin = async (): Promise<void> => {
      const pin = input.value.trim();
      if (!/^\d{4,8}$/.test(pin)) {
        error.textContent = 'A PIN has 4 to 8 digits.';
        return;
      }
      try {
        await this.session.unlock(pin);
        box.close(true);
      } catch (failure) {
        input.value = '';
        input.focus();
        clearInterval(timer);
        if (failure instanceof BoxError && failure.code === Code.WrongPin) timer = waitFor('That is not the PIN. ', failure.message, unlock, error);
        else if (failure instanceof BoxError && failure.code === Code.Wait) timer = waitFor('', failure.message, unlock, error);
        else error.textContent = messageOf(failure);
      }
    };
    box.element.querySelector('form')!.addEventListener('submit', (event) => {
      event.preventDefault();
      if (!unlock.disabled) void busy(unlock, tryPin);
    });
    return box.open().finally(() => clearInterval(timer));
  }
}

/** Counts down the seconds that the box wants to wait. */
function waitFor(why: string, said: string, unlock: HTMLButtonElement, error: HTMLElement): ReturnType<typeof setInterval> {
  const until = Date.now() + 1000 * Number(/(\d+)/.exec(said)?.[1] ?? 1);
  const show = (): void => {
    const left = Math.ceil((until - Date.now()) / 1000);
    unlock.disabled = left > 0;
    error.textContent = `${why}${left > 0 ? `After wrong PINs the box waits. Try again in ${left} s.` : 'Try again now.'}`;
    if (left <= 0) clearInterval(timer);
  };
  const timer = setInterval(show, 500);
  show();
  return timer;
}
