import type { Reading } from '../box/box';
import type { ReadingsState, Session } from '../box/session';
import { numberOf, shortValue } from '../box/history';
import { qualityOf, statusAdvice, statusWords } from '../box/statusCode';
import { badge, fill, h, setText, table } from './dom';
import type { Notices } from './notices';
import { MOST_PLOTTED, Plot } from './plot';
import type { Section } from './section';
import { drawSparkline, sparkline } from './sparkline';

interface Row {
  element: HTMLTableRowElement;
  value: HTMLElement;
  unit: HTMLElement;
  status: HTMLElement;
  shownStatus: string;
  line: HTMLCanvasElement;
  check: HTMLInputElement;
}

/** What the box measures, once a second, with a plot of up to four fields. */
export class ReadingsSection implements Section {
  readonly id = 'readings';
  readonly title = 'Readings';
  readonly icon = 'chart';
  readonly element: HTMLElement;
  readonly #rows = new Map<string, Row>();
  readonly #body: HTMLElement;
  readonly #summary = h('p', { class: 'note', role: 'status' });
  readonly #filter = h('input', { type: 'search', id: 'readings-filter', placeholder: 'Find a field', 'aria-label': 'Find a field' });
  readonly #faultsOnly = h('input', { type: 'checkbox', id: 'faults-only' });
  readonly #pause = h('button', { type: 'button', 'aria-pressed': 'false' }, 'Pause');
  readonly #plot = new Plot((name) => this.#toggle(name, false));
  #plotted: string[] = [];
  #pausedAtS = 0;
  #isShown = false;

