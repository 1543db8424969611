import type { ProtocolClient } from '../protocol/client';
import { messageOf } from '../protocol/errors';
import type { Transport } from './transport';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 4000;

/** none: nothing is wanted; opening; open; lost: it is tried again. */
export type LinkState = 'none' | 'opening' | 'open' | 'lost';

/** Keeps the way to the box open: opens it, and opens it again when it is lost, as it is by a restart of a box with USB of its own. */
export class Link {
  #transport: Transport | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pauseMs = FIRST_PAUSE_MS;
  state: LinkState = 'none';
  detail = '';
  onChange: () => void = () => {};

  constructor(private readonly client: ProtocolClient) {}

  get name(): string {
    return this.#transport?.name ?? '';
  }

  /** Opens a way and keeps it open. @throws Error when it can't be opened for the first time and `isStubborn` is not set */
  async connect(transport: Transport, isStubborn = false): Promise<void> {
    await this.disconnect();
    this.#transport = transport;
    this.#pauseMs = FIRST_PAUSE_MS;
    try {
      await this.#open(transport);
    } catch (error) {
      if (isStubborn) {
        this.#lost(transport, messageOf(error));
        return;
      }
      this.#transport = null;
      this.#set('none', messageOf(error));
      throw error;
    }
  }

  async disconnect(): Promise<void> {
    clearTimeout(this.#timer);
    const transport = this.#transport;
    if (!transport) return;
    this.#transport = null;
    transport.onLost = () => {};
    this.client.detach('Disconnected.');
    this.client.abandon('Disconnected.');
    this.#set('none', '');
    await transport.close();
  }

  async #open(transport: Transport): Promise<void> {
    this.#set('opening', '');
    transport.onLost = (reason, isForGood) => (isForGood ? this.#end(transport, reason) : this.#lost(transport, reason));
    await transport.open();
    if (this.#transport !== transport) {
      await transport.close();
      return;
    }
    this.#pauseMs = FIRST_PAUSE_MS;
    this.client.attach(transport);
    this.#set('open', '');
  }

  /** It is not opened again until somebody wants it. */
  #end(transport: Transport, reason: string): void {
    if (this.#transport !== transport) return;
    this.#transport = null;
    this.client.detach(reason);
    this.client.abandon(reason);
    this.#set('none', reason);
  }

  #lost(transport: Transport, reason: string): void {
    if (this.#transport !== transport) return;
    this.client.detach(reason);
    this.#set('lost', reason);
    this.#timer = setTimeout(() => {
      this.#open(transport).catch((error: unknown) => this.#lost(transport, messageOf(error)));
    }, this.#pauseMs);
    this.#pauseMs = Math.min(2 * this.#pauseMs, LONGEST_PAUSE_MS);
  }

  #set(state: LinkState, detail: string): void {
    this.state = state;
    this.detail = detail;
    this.onChange();
  }
}
