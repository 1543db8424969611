import { connected, expect, goTo, test } from './fixture';

/** What Web Serial is to the page, over the fake box's WebSocket: a port that opens, is lost and comes back as another one. */
const fakeSerial = (address: string): void => {
  class Port extends EventTarget {
    readable: ReadableStream<Uint8Array> | null = null;
    writable: WritableStream<Uint8Array> | null = null;
    socket: WebSocket | null = null;
    getInfo(): SerialPortInfo {
      return { usbVendorId: 0x303a, usbProductId: 0x1001 };
    }
    async open({ baudRate }: SerialOptions): Promise<void> {
      if (baudRate !== 115200) throw new Error('not 115200');
      if (state.port !== this) throw new DOMException('The device is gone', 'NetworkError');
      const socket = new WebSocket(address);
      socket.binaryType = 'arraybuffer';
      await new Promise((resolve, reject) => ((socket.onopen = resolve), (socket.onerror = reject)));
      this.socket = socket;
      this.writable = new WritableStream({ write: (octets) => socket.send(octets as Uint8Array<ArrayBuffer>) });
      this.readable = new ReadableStream({
        start: (controller) => {
          socket.onmessage = (event: MessageEvent<ArrayBuffer>) => controller.enqueue(new Uint8Array(event.data));
          socket.onclose = () => {
            // The browser gives the page a new object for a device that has come again.
            this.readable = null;
            state.port = new Port();
            try {
              controller.error(new DOMException('The device has been lost', 'NetworkError'));
            } catch {
              // It was closed by the page.
            }
          };
        },
        cancel: () => socket.close(),
      });
    }
    async close(): Promise<void> {
      this.socket?.close();
      this.readable = this.writable = null;
    }
  }
  const state = { port: new Port() };
  const serial = { requestPort: () => Promise.resolve(state.port), getPorts: () => Promise.resolve([state.port]) };
  Object.defineProperty(Navigator.prototype, 'serial', { get: () => serial, configurable: true });
};

test('over USB serial: connects, and finds the box again after a restart that takes the port with it', async ({ page, server, url }) => {
  server.isPageOnly = true;
  await page.addInitScript(fakeSerial, url.replace('http', 'ws') + 'box');
  await page.goto(url);
  await expect(page.getByText('plug its USB cable into this computer')).toBeVisible();
  await page.getByRole('main').getByRole('button', { name: 'Connect' }).click();
  await connected(page);
  await expect(page.getByRole('banner')).toContainText('over USB serial');
  server.closesOnRestart = true;
  server.box.restartMs = 1000;
  await goTo(page, 'Settings');
  await page.getByRole('button', { name: 'Restart the box' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Restart' }).click();
  await expect(page.getByText('The box is back.')).toBeVisible();
  await connected(page);
  expect(server.box.starts).toBe(2);
  await page.getByRole('button', { name: 'Disconnect' }).click();
  await expect(page.getByRole('heading', { name: 'Connect a box' })).toBeVisible();
});
