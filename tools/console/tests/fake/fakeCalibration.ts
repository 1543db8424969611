import { Refusal } from './fakeParts';

interface Channel {
  index: number;
  raw: number;
  unit: string;
  gain: number;
  offset: number;
  low?: [number, number];
  high?: [number, number];
}

/** The fake box's signals that can be calibrated. Their raw readings are what a test sets. */
export class FakeCalibration {
  readonly channels: Record<string, Channel> = {
    SpindleCurrent: { index: 0, raw: 8.2, unit: 'A', gain: 1, offset: 0 },
    SpindlePower: { index: 3, raw: 1.2, unit: 'kW', gain: 1, offset: 0 },
    // Nothing shows it as a field.
    '9': { index: 9, raw: 3.461, unit: 'mV', gain: 1.002, offset: -0.01 },
  };

  /** A restart: points that were taken and not saved are gone. */
  forget(): void {
    for (const channel of Object.values(this.channels)) delete channel.low, delete channel.high;
  }

  valueOf(name: string, raw: number): number {
    const { gain, offset } = this.channels[name]!;
    return raw * gain + offset;
  }

  run(name: string | undefined, action: string | undefined, value: string | undefined, isBroken: boolean): { rows?: string[][] } {
    if (!name) return { rows: Object.keys(this.channels).map((known) => this.#row(known, isBroken)) };
    const channel = this.channels[name];
    if (!channel) throw new Refusal(20, `no such signal: ${name}`);
    switch (action) {
      case undefined:
        return { rows: [this.#row(name, isBroken)] };
      case 'low':
      case 'high':
        return { rows: [this.#take(name, channel, action, Number(value), isBroken)] };
      case 'save':
        this.#save(channel);
        return {};
      case 'clear':
        channel.gain = 1;
        channel.offset = 0;
        return {};
      default:
        throw new Refusal(2, 'usage: calibrate NAME low|high VALUE, save or clear');
    }
  }

  #row(name: string, isBroken: boolean): string[] {
    const channel = this.channels[name]!;
    const value = this.valueOf(name, channel.raw);
    const hasCorrection = channel.gain !== 1 || channel.offset !== 0;
    return [String(channel.index), name === String(channel.index) ? '' : name, isBroken ? '' : channel.raw.toFixed(4), isBroken ? '' : value.toFixed(4), channel.unit, hasCorrection ? String(channel.gain) : '', hasCorrection ? String(channel.offset) : ''];
  }

  #take(name: string, channel: Channel, point: 'low' | 'high', value: number, isBroken: boolean): string[] {
    if (isBroken) throw new Refusal(21, `${name} is not Good; look at its wiring`);
    const other = point === 'low' ? channel.high : channel.low;
    if (other && Math.abs(other[0] - channel.raw) < 0.5) throw new Refusal(22, 'the two points are too close; take them further apart');
    channel[point] = [channel.raw, value];
    return [name, channel.raw.toFixed(4), String(value), channel.unit];
  }

  #save(channel: Channel): void {
    const { low, high } = channel;
    const one = low ?? high;
    if (!one) throw new Refusal(23, 'no point was taken; take one first');
    if (low && high) {
      channel.gain = (high[1] - low[1]) / (high[0] - low[0]);
      channel.offset = low[1] - channel.gain * low[0];
    } else {
      channel.offset = one[1] - channel.gain * one[0];
    }
    delete channel.low;
    delete channel.high;
  }
}
