import type { Session } from '../box/session';
import { actionButton, badge, fill, h } from './dom';

/** What stands on the page until a box is there: how to connect one, or why this browser can't. */
export class Welcome {
  readonly element = h('section', { class: 'card welcome' });
  readonly #error = h('div', { role: 'alert' });

  constructor(session: Session, hasSerial: boolean, isServed: boolean, connect: () => Promise<void>) {
    const steps = isServed
      ? ['sidetap console holds the connection to the box. Power the box and press Connect.']
      : ['Power the box and plug its USB cable into this computer.', 'Press Connect and choose the box’s port: on Windows a COM port, on a Mac usbserial or usbmodem, on Linux ttyUSB or ttyACM.', 'Close other programs that use the port, such as a terminal.'];
    fill(
      this.element,
      h('h2', {}, 'Connect a box'),
      hasSerial || isServed
        ? h('ol', { class: 'steps' }, ...steps.map((step) => h('li', {}, step)))
        : h('div', {}, badge('uncertain', 'This browser has no Web Serial'), h('p', {}, 'Open this page in Chrome or Edge on a computer (version 89 or newer), or run sidetap console, which serves this page and holds the serial line itself.')),
      hasSerial || isServed ? h('div', { class: 'buttons' }, actionButton('Connect', connect, { class: 'primary' })) : null,
      this.#error,
      h('p', { class: 'note' }, 'Nothing leaves this computer: the page talks to the box and to nobody else.'),
    );
    session.connection.watch(({ state, detail }) => {
      this.element.hidden = state !== 'none';
      fill(this.#error, state === 'none' && detail ? badge('bad', detail) : null);
    });
  }
}
