import uPlot from 'uplot';
import type { History } from '../box/history';
import { actionButton, fill, h, setText } from './dom';

/** The most fields in one plot. */
export const MOST_PLOTTED = 4;

const SPAN_S = 600;
const DASHES = [[], [10, 5], [3, 4], [12, 4, 3, 4]]; // so that lines differ by more than colour
const NARROW_PX = 560;

export interface PlottedField {
  name: string;
  unit: string;
  history: History;
}

/** Up to four fields over the last ten minutes. Fields with the same unit share an axis. */
export class Plot {
  readonly element: HTMLElement;
  readonly #chart = h('div', { class: 'chart' });
  readonly #legend = h('ul', { class: 'legend', 'aria-label': 'Plotted fields' });
  readonly #time = h('p', { class: 'note digits' });
  #fields: PlottedField[] = [];
  #plot: uPlot | null = null;
  #values: HTMLElement[] = [];
  #untilS = Infinity;

  constructor(private readonly onRemove: (name: string) => void) {
    this.element = h('section', { class: 'plot card', 'aria-label': 'Plot' }, this.#legend, this.#chart, this.#time);
    this.element.hidden = true;
    new ResizeObserver(() => this.#resize()).observe(this.#chart);
    document.addEventListener('themechange', () => this.#rebuild());
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#rebuild());
  }

  /** Chooses what is plotted. */
  show(fields: PlottedField[]): void {
    this.#fields = fields;
    this.element.hidden = fields.length === 0;
    this.#rebuild();
  }

  /** Draws what has come in. @param untilS where the plot ends: now, or when it was paused */
  update(untilS: number): void {
    this.#untilS = untilS;
    if (!this.#plot) return;
    this.#plot.setData(this.#data(), false);
    this.#setScales();
    this.#showValues();
  }

  #setScales(): void {
    const plot = this.#plot!;
    const end = Math.min(this.#untilS, Date.now() / 1000);
    plot.batch(() => {
      plot.setScale('x', { min: end - this.#shownSpan(end), max: end });
      // Scales follow their data: uPlot does this by itself only when the data resets them.
      for (const unit of this.#units()) {
        const [low, high] = this.#rangeOf(unit);
        plot.setScale(scaleOf(unit), { min: low, max: high });
      }
    });
  }

  /** The plot grows with what there is, from one minute up to ten. */
  #shownSpan(end: number): number {
    const first = Math.min(...this.#fields.map((field) => field.history.read().times[0] ?? end));
    return Math.min(SPAN_S, Math.max(60, end - first));
  }

  #rangeOf(unit: string): [number, number] {
    let low = Infinity;
    let high = -Infinity;
    for (const field of this.#fields) {
      if (field.unit !== unit) continue;
      for (const value of field.history.read(SPAN_S, this.#untilS).values) {
        if (value < low) low = value;
        if (value > high) high = value;
      }
    }
    if (low > high) return [0, 1];
    const pad = (high - low) * 0.08 || Math.abs(high) * 0.05 || 1;
    return [low - pad, high + pad];
  }

  #units(): string[] {
    return [...new Set(this.#fields.map((field) => field.unit))];
  }

  /** All fields are read at once, so they have the same times; one that came later has none before. */
  #data(): uPlot.AlignedData {
    const columns = this.#fields.map((field) => field.history.read(SPAN_S, this.#untilS));
    const longest = columns.reduce((best, column) => (column.times.length > best.times.length ? column : best), columns[0]!);
    const series = columns.map(({ times, values }) => {
      const at = new Map(times.map((time, index) => [time, values[index]!]));
      return longest.times.map((time) => {
        const value = at.get(time);
        return value === undefined || Number.isNaN(value) ? null : value;
      });
    });
    return [longest.times, ...series];
  }

  #rebuild(): void {
    this.#plot?.destroy();
    this.#plot = null;
    this.#showLegend();
    if (this.#fields.length === 0) return;
    const styles = getComputedStyle(this.element);
    const color = (name: string): string => styles.getPropertyValue(name).trim();
    const width = this.#chart.clientWidth || 600;
    const grid = { stroke: color('--line'), width: 1 };
    const font = `12px ${styles.fontFamily}`;
    const units = this.#units();
    const axes: uPlot.Axis[] = [{ stroke: color('--muted'), grid, ticks: grid, font, space: 80, size: 30, values: (_, splits) => splits.map(timeOfDay) }];
    units.forEach((unit, index) => {
      axes.push({
        scale: scaleOf(unit),
        side: index % 2 === 0 ? 3 : 1,
        stroke: color('--muted'),
        font,
        label: unit || undefined,
        labelFont: font,
        labelSize: 18,
        size: 54,
        grid: index === 0 ? grid : { show: false },
        ticks: grid,
        show: index < (width < NARROW_PX ? 2 : 4),
      });
    });
    const options: uPlot.Options = {
      width,
      height: this.#height(width),
      legend: { show: false },
      cursor: { drag: { x: false, y: false }, points: { size: 7 } },
      scales: { x: { time: true, auto: false }, ...Object.fromEntries(units.map((unit) => [scaleOf(unit), { auto: false }])) },
      axes,
      series: [{}, ...this.#fields.map((field, index) => ({ label: field.name, scale: scaleOf(field.unit), stroke: color(`--series-${index + 1}`), width: 1.75, dash: DASHES[index], points: { show: false } }))],
      hooks: { setCursor: [() => this.#showValues()] },
    };
    this.#plot = new uPlot(options, this.#data(), this.#chart);
    this.#setScales();
    this.#showValues();
  }

  #showLegend(): void {
    this.#values = this.#fields.map(() => h('span', { class: 'digits' }));
    fill(
      this.#legend,
      ...this.#fields.map((field, index) =>
        h('li', {}, line(index), h('span', { class: 'name' }, field.name), h('span', { class: 'legend-value' }, this.#values[index]!, field.unit ? ` ${field.unit}` : ''), actionButton('×', () => this.onRemove(field.name), { class: 'plain', 'aria-label': `Take ${field.name} out of the plot` })),
      ),
    );
  }

  /** The values under the pointer, or the newest. */
  #showValues(): void {
    const plot = this.#plot;
    if (!plot) return;
    const data = plot.data;
    const last = data[0].length - 1;
    const at = plot.cursor.idx ?? last;
    this.#values.forEach((element, index) => {
      const value = data[index + 1]?.[at];
      setText(element, value === null || value === undefined ? '–' : shown(value));
    });
    const time = data[0][at];
    setText(this.#time, time === undefined ? '' : `${plot.cursor.idx === null || plot.cursor.idx === undefined ? 'Newest' : 'At the pointer'}: ${timeOfDay(time)}`);
  }

  #height(width: number): number {
    return width < NARROW_PX ? 220 : 280;
  }

  #resize(): void {
    const width = this.#chart.clientWidth;
    if (this.#plot && width > 0 && width !== this.#plot.width) {
      if (width < NARROW_PX !== this.#plot.width < NARROW_PX) this.#rebuild();
      else this.#plot.setSize({ width, height: this.#height(width) });
    }
  }
}

function scaleOf(unit: string): string {
  return `unit ${unit}`;
}

/** "14:05:30", of seconds since 1970 */
function timeOfDay(timeS: number): string {
  return new Date(1000 * timeS).toLocaleTimeString('en-GB');
}

function shown(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)));
}

/** The line of a series as a drawing: colour and dashes. */
function line(index: number): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 28 8');
  svg.setAttribute('class', `swatch series-${index + 1}`);
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', 'M0 4h28');
  if (DASHES[index]!.length) path.setAttribute('stroke-dasharray', DASHES[index]!.map((dash) => dash / 1.5).join(' '));
  svg.append(path);
  return svg;
}
