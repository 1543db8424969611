/** Lines of the console's machine mode (docs/console.md): how they end, and the checksum behind them. */

import { crc32Hex } from './crc32';

/** Octets of the longest request, its checksum included. */
export const MAX_REQUEST_OCTETS = 255;

/** Longer than any line of a box; what goes on beyond is noise and is dropped. */
const MAX_LINE_OCTETS = 4096;

const CR = 0x0d;
const LF = 0x0a;
const CHECKSUM = / \*([0-9a-f]{8})$/;
const CHECKSUM_OCTETS = 10;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A line that has come in, without its end and its checksum. */
export interface Line {
  text: string;
  /** Whether there was a checksum and it is right. */
  checked: boolean;
}

/** @returns the request as it is sent: with its checksum and CR */
export function frame(request: string): Uint8Array {
  const octets = encoder.encode(request);
  return encoder.encode(`${request} *${crc32Hex(octets)}\r`);
}

/** @returns octets of the request on the line, without its end */
export function requestOctets(request: string): number {
  return encoder.encode(request).length + CHECKSUM_OCTETS;
}

/** Takes the checksum off a line and looks whether it is right. */
export function parseLine(octets: Uint8Array): Line {
  const text = decoder.decode(octets);
  const match = CHECKSUM.exec(text);
  if (!match) return { text, checked: false };
  const content = octets.subarray(0, octets.length - CHECKSUM_OCTETS);
  return { text: text.slice(0, -CHECKSUM_OCTETS), checked: crc32Hex(content) === match[1] };
}

/** Divides octets, as they come in, into lines. CR, LF or CR LF end one; empty ones are left out. */
export class LineReader {
  #buffer: number[] = [];
  #tooLong = false;

  /** @returns the lines that these octets end */
  feed(octets: Uint8Array): Uint8Array[] {
    const lines: Uint8Array[] = [];
    for (const octet of octets) {
      if (octet === CR || octet === LF) {
        if (this.#buffer.length > 0 && !this.#tooLong) lines.push(Uint8Array.from(this.#buffer));
        this.clear();
      } else if (this.#buffer.length < MAX_LINE_OCTETS) {
        this.#buffer.push(octet);
      } else {
        this.#tooLong = true;
      }
    }
    return lines;
  }

  /** Forgets a line that has not ended. */
  clear(): void {
    this.#buffer = [];
    this.#tooLong = false;
  }
}
