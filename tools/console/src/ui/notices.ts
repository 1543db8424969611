import { actionButton, badge, h } from './dom';

const SHOWN_MS = 8000;
const MOST = 4;

/** One-line notices at the foot of the page, which screen readers read out. What is bad stays until it is closed. */
export class Notices {
  readonly element = h('div', { class: 'notices', role: 'status', 'aria-live': 'polite' });

  show(text: string, kind: 'info' | 'good' | 'bad' = 'info'): void {
    const notice = h('div', { class: `notice ${kind}` }, badge(kind, text));
    notice.append(actionButton('×', () => notice.remove(), { class: 'plain', 'aria-label': 'Close this notice' }));
    for (const old of [...this.element.children]) if (old.textContent === notice.textContent) old.remove();
    this.element.append(notice);
    while (this.element.children.length > MOST) this.element.firstElementChild!.remove();
    if (kind !== 'bad') setTimeout(() => notice.remove(), SHOWN_MS);
  }
}
