import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Box } from '../../src/box/box';
import { readProfileFile } from '../../src/box/profileFile';
import { ProtocolClient } from '../../src/protocol/client';
import { compiledProfile } from '../fake/compiledProfile';
import { BoxLine } from './boxLine';

let line: BoxLine;
let client: ProtocolClient;
let box: Box;

beforeEach(async () => {
  vi.useFakeTimers();
  line = new BoxLine();
  client = new ProtocolClient();
  box = new Box(client);
  client.attach(line);
  await vi.advanceTimersByTimeAsync(20);
});

afterEach(() => vi.useRealTimers());

async function settle<T>(promise: Promise<T>): Promise<T> {
  let isDone = false;
  promise.then(() => (isDone = true), () => (isDone = true));
  for (let i = 0; i < 6000 && !isDone; i++) await vi.advanceTimersByTimeAsync(10);
  expect(isDone).toBe(true);
  return promise;
}

const signal = (): AbortSignal => new AbortController().signal;
const blocks = (): string[] => line.box.requests.filter((request) => request.startsWith('profile block'));

describe('a profile', () => {
  const profile = compiledProfile('TestMachine', 500);

  it('arrives as it is, in blocks of 96 octets', async () => {
    const progress: number[] = [];
    expect(await settle(box.sendProfile(profile, (sent) => progress.push(sent), signal()))).toBe('stored, restart needed');
    expect(line.box.profile.stored).toEqual(profile);
    expect(progress).toEqual([0, 96, 192, 288, 384, 480, 500]);
  });

  it('goes on where it was stopped', async () => {
    const abort = new AbortController();
    const stopped = box.sendProfile(profile, (sent) => sent >= 192 && abort.abort(new Error('stopped')), abort.signal);
    await expect(settle(stopped)).rejects.toThrow('stopped');
    const before = blocks().length;
    await settle(box.sendProfile(profile, () => {}, signal()));
    expect(blocks()[before]).toMatch(/^profile block 192 /);
    expect(line.box.profile.stored).toEqual(profile);
  });

  it('arrives over a restart of the box and a bad line', async () => {
    let count = 0;
    line.toBox = (octets) => (++count % 5 === 0 ? null : octets);
    const sending = box.sendProfile(profile, (sent) => sent === 288 && line.box.restart(), signal());
    await settle(sending.catch(() => null)).then(async (said) => {
      // An `end` that was lost is not repeated: sent again, the profile goes on from its end.
      line.toBox = (octets) => octets;
      if (said === null) await settle(box.sendProfile(profile, () => {}, signal()));
    });
    expect(line.box.profile.stored).toEqual(profile);
  });

  it('that the box refuses is told with its reason', async () => {
    line.box.profile.refusal = 'channel 12 is not on this board; change SpindleCurrentSignal';
    await expect(settle(box.sendProfile(profile, () => {}, signal()))).rejects.toThrow('channel 12 is not on this board');
  });
});

describe('a profile’s file', () => {
  it('says which machine it is for', () => {
    expect(readProfileFile(compiledProfile('TestMachine', 500))).toMatchObject({ dataSet: 'TestMachine', category: 'Machine for tests', version: '841017600.841104000' });
  });

  it('is refused when it is JSON, something else, damaged, cut or too long', () => {
    const whole = compiledProfile('TestMachine', 500);
    const damaged = Uint8Array.from(whole);
    damaged[300]! ^= 1;
    expect(() => readProfileFile(new TextEncoder().encode('{ "name": "x" }'))).toThrow('looks like JSON');
    expect(() => readProfileFile(new TextEncoder().encode('PK\x03\x04 something'))).toThrow('not a compiled profile');
    expect(() => readProfileFile(damaged)).toThrow('damaged');
    expect(() => readProfileFile(whole.subarray(0, 499))).toThrow('damaged');
    expect(() => readProfileFile(compiledProfile('TestMachine', 5000))).toThrow('4096 octets');
    expect(() => readProfileFile(new Uint8Array())).toThrow('not a compiled profile');
  });
});

describe('a locked box', () => {
  beforeEach(() => line.box.settings.preset({ 'console.pin': '2468' }));

  it('asks for the PIN once and goes on', async () => {
    let asked = 0;
    box.askForPin = async () => {
      asked++;
      await box.unlock('2468');
      return true;
    };
    await settle(box.set('box.id', 'press-4'));
    await settle(box.set('box.id', 'press-5'));
    expect(asked).toBe(1);
    expect((await settle(box.diff()))[0]).toEqual({ name: 'box.id', saved: 'mill-3', staged: 'press-5' });
  });

  it('stays as it is when nobody knows the PIN', async () => {
    await expect(settle(box.set('box.id', 'press-4'))).rejects.toMatchObject({ code: 5 });
    await expect(settle(box.unlock('1111'))).rejects.toMatchObject({ code: 6 });
    await expect(settle(box.unlock('2468'))).rejects.toMatchObject({ code: 7, message: 'wait 1 s' });
    expect(await settle(box.diff())).toEqual([]);
  });
});
