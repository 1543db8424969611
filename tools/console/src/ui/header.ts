import type { Session } from '../box/session';
import { duration } from '../box/format';
import { BoxError, Code } from '../protocol/errors';
import { actionButton, badge, fill, h, icon, setText } from './dom';
import { ask } from './dialog';
import type { Notices } from './notices';
import { applyTheme, nextTheme, storedTheme } from './theme';

const NETWORK: Record<string, string> = {
  online: 'Publishing',
  connecting: 'Connecting to its gateway',
  searching: 'Searching a gateway',
  asleep: 'Asleep between messages',
  offline: 'Not connected to its gateway',
  stopped: 'Stopped',
};

/** The head of the page: which box this is, whether it answers and publishes, and settings on trial. */
export class Header {
  readonly element: HTMLElement;
  readonly #name = h('span', { class: 'box-name' });
  readonly #facts = h('span', { class: 'box-facts' });
  readonly #state = h('span', { class: 'states', role: 'status', 'aria-live': 'polite' });
  readonly #connect: HTMLButtonElement;
  readonly #lock: HTMLButtonElement;
  readonly #trial = h('div', { class: 'trial', role: 'region', 'aria-label': 'Settings on trial' });
  readonly #trialText = h('span', { role: 'status' });
  readonly #trialLeft = h('span', { class: 'digits' });
  readonly #confirm: HTMLButtonElement;
  readonly #restart: HTMLButtonElement;
  #trialEndsAt = 0;
  #shownState = '';

