import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ProtocolClient } from '../../src/protocol/client';
import { BoxError, LinkError } from '../../src/protocol/errors';
import { BoxLine, damage } from './boxLine';

let line: BoxLine;
let client: ProtocolClient;

beforeEach(() => {
  vi.useFakeTimers();
  line = new BoxLine();
  client = new ProtocolClient();
});

afterEach(() => vi.useRealTimers());

/** Runs the test's clock until the promise is settled, a minute at the most. */
async function settle<T>(promise: Promise<T>): Promise<T> {
  let isDone = false;
  promise.then(() => (isDone = true), () => (isDone = true));
  for (let i = 0; i < 6000 && !isDone; i++) await vi.advanceTimersByTimeAsync(10);
  expect(isDone).toBe(true);
  return promise;
}

const failureOf = (promise: Promise<unknown>): Promise<unknown> => settle(promise.then(() => null, (error: unknown) => error));

async function ready(): Promise<void> {
  client.attach(line);
  await vi.advanceTimersByTimeAsync(20);
  expect(client.state).toBe('ready');
}

describe('getting into step', () => {
  it('brings a box from people’s into machine mode', async () => {
    expect(line.box.isMachine).toBe(false);
    await ready();
    expect(line.box.isMachine).toBe(true);
    expect((await settle(client.request('version'))).rows[0]).toEqual(['firmware', '0.9.0']);
  });

  it('takes a box that is in machine mode already', async () => {
    await ready();
    const second = new ProtocolClient();
    second.attach(line);
    await vi.advanceTimersByTimeAsync(20);
    expect(second.state).toBe('ready');
  });

  it('goes on trying while a box is still starting', async () => {
    line.box.restartMs = 5000;
    line.box.restart();
    client.attach(line);
    await vi.advanceTimersByTimeAsync(4000);
    expect(client.state).toBe('syncing');
    await vi.advanceTimersByTimeAsync(4000);
    expect(client.state).toBe('ready');
  });

  it('takes no box of another version', async () => {
    line.box.protocol = 2;
    client.attach(line);
    await vi.advanceTimersByTimeAsync(20);
    expect(client.state).toBe('foreign');
  });
});

describe('a request', () => {
  it('gets its columns and its text', async () => {
    await ready();
    expect(await settle(client.request('set box.id "press 4"'))).toEqual({ rows: [], text: '' });
    expect((await settle(client.request('diff'))).rows).toEqual([['box.id', 'mill-3', 'press 4']]);
    expect((await settle(client.request('save'))).text).toBe('saved, restart needed');
  });

  it('fails with the code and the words of the box', async () => {
    await ready();
    const error = await failureOf(client.request('set mqttSn.keepAlive "0"'));
    expect(error).toBeInstanceOf(BoxError);
    expect((error as BoxError).code).toBe(11);
    expect((error as BoxError).message).toBe('mqttSn.keepAlive has to be a whole number from 1 to 65535');
  });

  it('that is too long or has control characters is not sent', async () => {
    await ready();
    const count = line.box.requests.length;
    expect((await failureOf(client.request(`set box.id "${'x'.repeat(250)}"`))) as LinkError).toMatchObject({ failure: 'tooLong' });
    expect((await failureOf(client.request('set box.id "a\rreboot"'))) as BoxError).toMatchObject({ code: 2 });
    expect(line.box.requests.length).toBe(count);
  });

  it('of a person goes before polls that wait', async () => {
    await ready();
    line.box.answerMs = 50;
    const order: string[] = [];
    const done = (name: string) => () => void order.push(name);
    const all = [
      client.request('sensors', { poll: true }).then(done('first poll')),
      client.request('status', { poll: true }).then(done('second poll')),
      client.request('save').then(done('save')),
      client.request('diff').then(done('diff')),
    ];
    await settle(Promise.all(all));
    expect(order).toEqual(['first poll', 'save', 'diff', 'second poll']);
  });

  it('one after the other keeps polls out only for a while', async () => {
    await ready();
    line.box.answerMs = 100;
    let isPolled = false;
    void client.request('sensors', { poll: true }).then(() => (isPolled = true));
    let count = 0;
    const run = (async () => {
      for (; count < 40; count++) await client.request('diff');
    })();
    await vi.advanceTimersByTimeAsync(2500);
    expect(isPolled).toBe(true);
    await settle(run);
  });

  it('waits as long as it has to for an answer that comes in pieces', async () => {
    await ready();
    line.fromBox = (octets) => {
      octets.forEach((octet, index) => setTimeout(() => line.onData(Uint8Array.of(octet)), 20 * index));
      return null;
    };
    const { rows } = await settle(client.request('sensors'));
    expect(rows.length).toBe(10);
  });
});

