/**
 * The tool's side of the console's machine mode. One request is under way at a time; the others wait in a queue, in which what a person has asked for goes before
 * what is only polled. Every line carries a checksum. After silence or damage the client finds its way back into step before it asks anything else, so that an
 * answer is never taken for another request's.
 */

import type { Transport } from '../transport/transport';
import { BoxError, Code, LinkError } from './errors';
import { frame, LineReader, MAX_REQUEST_OCTETS, parseLine, requestOctets } from './line';

/** closed: no way to the box; syncing: looking for the box's machine mode; ready; foreign: the box speaks another version. */
export type ClientState = 'closed' | 'syncing' | 'ready' | 'foreign';

export interface Answer {
  /** Columns of the data lines. */
  rows: string[][];
  /** What follows OK. */
  text: string;
}

export interface RequestOptions {
  /** A poll gives way to what a person has asked for, and is dropped when the box is lost. */
  poll?: boolean;
  /** Until when the box has to say something, or something more, in milliseconds. */
  quietMs?: number;
  /** Whether it may be asked again when it is not known whether the box has done it. */
  repeat?: boolean;
  /** Told of every data line as it comes. */
  onRow?: (columns: string[]) => void;
}

interface Pending {
  request: string;
  options: Required<Omit<RequestOptions, 'onRow'>> & Pick<RequestOptions, 'onRow'>;
  queuedAt: number;
  attempts: number;
  rows: string[][];
  damaged: boolean;
  resolve: (answer: Answer) => void;
  reject: (error: Error) => void;
}

export const PROTOCOL_VERSION = 1;

const QUIET_MS = 3000;
const DAMAGED_QUIET_MS = 400; // after damage: how long the rest of an answer may take
const SYNC_MS = 1500; // from one attempt to get in step to the next
const PATIENCE_MS = 20000; // how long a person's request waits for a box that is away
const POLL_PATIENCE_MS = 1500; // a poll that has waited so long goes between two requests of a person
const MAX_ATTEMPTS = 4;
const CTRL_C = 0x03;

const encoder = new TextEncoder();

export class ProtocolClient {
  #transport: Transport | null = null;
  #state: ClientState = 'closed';
  #reader = new LineReader();
  #queue: Pending[] = [];
  #current: Pending | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pumpTimer: ReturnType<typeof setTimeout> | undefined;
  #lastWasPoll = true;

  /** Lines that were no part of an answer, or were damaged. */
  noise = 0;
  /** How often the client has had to get into step. */
  syncs = 0;

  onState: (state: ClientState, detail: string) => void = () => {};

  get state(): ClientState {
    return this.#state;
  }

  /** Takes an open way and gets into step with the box. */
  attach(transport: Transport): void {
    this.#transport = transport;
    transport.onData = (octets) => this.#receive(octets);
    this.#sync();
  }