  constructor(
    private readonly session: Session,
    private readonly notices: Notices,
    connect: () => Promise<void>,
  ) {
    this.#connect = actionButton('Connect', async () => {
      if (session.connection.value.state === 'none') await connect();
      else if (await this.#mayLeave()) await session.disconnect();
    });
    this.#lock = actionButton('Lock', () => session.lock());
    this.#confirm = actionButton('Confirm', () => this.#doConfirm(), { class: 'primary' });
    this.#restart = actionButton('Restart now', () => session.restart(), { class: 'primary' });
    const theme = h('button', { type: 'button', class: 'plain' }, icon('theme'), h('span', { class: 'theme-word' }));
    const showTheme = (): void => {
      setText(theme.lastElementChild!, storedTheme());
      theme.setAttribute('aria-label', `Colours: ${storedTheme()}. Change`);
    };
    theme.addEventListener('click', () => {
      applyTheme(nextTheme(storedTheme()));
      showTheme();
    });
    showTheme();
    this.#trial.append(h('span', { class: 'trial-words' }, icon('wait'), this.#trialText, this.#trialLeft), h('span', { class: 'buttons' }, this.#confirm, this.#restart));
    this.#trial.hidden = true;
    this.element = h(
      'header',
      {},
      h('div', { class: 'bar' }, h('div', { class: 'brand' }, mark(), h('h1', {}, 'Sidetap')), h('div', { class: 'box' }, this.#name, this.#facts), this.#state, h('div', { class: 'buttons' }, this.#lock, this.#connect, theme)),
      this.#trial,
    );
    for (const signal of [session.connection, session.version, session.status, session.profile, session.settings]) (signal as typeof session.connection).watch(() => this.#show());
    setInterval(() => this.#countDown(), 500);
  }

  focusConnect(): void {
    this.#connect.focus();
  }

  #show(): void {
    const { session } = this;
    const { state, via } = session.connection.value;
    const { value: version } = session.version;
    const isKnown = state !== 'none' && Boolean(version['firmware']);
    setText(this.#name, isKnown ? session.boxName : 'No box connected');
    const profile = session.profile.value['name'];
    setText(this.#facts, isKnown ? [`firmware ${version['firmware']}`, version['board'], profile && `profile ${profile}`, via && `over ${via}`].filter(Boolean).join(' · ') : 'Set up a box from this page');
    setText(this.#connect, state === 'none' ? 'Connect' : 'Disconnect');
    this.#connect.className = state === 'none' ? 'primary' : '';
    this.#lock.hidden = session.status.value['locked'] !== 'no' || state !== 'ready';
    document.title = isKnown ? `${session.boxName} · Sidetap` : 'Sidetap console';
    this.#showState();
    this.#showTrial();
  }

  #showState(): void {
    const { state, detail } = this.session.connection.value;
    const { status } = this.session;
    const words: [Parameters<typeof badge>[0], string][] = [];
    if (state === 'none') words.push(['info', 'Not connected']);
    else if (state === 'ready') {
      words.push(['good', 'Connected']);
      const connection = status.value['connection'] ?? '';
      if (connection) words.push([connection === 'online' || connection === 'asleep' ? 'good' : 'uncertain', NETWORK[connection] ?? connection]);
      const fault = status.value['settingsError'];
      if (fault) words.push(['bad', `Settings: ${fault}`]);
      else if (SETTINGS[status.value['settings'] ?? '']) words.push(['uncertain', SETTINGS[status.value['settings']!]!]);
      const mode = status.value['mode'];
      if (mode && mode !== 'normal') words.push(['bad', MODES[mode] ?? mode]);
      if (status.value['locked'] === 'yes') words.push(['info', 'Locked: PIN for changes']);
    } else if (state === 'foreign') words.push(['bad', detail]);
    else words.push(['wait', state === 'away' ? detail || 'The box is away' : detail]);
    const key = JSON.stringify(words);
    if (key === this.#shownState) return;
    this.#shownState = key;
    fill(this.#state, ...words.map(([kind, text]) => badge(kind, text)));
  }

  #showTrial(): void {
    const { trial, trialLeft } = this.session.status.value;
    const isShown = this.session.connection.value.state === 'ready' && (trial === 'running' || trial === 'pending');
    this.#trial.hidden = !isShown;
    if (!isShown) return;
    this.#confirm.hidden = trial !== 'running';
    this.#restart.hidden = trial !== 'pending';
    this.#trialEndsAt = Date.now() + 1000 * Number(trialLeft);
    setText(this.#trialText, trial === 'running' ? 'Network settings are on trial. Without a confirmation the box goes back to those before.' : 'Network settings are saved on trial: they begin with a restart, and have to be confirmed then.');
    this.#countDown();
  }

  #countDown(): void {
    if (this.#trial.hidden) return;
    const isRunning = !this.#confirm.hidden;
    setText(this.#trialLeft, isRunning ? `${duration(Math.max(0, this.#trialEndsAt - Date.now()))} left` : '');
  }

  async #mayLeave(): Promise<boolean> {
    const count = this.session.settings.value.changes.length;
    if (count === 0 || !this.session.isReady) return true;
    return ask({ title: 'Disconnect without saving?', text: [`${count === 1 ? 'One change is' : `${count} changes are`} not saved, and the box forgets what is not saved.`], yes: 'Disconnect', isDangerous: true });
  }

  async #doConfirm(): Promise<void> {
    try {
      await this.session.confirm();
      this.notices.show('Confirmed: these are the settings of the box now.', 'good');
      this.#connect.focus();
    } catch (error) {
      if (!(error instanceof BoxError) || error.code !== Code.NoTrial) throw error;
      // Its gateway was faster.
      await this.session.refreshStatus();
      this.notices.show('The gateway or broker has answered, so these are the settings of the box already.', 'good');
    }
  }
}

const SETTINGS: Record<string, string> = {
  oneCopyBad: 'One copy of the settings is damaged: look at them and save',
  bothBad: 'The settings were damaged: the box has its defaults',
};

const MODES: Record<string, string> = {
  safeProfile: 'Safe mode: built-in profile',
  safeSettings: 'Safe mode: default settings',
  broken: 'Only the console works',
};

function mark(): SVGSVGElement {
  const svg = icon('chart');
  svg.setAttribute('class', 'icon brand-mark');
  svg.firstElementChild!.setAttribute('d', 'M1.5 10h3l2-6 3 9 2-5h3');
  return svg;
}
