import type { Transport } from './transport';

const BAUD_RATE = 115200;
const BUFFER_OCTETS = 8192;

/** Whether this browser has Web Serial, and may use it here. */
export function hasWebSerial(): boolean {
  return 'serial' in navigator && isSecureContext;
}

/** The way over the box's USB serial line, 115200 8N1, with Web Serial (Chrome, Edge). */
export class SerialTransport implements Transport {
  readonly name = 'USB serial';
  onData: (octets: Uint8Array) => void = () => {};
  onLost: Transport['onLost'] = () => {};
  #reader: ReadableStreamDefaultReader<Uint8Array> | null = null;
  #writer: WritableStreamDefaultWriter<Uint8Array> | null = null;
  #isClosing = false;
  #done: Promise<void> = Promise.resolve();

  constructor(private port: SerialPort) {}

  /** Lets the person choose a port. @returns null when the person has chosen none */
  static async choose(): Promise<SerialTransport | null> {
    try {
      return new SerialTransport(await navigator.serial.requestPort());
    } catch (error) {
      if (error instanceof DOMException && error.name === 'NotFoundError') return null;
      throw error;
    }
  }

  async open(): Promise<void> {
    this.#isClosing = false;
    await this.#findAgain();
    try {
      await this.port.open({ baudRate: BAUD_RATE, bufferSize: BUFFER_OCTETS });
    } catch (error) {
      if (!(error instanceof DOMException && error.name === 'InvalidStateError')) {
        throw new Error('The port can’t be opened. Close other programs that use it (a terminal, sidetap, another tab), plug the box in again and connect.');
      }
    }
    this.#writer = this.port.writable!.getWriter() as WritableStreamDefaultWriter<Uint8Array>;
    this.#done = this.#read();
  }

  send(octets: Uint8Array): void {
    // What can't be sent is asked again; that the port is gone is what reading tells.
    this.#writer?.write(octets).catch(() => {});
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    await this.#reader?.cancel().catch(() => {});
    await this.#done;
  }

  /** A box with USB of its own is a new port after a restart: takes the one with the same ids, which the person has allowed already. */
  async #findAgain(): Promise<void> {
    const ports = await navigator.serial.getPorts();
    if (ports.includes(this.port)) return;
    const { usbVendorId, usbProductId } = this.port.getInfo();
    const same = ports.find((port) => port.getInfo().usbVendorId === usbVendorId && port.getInfo().usbProductId === usbProductId);
    if (same) this.port = same;
  }

  async #read(): Promise<void> {
    // A frame or overrun error ends a stream and leaves the port open with a new one; without one, the port is gone.
    while (this.port.readable && !this.#isClosing) {
      this.#reader = this.port.readable.getReader() as ReadableStreamDefaultReader<Uint8Array>;
      try {
        for (;;) {
          const { value, done } = await this.#reader.read();
          if (done) break;
          this.onData(value);
        }
      } catch {
        // The loop looks whether there is another stream.
      } finally {
        this.#reader.releaseLock();
        this.#reader = null;
      }
    }
    this.#writer?.releaseLock();
    this.#writer = null;
    await this.port.close().catch(() => {});
    if (!this.#isClosing) this.onLost('The USB connection is gone. Plug the box in again.', false);
  }
}
