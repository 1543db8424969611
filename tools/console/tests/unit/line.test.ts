import { describe, expect, it } from 'vitest';
import { crc32, crc32Hex } from '../../src/protocol/crc32';
import { frame, LineReader, parseLine } from '../../src/protocol/line';

const octets = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (line: Uint8Array): string => new TextDecoder().decode(line);

describe('CRC-32', () => {
  it('has the check value of its definition', () => {
    expect(crc32(octets('123456789'))).toBe(0xcbf43926);
    expect(crc32Hex(octets('123456789'))).toBe('cbf43926');
  });

  it('is 0 of nothing, in 8 digits', () => {
    expect(crc32Hex(octets(''))).toBe('00000000');
  });
});

describe('a line', () => {
  it('is sent with a blank, a star, 8 digits and CR', () => {
    expect(text(frame('123456789'))).toBe('123456789 *cbf43926\r');
  });

  it('is taken with a right checksum, over UTF-8', () => {
    const line = frame('+ Temperatur\t21 °C').subarray(0, -1);
    expect(parseLine(line)).toEqual({ text: '+ Temperatur\t21 °C', checked: true });
  });

  it('is not taken with a wrong, an uppercase or a missing checksum', () => {
    expect(parseLine(octets('123456789 *cbf43927')).checked).toBe(false);
    expect(parseLine(octets('123456789 *CBF43926')).checked).toBe(false);
    expect(parseLine(octets('123456789')).checked).toBe(false);
  });

  it('ends with CR, LF or both, wherever the octets are divided', () => {
    const whole = octets('one\r\ntwo\rthree\n\r\n\nfour');
    for (let cut = 0; cut <= whole.length; cut++) {
      const reader = new LineReader();
      const lines = [...reader.feed(whole.subarray(0, cut)), ...reader.feed(whole.subarray(cut))].map(text);
      expect(lines).toEqual(['one', 'two', 'three']);
    }
  });

  it('that never ends is dropped, and the next one is taken', () => {
    const reader = new LineReader();
    expect(reader.feed(octets('x'.repeat(10000)))).toEqual([]);
    expect(reader.feed(octets('\r\nnext\r\n')).map(text)).toEqual(['next']);
  });
});
