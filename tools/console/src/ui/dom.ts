/** Making elements. Text only ever gets in as text, so what a box says can't be markup. */

type Child = Node | string | null | undefined | false;
type Attributes = Record<string, string | number | boolean | EventListener | ((event: never) => void) | null | undefined>;

/** Makes an element: `on…` are listeners, true is an empty attribute, false, null and undefined leave it out. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name.slice(2), value as EventListener);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  append(element, children);
  return element;
}

export function append(element: Element, children: readonly Child[]): void {
  for (const child of children) if (child !== null && child !== undefined && child !== false) element.append(child);
}

/** Replaces what is in an element. */
export function fill(element: Element, ...children: Child[]): void {
  element.replaceChildren();
  append(element, children);
}

/** Sets a text only when it differs, so that selection and screen readers are left alone. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

const SVG = 'http://www.w3.org/2000/svg';

const ICONS = {
  good: 'M3 8.5l3.2 3.2L13 4.8',
  uncertain: 'M8 2.2L14.5 13.5h-13zM8 6.4v3.4M8 11.6v.3',
  bad: 'M4 4l8 8M12 4l-8 8',
  info: 'M8 7.2v4.4M8 4.4v.3M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13',
  wait: 'M8 4v4l2.6 1.6M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13',
  chart: 'M2 2v12h12M4.5 10.5l3-3.5 2.4 2 3.6-5',
  lock: 'M3.5 7h9v7h-9zM5.2 7V5a2.8 2.8 0 0 1 5.6 0v2',
  plug: 'M5.5 2v4M10.5 2v4M3.5 6h9v2.5a4.5 4.5 0 0 1-9 0zM8 13v2',
  gear: 'M8 5.4a2.6 2.6 0 1 0 0 5.2 2.6 2.6 0 0 0 0-5.2M8 1.5v2M8 12.5v2M1.5 8h2M12.5 8h2M3.4 3.4l1.4 1.4M11.2 11.2l1.4 1.4M12.6 3.4l-1.4 1.4M4.8 11.2l-1.4 1.4',
  machine: 'M2 13.5h12M3.5 13.5v-7h5v7M8.5 9h4v4.5M5 2.5h2v4M11 6.5v2.5',
  target: 'M8 1.5v3M8 11.5v3M1.5 8h3M11.5 8h3M8 4.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7',
  net: 'M1.8 6.2a9 9 0 0 1 12.4 0M4 8.8a5.8 5.8 0 0 1 8 0M6.2 11.2a2.6 2.6 0 0 1 3.6 0M8 13.6v.2',
  list: 'M5 4h9M5 8h9M5 12h9M2 4h.4M2 8h.4M2 12h.4',
  page: 'M4 1.8h5.5L12.5 5v9.2H4zM9.2 1.8V5.2h3.3M6 8h4.5M6 11h4.5',
  theme: 'M8 1.5a6.5 6.5 0 1 0 0 13zM8 1.5a6.5 6.5 0 0 1 0 13',
} as const;

export type IconName = keyof typeof ICONS;

/** @returns a drawing that stands beside words and is left out by screen readers */
export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
}

/** @returns a badge: icon, colour and words */
export function badge(kind: 'good' | 'uncertain' | 'bad' | 'info' | 'wait', text: string): HTMLSpanElement {
  return h('span', { class: `badge ${kind}` }, icon(kind), h('span', {}, text));
}

/** @returns a button that is busy, and can't be pressed again, while its action runs */
export function actionButton(label: string, action: () => Promise<void> | void, attributes: Attributes = {}): HTMLButtonElement {
  const button = h('button', { type: 'button', ...attributes }, label);
  button.addEventListener('click', () => void busy(button, action));
  return button;
}

/** Where the failure of a button's action is told; set once at start. */
export const failures = { report: (_error: unknown): void => {} };

/** Runs an action; the button says so meanwhile. It stays focusable, so that the keyboard's place is not lost. */
export async function busy(button: HTMLButtonElement, action: () => Promise<void> | void): Promise<void> {
  if (button.getAttribute('aria-disabled') === 'true') return;
  button.setAttribute('aria-disabled', 'true');
  button.classList.add('busy');
  try {
    await action();
  } catch (error) {
    failures.report(error);
  } finally {
    button.removeAttribute('aria-disabled');
    button.classList.remove('busy');
  }
}

let ids = 0;

/** @returns an id that is used once */
export function newId(prefix: string): string {
  return `${prefix}-${++ids}`;
}

/** A table whose rows are filled later. It scrolls inside itself where it is wider than its place. */
export function table(caption: string, columns: readonly (string | { title: string; class: string })[], className = ''): { element: HTMLElement; body: HTMLTableSectionElement } {
  const body = h('tbody');
  const head = h('tr');
  for (const column of columns) {
    const { title, class: name } = typeof column === 'string' ? { title: column, class: '' } : column;
    head.append(h('th', { scope: 'col', class: name || null }, title));
  }
  const element = h('div', { class: `table ${className}` }, h('table', {}, h('caption', { class: 'hidden' }, caption), h('thead', {}, head), body));
  return { element, body };
}

/** Fills a table made with class "stack": on a narrow page its rows stand on end, each cell behind its column's title. */
export function fillStack(body: HTMLTableSectionElement, ...rows: HTMLTableRowElement[]): void {
  const titles = [...body.parentElement!.querySelectorAll('thead th')].map((title) => title.textContent!);
  for (const row of rows) {
    [...row.cells].forEach((element, index) => {
      if (element.tagName === 'TD' && element.colSpan === 1 && titles[index]) element.dataset['title'] = titles[index];
    });
  }
  fill(body, ...rows);
}

/** Gives a file to the person. */
export function download(name: string, type: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = h('a', { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}
