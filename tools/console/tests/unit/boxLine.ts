import type { Transport } from '../../src/transport/transport';
import { FakeBox } from '../fake/fakeBox';

/** A serial line between a client and a fake box, on which a test may do damage. Each direction takes a millisecond of the test's clock. */
export class BoxLine implements Transport {
  readonly name = 'test';
  onData: (octets: Uint8Array) => void = () => {};
  onLost: Transport['onLost'] = () => {};
  /** What becomes of octets to the box and from it; null: they are lost. */
  toBox: (octets: Uint8Array) => Uint8Array | null = (octets) => octets;
  fromBox: (octets: Uint8Array) => Uint8Array | null = (octets) => octets;
  readonly box = new FakeBox((octets) => {
    const passed = this.fromBox(octets);
    if (passed) setTimeout(() => this.onData(passed), 1);
  });

  open(): Promise<void> {
    return Promise.resolve();
  }

  send(octets: Uint8Array): void {
    const passed = this.toBox(octets);
    if (passed) setTimeout(() => this.box.receive(passed), 1);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** Turns a bit over in the octet at this index. */
export function damage(octets: Uint8Array, index: number): Uint8Array {
  const copy = Uint8Array.from(octets);
  copy[index]! ^= 0x04;
  return copy;
}
