import { crc32Hex, Refusal } from './fakeParts';

/** The fake box's profile and a transfer to it. */
export class FakeProfile {
  name = 'CncMachineTool';
  stored: Uint8Array | null = null;
  /** Refuses the profile at the end, for this reason. */
  refusal = '';
  #announced: { length: number; crc: string } | null = null;
  #received: number[] = [];
  #next: string | null = null;

  /** The box starts; a transfer is kept, so that it can go on. */
  start(): void {
    if (this.#next) this.name = this.#next;
    this.#next = null;
  }

  get receivedOctets(): number {
    return this.#received.length;
  }

  run(words: string[]): { rows?: string[][]; text?: string } {
    switch (words[1]) {
      case undefined:
        return { rows: this.#facts() };
      case 'begin': {
        const announced = { length: Number(words[2]), crc: words[3]! };
        if (announced.length > 4096) throw new Refusal(34, 'a profile has up to 4096 octets');
        if (this.#announced?.crc !== announced.crc || this.#announced.length !== announced.length) this.#received = [];
        this.#announced = announced;
        return { text: `${this.#received.length} octets are there` };
      }
      case 'block':
        return { text: this.#block(Number(words[2]), words[3]!) };
      case 'end':
        return { text: this.#end() };
      case 'drop':
        this.#announced = null;
        this.#received = [];
        return {};
      case 'reset':
        this.stored = null;
        this.#next = 'BuiltIn';
        return { text: 'restart needed' };
      default:
        throw new Refusal(2, 'usage: profile [begin|block|end|drop|reset]');
    }
  }

  #facts(): string[][] {
    return [['name', this.name], ['category', 'CNC machine tool'], ['version', '841017600.841104000'], ['length', '1873'], ['crc', '5c1f0e2a'], ['source', this.stored ? 'stored' : 'built-in'], ['fields', '10'], ['samplingInterval', '100']];
  }

  #block(offset: number, hex: string): string {
    if (!this.#announced) throw new Refusal(30, 'no transfer was begun; send profile begin');
    if (offset > this.#received.length) throw new Refusal(31, `${this.#received.length} octets are there; go on from there`);
    const octets = Buffer.from(hex, 'hex');
    if (octets.length < 1 || octets.length > 96) throw new Refusal(2, 'a block has 1 to 96 octets');
    this.#received.push(...octets.subarray(this.#received.length - offset));
    return `${this.#received.length} octets are there`;
  }

  #end(): string {
    if (!this.#announced) throw new Refusal(30, 'no transfer was begun; send profile begin');
    const whole = Uint8Array.from(this.#received);
    if (whole.length !== this.#announced.length || crc32Hex(whole) !== this.#announced.crc) throw new Refusal(32, 'what was sent is not what was announced; send it again');
    if (this.refusal) throw new Refusal(33, this.refusal);
    this.stored = whole;
    this.#next = 'SentProfile';
    this.#announced = null;
    this.#received = [];
    return 'stored, restart needed';
  }
}