  /** The way is gone. Polls are dropped; what may be repeated waits for the next way. */
  detach(reason: string): void {
    this.#transport = null;
    clearTimeout(this.#timer);
    clearTimeout(this.#pumpTimer);
    this.#reader.clear();
    this.#putBackCurrent(new LinkError('closed', reason));
    this.#dropPolls();
    this.#setState('closed', reason);
    if (this.#queue.length > 0) this.#timer = setTimeout(() => this.#dropImpatient(), PATIENCE_MS);
  }

  /** Drops everything that waits. */
  abandon(reason: string): void {
    const all = this.#current ? [this.#current, ...this.#queue] : this.#queue;
    this.#current = null;
    this.#queue = [];
    for (const pending of all) pending.reject(new LinkError('closed', reason));
  }

  /**
   * Asks the box.
   * @throws BoxError when the box refuses; LinkError when there is no answer
   */
  request(request: string, options: RequestOptions = {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (requestOctets(request) > MAX_REQUEST_OCTETS) {
        reject(new LinkError('tooLong', `This is longer than the ${MAX_REQUEST_OCTETS} octets that the box takes in a line; shorten it.`));
        return;
      }
      if (/[\x00-\x1f\x7f]/.test(request)) {
        reject(new BoxError(Code.WrongArguments, 'Line ends and other control characters can’t be sent; take them out.'));
        return;
      }
      if (options.poll && this.#state !== 'ready') {
        reject(new LinkError('closed', 'The box is not connected.'));
        return;
      }
      this.#queue.push({
        request,
        options: { poll: options.poll ?? false, quietMs: options.quietMs ?? QUIET_MS, repeat: options.repeat ?? true, onRow: options.onRow },
        queuedAt: Date.now(),
        attempts: 0,
        rows: [],
        damaged: false,
        resolve,
        reject,
      });
      if (this.#state === 'closed' && this.#queue.length === 1) this.#timer = setTimeout(() => this.#dropImpatient(), PATIENCE_MS);
      this.#pump();
    });
  }

  /** The box is about to restart: nothing is asked of it until it answers again. */
  expectRestart(): void {
    if (this.#transport) this.#sync();
  }

  #setState(state: ClientState, detail: string): void {
    if (state === this.#state) return;
    this.#state = state;
    this.onState(state, detail);
  }

  #pump(): void {
    if (this.#current || this.#state !== 'ready' || this.#queue.length === 0) return;
    clearTimeout(this.#pumpTimer);
    const index = this.#next();
    const pending = this.#queue[index]!;
    // Whoever sends one request after the other gets the chance to queue the next before a poll is let in.
    if (pending.options.poll && !this.#lastWasPoll) {
      this.#lastWasPoll = true;
      this.#pumpTimer = setTimeout(() => this.#pump(), 0);
      return;
    }
    this.#queue.splice(index, 1);
    this.#lastWasPoll = pending.options.poll;
    this.#current = pending;
    pending.attempts++;
    pending.rows = [];
    pending.damaged = false;
    this.#arm(pending.options.quietMs);
    this.#transport!.send(frame(pending.request));
  }

  #next(): number {
    const person = this.#queue.findIndex((pending) => !pending.options.poll);
    const poll = this.#queue.findIndex((pending) => pending.options.poll);
    if (person < 0) return poll;
    const isPollDue = poll >= 0 && !this.#lastWasPoll && Date.now() - this.#queue[poll]!.queuedAt > POLL_PATIENCE_MS;
    return isPollDue ? poll : person;
  }

  #arm(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#expired(), ms);
  }

  #receive(octets: Uint8Array): void {
    for (const line of this.#reader.feed(octets)) {
      if (this.#state === 'syncing') this.#takeWhileSyncing(line);
      else if (this.#state === 'ready') this.#take(line);
    }
  }

  #takeWhileSyncing(octets: Uint8Array): void {
    const { text } = parseLine(octets);
    const match = /^OK machine (\d+)\b/.exec(text);
    if (!match) {
      this.noise++;
      return;
    }
    clearTimeout(this.#timer);
    if (Number(match[1]) !== PROTOCOL_VERSION) {
      this.#setState('foreign', `This box speaks version ${match[1]} of the console’s protocol, this page version ${PROTOCOL_VERSION}. Use the page that belongs to its firmware.`);
      return;
    }
    this.#lastWasPoll = true;
    this.#setState('ready', text.slice(3));
    this.#pump();
  }

  #take(octets: Uint8Array): void {
    const { text, checked } = parseLine(octets);
    const pending = this.#current;
    if (/^OK machine \d+\b/.test(text)) return; // answers an earlier attempt to get into step
    if (!checked || !pending) {
      this.noise++;
      if (pending) {
        pending.damaged = true;
        this.#arm(Math.min(DAMAGED_QUIET_MS, pending.options.quietMs));
      }
      return;
    }
    if (text.startsWith('+ ') || text === '+') {
      const columns = text.slice(2).split('\t');
      pending.rows.push(columns);
      pending.options.onRow?.(columns);
      this.#arm(pending.options.quietMs);
      return;
    }
    const ok = /^OK(?: (.*))?$/.exec(text);
    const failed = /^ERR (\d+)(?: (.*))?$/.exec(text);
    if (!ok && !failed) {
      this.noise++;
      return;
    }
    this.#current = null;
    clearTimeout(this.#timer);
    this.#finish(pending, ok ? (ok[1] ?? '') : null, failed ? new BoxError(Number(failed[1]), failed[2] ?? '') : null);
    this.#pump();
  }

  #finish(pending: Pending, text: string | null, error: BoxError | null): void {
    // A wrong checksum: nothing was done. A damaged data line: the answer has to come again, where asking again does no harm.
    const isAgain = error ? error.code === Code.WrongChecksum : pending.damaged && pending.options.repeat;
    if (isAgain && pending.attempts < MAX_ATTEMPTS) this.#queue.unshift(pending);
    else if (error) pending.reject(error);
    else if (pending.damaged && pending.options.repeat) pending.reject(new LinkError('damaged', 'The line to the box is disturbed. Try another cable or USB port.'));
    else pending.resolve({ rows: pending.rows, text: text ?? '' });
  }

  #expired(): void {
    const pending = this.#current;
    if (pending) {
      const failure = pending.damaged ? 'damaged' : 'silent';
      this.#putBackCurrent(
        new LinkError(
          failure,
          failure === 'damaged'
            ? 'The answer of the box came damaged. Look at what is in force, then try again.'
            : 'The box has not answered. Look at what is in force, then try again.',
        ),
      );
    }
    this.#sync();
  }

  /** The request under way goes back to the head of the queue, or fails where it may not be repeated. */
  #putBackCurrent(error: LinkError): void {
    const pending = this.#current;
    this.#current = null;
    if (!pending) return;
    if (pending.options.repeat && pending.attempts < MAX_ATTEMPTS) this.#queue.unshift(pending);
    else pending.reject(error);
  }

  #dropPolls(): void {
    const polls = this.#queue.filter((pending) => pending.options.poll);
    this.#queue = this.#queue.filter((pending) => !pending.options.poll);
    for (const poll of polls) poll.reject(new LinkError('closed', 'The box is away.'));
  }

  #dropImpatient(): void {
    const oldest = Date.now() - PATIENCE_MS;
    const late = this.#queue.filter((pending) => pending.queuedAt <= oldest);
    this.#queue = this.#queue.filter((pending) => pending.queuedAt > oldest);
    for (const pending of late) pending.reject(new LinkError('silent', 'The box does not answer. Look at its cable and power.'));
  }

  #sync(): void {
    this.syncs++;
    this.#reader.clear();
    this.#dropPolls();
    this.#dropImpatient();
    this.#setState('syncing', 'Looking for the box');
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#sync(), SYNC_MS);
    this.#transport?.send(Uint8Array.of(CTRL_C, 0x0d));
    this.#transport?.send(encoder.encode('machine\r'));
  }
}
