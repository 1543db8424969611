/** What `sidetap console` is to the page: serves it, says what it has, and passes octets between a WebSocket and the (fake) box. */

import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { FakeBox } from './fakeBox';
import { compiledProfile } from './compiledProfile';

const PAGE = new URL('../../dist/index.html', import.meta.url);

export class FakeServer {
  readonly box = new FakeBox((octets) => this.#send(octets));
  /** Whether the connection is closed when the box restarts, as with USB of its own. */
  closesOnRestart = false;
  /** Whether it is a mere server of files, with no console.json; so the page has Web Serial only. */
  isPageOnly = false;
  #http: Server;
  #sockets = new Set<WebSocket>();

  constructor() {
    this.#http = createServer((request, response) => {
      const path = new URL(request.url!, 'http://box').pathname;
      const [type, body] = this.#content(path);
      response.writeHead(body === null ? 404 : 200, { 'content-type': type, 'cache-control': 'no-store' });
      response.end(body ?? 'not here');
    });
    const webSockets = new WebSocketServer({ server: this.#http, path: '/box' });
    webSockets.on('connection', (socket) => {
      // A page that is opened later takes the line.
      for (const other of this.#sockets) other.close(1008, 'another page has taken the line');
      this.#sockets.add(socket);
      socket.on('message', (data: Buffer) => this.box.receive(new Uint8Array(data)));
      socket.on('close', () => this.#sockets.delete(socket));
    });
    this.box.onRestart = () => {
      if (this.closesOnRestart) this.drop();
    };
  }

  /** @returns the address of the page */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#http.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}/`;
  }

  /** Closes the connections to the page. */
  drop(): void {
    for (const socket of this.#sockets) socket.close();
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.terminate();
    await new Promise((resolve) => this.#http.close(resolve));
  }

  #send(octets: Uint8Array): void {
    for (const socket of this.#sockets) socket.send(octets);
  }

  #content(path: string): [string, string | Buffer | null] {
    if (this.isPageOnly && path !== '/') return ['text/plain', null];
    switch (path) {
      case '/':
        return ['text/html; charset=utf-8', readFileSync(PAGE)];
      case '/console.json':
        return ['application/json', JSON.stringify({ profiles: [{ name: 'injection-molding-machine', title: 'Injection molding machine', url: '/profiles/injection-molding-machine.stp' }, { name: 'agv', title: 'AGV', url: '/profiles/agv.stp' }] })];
      case '/profiles/injection-molding-machine.stp':
        return ['application/octet-stream', Buffer.from(compiledProfile('InjectionMoldingMachine', 1900))];
      case '/profiles/agv.stp':
        return ['application/octet-stream', Buffer.from(compiledProfile('Agv', 700))];
      default:
        return ['text/plain', null];
    }
  }
}
