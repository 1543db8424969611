import type { Transport } from './transport';

const OPEN_MS = 5000;
const POLICY_VIOLATION = 1008; // RFC 6455, 7.4.1: what sidetap console says when another page has taken the line

/** The way over `sidetap console`, which holds the serial line and passes its octets through a WebSocket. */
export class WebSocketTransport implements Transport {
  readonly name = 'sidetap console';
  onData: (octets: Uint8Array) => void = () => {};
  onLost: Transport['onLost'] = () => {};
  #socket: WebSocket | null = null;

  /** @param url ws://HOST:PORT/box */
  constructor(readonly url: string) {}

  open(): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(this.url);
      socket.binaryType = 'arraybuffer';
      this.#socket = socket;
      const timer = setTimeout(() => socket.close(), OPEN_MS);
      let isOpen = false;
      socket.onopen = () => {
        isOpen = true;
        clearTimeout(timer);
        resolve();
      };
      socket.onmessage = (event: MessageEvent<ArrayBuffer | string>) => {
        this.onData(typeof event.data === 'string' ? new TextEncoder().encode(event.data) : new Uint8Array(event.data));
      };
      socket.onclose = (event) => {
        clearTimeout(timer);
        if (this.#socket !== socket) return;
        this.#socket = null;
        const isTaken = event.code === POLICY_VIOLATION;
        const reason = isTaken ? 'Another page has taken the line to the box, or sidetap console has ended. Press Connect to take it back.' : 'sidetap console has closed the connection. See whether it still runs and the box is plugged in.';
        if (isOpen) this.onLost(reason, isTaken);
        else reject(new Error(event.reason || 'sidetap console does not answer. See whether it still runs.'));
      };
    });
  }

  send(octets: Uint8Array): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(octets as Uint8Array<ArrayBuffer>);
  }

  async close(): Promise<void> {
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }
}
