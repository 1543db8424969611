/** What a field has read in the last ten minutes: a ring of numbers with their times. NaN stands for no value. */
export class History {
  readonly #times: Float64Array;
  readonly #values: Float64Array;
  #next = 0;
  #count = 0;

  /** @param capacity how many readings are kept, and @param spanS for how long, in seconds */
  constructor(
    capacity = 1300,
    readonly spanS = 600,
  ) {
    this.#times = new Float64Array(capacity);
    this.#values = new Float64Array(capacity);
  }

  get length(): number {
    return this.#count;
  }

  /** @param timeS seconds since 1970 */
  add(timeS: number, value: number): void {
    this.#times[this.#next] = timeS;
    this.#values[this.#next] = value;
    this.#next = (this.#next + 1) % this.#times.length;
    this.#count = Math.min(this.#count + 1, this.#times.length);
  }

  /** @returns times and values, oldest first, not older than `spanS` before the newest and not after `untilS` */
  read(spanS = this.spanS, untilS = Infinity): { times: number[]; values: number[] } {
    const times: number[] = [];
    const values: number[] = [];
    const size = this.#times.length;
    const end = Math.min(untilS, this.#count ? this.#times[(this.#next + size - 1) % size]! : 0);
    for (let i = 0; i < this.#count; i++) {
      const at = (this.#next + size - this.#count + i) % size;
      const time = this.#times[at]!;
      if (time < end - spanS || time > end) continue;
      times.push(time);
      values.push(this.#values[at]!);
    }
    return { times, values };
  }
}

const SHOWN_DIGITS = 6;

/** @returns the text with six significant digits where it has more, so that columns can be read; other texts as they are */
export function shortValue(value: string): string {
  const digits = /^-?(\d+)\.(\d+)$/.test(value) ? value.replace(/^-?[0.]*|\./g, '').length : 0;
  return digits > SHOWN_DIGITS && Math.abs(Number(value)) < 10 ** SHOWN_DIGITS ? Number(value).toPrecision(SHOWN_DIGITS) : value;
}

/** @returns the number that a value's text is, with or without a name behind it; NaN where it is none; a switch is 0 or 1 */
export function numberOf(value: string): number {
  const trimmed = value.trim();
  if (trimmed === 'true') return 1;
  if (trimmed === 'false') return 0;
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?(\s+[a-z].*|\s*\(.*\))?$/i.test(trimmed) ? parseFloat(trimmed) : NaN;
}
