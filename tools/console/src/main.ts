import 'uplot/dist/uPlot.min.css';
import './style/base.css';
import './style/controls.css';
import './style/tables.css';
import './style/sections.css';
import { Session } from './box/session';
import { messageOf } from './protocol/errors';
import { hasWebSerial, SerialTransport } from './transport/serial';
import { WebSocketTransport } from './transport/webSocket';
import { CalibrateSection } from './ui/calibrate';
import { failures, h, icon, setText } from './ui/dom';
import { Header } from './ui/header';
import { LogSection } from './ui/log';
import { MachineSection, type OfferedProfile } from './ui/machine';
import { NetworkSection } from './ui/network';
import { Notices } from './ui/notices';
import { PinDialog } from './ui/pinDialog';
import { ReadingsSection } from './ui/readings';
import { ReportSection } from './ui/report';
import type { Section } from './ui/section';
import { SettingsSection } from './ui/settings';
import { applyTheme, storedTheme } from './ui/theme';
import { Welcome } from './ui/welcome';

interface Served {
  profiles: OfferedProfile[];
}

/** What `sidetap console` says of itself; null where the page is a plain file or served by something else. */
async function findServer(): Promise<Served | null> {
  if (!location.protocol.startsWith('http')) return null;
  try {
    const response = await fetch('/console.json', { cache: 'no-store' });
    if (!response.ok) return null;
    const said = (await response.json()) as Partial<Served>;
    const profiles = (Array.isArray(said.profiles) ? said.profiles : []).filter((profile) => new URL(profile.url, location.href).origin === location.origin);
    return { profiles };
  } catch {
    return null;
  }
}

async function start(): Promise<void> {
  applyTheme(storedTheme());
  const served = await findServer();
  const session = new Session();
  const notices = new Notices();
  failures.report = (error) => notices.show(messageOf(error), 'bad');
  session.onNotice = (text, kind) => notices.show(text, kind);
  const pin = new PinDialog(session);
  session.box.askForPin = () => pin.ask();

  const webSocket = (): WebSocketTransport => new WebSocketTransport(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/box`);
  const connect = async (): Promise<void> => {
    if (served) {
      await session.connect(webSocket());
      return;
    }
    if (!hasWebSerial()) throw new Error('This browser has no Web Serial. Use Chrome or Edge on a computer.');
    const transport = await SerialTransport.choose();
    if (transport) await session.connect(transport);
  };

  const settings = new SettingsSection(session, notices);
  const machine = new MachineSection(session, notices);
  machine.offer(served?.profiles ?? []);
  const network = new NetworkSection(session, async (ssid, password) => {
    location.hash = '#settings';
    await settings.stageAndShow(password ? [['wifi.ssid', ssid], ['wifi.password', password]] : [['wifi.ssid', ssid]]);
  });
  const sections: Section[] = [new ReadingsSection(session, notices), machine, settings, new CalibrateSection(session, notices), network, new LogSection(session), new ReportSection(session, notices)];
  const header = new Header(session, notices, connect);
  const welcome = new Welcome(session, hasWebSerial(), served !== null, connect);
  layOut(session, sections, header, welcome, notices);
  for (const event of ['pointerdown', 'keydown']) document.addEventListener(event, () => session.active(), { passive: true });
  window.addEventListener('beforeunload', (event) => {
    if (session.settings.value.changes.length > 0) event.preventDefault();
  });
  if (served) await session.connect(webSocket(), true);
}

/** Head, navigation, the section in view, notices. The address's fragment says which section that is. */
function layOut(session: Session, sections: readonly Section[], header: Header, welcome: Welcome, notices: Notices): void {
  const heading = h('h2', { tabindex: -1, id: 'section-title' });
  const links = sections.map((section) => h('a', { href: `#${section.id}` }, icon(section.icon), h('span', {}, section.title)));
  const main = h('main', { id: 'main', 'aria-labelledby': 'section-title' }, welcome.element, heading, ...sections.map((section) => section.element));
  let current: Section | null = null;
  const skip = h('a', { href: '#main', class: 'skip' }, 'Skip to the content');
  skip.addEventListener('click', (event) => {
    event.preventDefault();
    heading.focus();
  });
  const show = (isMoved: boolean): void => {
    const next = sections.find((section) => section.id === location.hash.slice(1)) ?? sections[0]!;
    if (next === current) return;
    current?.hidden?.();
    current = next;
    setText(heading, next.title);
    sections.forEach((section, index) => {
      section.element.hidden = section !== next;
      if (section === next) links[index]!.setAttribute('aria-current', 'page');
      else links[index]!.removeAttribute('aria-current');
    });
    next.shown?.();
    if (isMoved) scrollTo(0, 0);
  };
  window.addEventListener('hashchange', () => show(true));
  document.body.replaceChildren(skip, header.element, h('div', { class: 'frame' }, h('nav', { 'aria-label': 'Parts of the page' }, ...links), main), notices.element);
  // The navigation stays below the head, which grows when settings are on trial.
  new ResizeObserver(() => document.documentElement.style.setProperty('--header', `${header.element.offsetHeight}px`)).observe(header.element);
  show(false);
  let was = '';
  session.connection.watch(({ state }) => {
    document.body.dataset['connection'] = state;
    if (state === 'ready' && was !== 'ready') current?.shown?.();
    if (state === 'none' && was !== 'none') current?.shown?.();
    was = state;
  });
}

void start();