describe('on a bad line', () => {
  it('a damaged request is asked again, and nothing is done twice or wrongly', async () => {
    await ready();
    let count = 0;
    line.toBox = (octets) => (octets[0] === 0x73 && count++ < 2 ? damage(octets, 12) : octets);
    await settle(client.request('set box.id "press-4"'));
    expect(line.box.requests.filter((request) => request.startsWith('set'))).toEqual(['set box.id "press-4"']);
  });

  it('a damaged checksum of a request does not leave a wrong value', async () => {
    await ready();
    let count = 0;
    line.toBox = (octets) => (octets[0] === 0x73 && count++ < 1 ? Uint8Array.from([...octets.subarray(0, -3), 0x7a, 0x7a, 0x0d]) : octets);
    await settle(client.request('set box.id "press-4"'));
    expect((await settle(client.request('get box.id'))).rows[0]![1]).toBe('press-4');
  });

  it('an answer with any damaged octet comes again whole', async () => {
    await ready();
    const whole = (await settle(client.request('get'))).rows;
    for (const index of [0, 5, 60, 300, 1500]) {
      let count = 0;
      line.fromBox = (octets) => (octets.length > 1500 && count++ < 1 ? damage(octets, index) : octets);
      expect((await settle(client.request('get'))).rows).toEqual(whole);
    }
  });

  it('an answer that never comes is asked for again', async () => {
    await ready();
    let count = 0;
    line.fromBox = (octets) => (count++ < 1 ? null : octets);
    expect((await settle(client.request('version'))).rows.length).toBe(5);
    expect(client.syncs).toBe(2);
  });

  it('a request that must not be repeated fails, and the client is in step again', async () => {
    await ready();
    let count = 0;
    line.fromBox = (octets) => (count++ < 1 ? null : octets);
    const error = await failureOf(client.request('save', { repeat: false }));
    expect(error).toMatchObject({ failure: 'silent' });
    expect(line.box.requests.filter((request) => request === 'save').length).toBe(1);
    await vi.advanceTimersByTimeAsync(2000);
    expect(client.state).toBe('ready');
  });

  it('a late answer is never taken for the next request’s', async () => {
    await ready();
    line.box.answerMs = 4000; // later than the client waits
    const error = failureOf(client.request('version', { repeat: false }));
    await vi.advanceTimersByTimeAsync(3500);
    line.box.answerMs = 0;
    expect(await error).toMatchObject({ failure: 'silent' });
    const { rows } = await settle(client.request('diff'));
    expect(rows).toEqual([]);
    expect((await settle(client.request('get box.id'))).rows).toEqual([['box.id', 'mill-3', 'set']]);
  });

  it('words that nobody asked for are left alone', async () => {
    await ready();
    const before = client.noise;
    line.box.say('\r\nBrownout detector was triggered\r\nOK\r\nERR 5 locked\r\n');
    await vi.advanceTimersByTimeAsync(5);
    expect(client.noise - before).toBe(3);
    expect((await settle(client.request('version'))).rows[0]).toEqual(['firmware', '0.9.0']);
  });

  it('gives up after some attempts', async () => {
    await ready();
    line.fromBox = (octets) => (octets.length > 60 ? damage(octets, 3) : octets);
    expect(await failureOf(client.request('version'))).toBeInstanceOf(LinkError);
  });
});

describe('a restart of the box', () => {
  it('in the middle of a request is got over', async () => {
    await ready();
    line.box.restartMs = 2000;
    line.box.restart();
    const { rows } = await settle(client.request('version'));
    expect(rows[0]).toEqual(['firmware', '0.9.0']);
    expect(line.box.starts).toBe(2);
  });

  it('that takes the way with it: what may be repeated waits for the next one, the rest fails', async () => {
    await ready();
    line.box.answerMs = 1000;
    const save = failureOf(client.request('save', { repeat: false }));
    const poll = failureOf(client.request('sensors', { poll: true }));
    const version = client.request('version');
    client.detach('unplugged');
    expect(await save).toMatchObject({ failure: 'closed' });
    expect(await poll).toMatchObject({ failure: 'closed' });
    line.box.answerMs = 0;
    await vi.advanceTimersByTimeAsync(3000);
    client.attach(line);
    expect((await settle(version)).rows.length).toBe(5);
  });

  it('that never ends: requests fail after a while', async () => {
    await ready();
    line.box.restartMs = 1e9;
    line.box.restart();
    const error = await failureOf(client.request('version'));
    expect(error).toMatchObject({ failure: 'silent' });
    client.detach('unplugged');
    expect(await failureOf(client.request('version'))).toMatchObject({ failure: 'silent' });
  });
});