  constructor(
    private readonly session: Session,
    private readonly notices: Notices,
  ) {
    const { element, body } = table('Readings', [{ title: 'Plot', class: 'narrow' }, 'Field', { title: 'Value', class: 'number' }, 'Unit', 'Status', { title: 'Last 2 min', class: 'trend' }], 'readings');
    this.#body = body;
    this.#pause.addEventListener('click', () => this.#togglePause());
    for (const control of [this.#filter, this.#faultsOnly]) control.addEventListener('input', () => this.#applyFilter());
    this.element = h(
      'div',
      {},
      h('div', { class: 'tools' }, this.#filter, h('label', { class: 'check', for: 'faults-only' }, this.#faultsOnly, 'Not good only'), this.#pause, this.#summary),
      this.#plot.element,
      element,
      h('p', { class: 'note' }, `Choose up to ${MOST_PLOTTED} fields to plot them; the page keeps the last ten minutes.`),
    );
    session.readings.watch((state) => this.#take(state));
  }

  shown(): void {
    this.#isShown = true;
    this.#take(this.session.readings.value);
  }

  hidden(): void {
    this.#isShown = false;
  }

  #take({ timeS, readings }: ReadingsState): void {
    if (readings.length === 0) this.#clear();
    if (!this.#isShown || this.#pausedAtS || readings.length === 0) return;
    const known = new Set(readings.map((reading) => reading.name));
    for (const [name, row] of this.#rows) {
      if (known.has(name)) continue;
      row.element.remove();
      this.#rows.delete(name);
      if (this.#plotted.includes(name)) this.#toggle(name, false);
    }
    for (const reading of readings) this.#showReading(reading, timeS);
    this.#summarize(readings);
    this.#applyFilter();
    this.#plot.update(timeS);
  }

  #clear(): void {
    this.#rows.clear();
    this.#plotted = [];
    this.#plot.show([]);
    fill(this.#body, h('tr', {}, h('td', { colspan: 6, class: 'empty' }, 'No readings yet. Connect a box.')));
    setText(this.#summary, '');
  }

  #showReading(reading: Reading, timeS: number): void {
    const row = this.#rows.get(reading.name) ?? this.#addRow(reading);
    const quality = qualityOf(reading.status);
    setText(row.value, shortValue(reading.value) || '–');
    row.value.title = reading.raw ? `${reading.value}, raw ${reading.raw}` : reading.value;
    row.value.classList.toggle('words', reading.value !== '' && Number.isNaN(numberOf(reading.value)));
    setText(row.unit, reading.unit);
    if (row.shownStatus !== reading.status) {
      row.shownStatus = reading.status;
      row.element.className = quality;
      const advice = statusAdvice(reading.status);
      fill(row.status, badge(quality, statusWords(reading.status)), advice ? h('span', { class: 'advice' }, advice) : null);
    }
    drawSparkline(row.line, this.session.histories.get(reading.name), timeS);
  }

  #addRow(reading: Reading): Row {
    if (this.#rows.size === 0) this.#body.replaceChildren();
    const check = h('input', { type: 'checkbox', 'aria-label': `Plot ${reading.name}` });
    check.addEventListener('change', () => this.#toggle(reading.name, check.checked));
    const row: Row = {
      element: h('tr'),
      value: h('td', { class: 'number digits' }),
      unit: h('td', { class: 'unit' }),
      status: h('td', { class: 'status' }),
      shownStatus: '\0',
      line: sparkline(),
      check,
    };
    row.element.append(h('td', { class: 'narrow' }, check), h('th', { scope: 'row', class: 'field-name' }, reading.name), row.value, row.unit, row.status, h('td', { class: 'trend' }, row.line));
    row.element.addEventListener('click', (event) => {
      if (event.target !== check && !getSelection()?.toString()) this.#toggle(reading.name, !check.checked);
    });
    this.#rows.set(reading.name, row);
    this.#body.append(row.element);
    return row;
  }

  #toggle(name: string, isPlotted: boolean): void {
    if (isPlotted && !this.#plotted.includes(name)) {
      if (this.#plotted.length === MOST_PLOTTED) {
        this.notices.show(`The plot holds ${MOST_PLOTTED} fields. Take one out first.`);
        isPlotted = false;
      } else {
        this.#plotted.push(name);
      }
    } else if (!isPlotted) {
      this.#plotted = this.#plotted.filter((plotted) => plotted !== name);
    }
    const row = this.#rows.get(name);
    if (row) row.check.checked = isPlotted;
    const units = new Map(this.session.readings.value.readings.map((reading) => [reading.name, reading.unit]));
    this.#plot.show(this.#plotted.map((plotted) => ({ name: plotted, unit: units.get(plotted) ?? '', history: this.session.histories.get(plotted)! })));
    this.#plot.update(this.#pausedAtS || this.session.readings.value.timeS);
  }

  #togglePause(): void {
    this.#pausedAtS = this.#pausedAtS ? 0 : this.session.readings.value.timeS;
    this.#pause.setAttribute('aria-pressed', String(this.#pausedAtS > 0));
    setText(this.#pause, this.#pausedAtS ? 'Go on' : 'Pause');
    if (this.#pausedAtS) setText(this.#summary, `Paused at ${new Date(1000 * this.#pausedAtS).toLocaleTimeString('en-GB')}; the page keeps reading.`);
    else this.#take(this.session.readings.value);
  }

  #summarize(readings: Reading[]): void {
    const bad = readings.filter((reading) => qualityOf(reading.status) === 'bad').length;
    const uncertain = readings.filter((reading) => qualityOf(reading.status) === 'uncertain').length;
    const parts = [`${readings.length} fields`];
    if (bad) parts.push(`${bad} bad`);
    if (uncertain) parts.push(`${uncertain} uncertain`);
    if (!bad && !uncertain) parts.push('all good');
    setText(this.#summary, parts.join(', '));
  }

  #applyFilter(): void {
    const wanted = this.#filter.value.trim().toLowerCase();
    for (const [name, row] of this.#rows) {
      row.element.hidden = !name.toLowerCase().includes(wanted) || (this.#faultsOnly.checked && row.element.className === 'good');
    }
  }
}
