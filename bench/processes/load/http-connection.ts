import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface HttpResponse {
  readonly status: string;
  readonly body: string;
}

const HEAD_END = '\r\n\r\n';
const LAST_CHUNK = '0\r\n\r\n';
const STATUS_AT = 'HTTP/1.1 '.length;
/** All connections read into it. Each chunk is copied before the next one is read. */
const CHUNK = Buffer.alloc(65_536);

/**
 * A kept-alive connection with one request at a time. It understands only ASCII, and so costs a fraction of an HTTP client:
 * load and upstream share their core.
 */
export class HttpConnection {
  readonly #socket: Socket;
  #exchange: PromiseWithResolvers<HttpResponse> | undefined;
  #received = '';

  private constructor(port: number) {
    const receive = (length: number) => {
      this.#receive(CHUNK.toString('latin1', 0, length));
      return true;
    };
    this.#socket = connect({ host: '127.0.0.1', port, onread: { buffer: CHUNK, callback: receive } });
    this.#socket.setNoDelay();
    this.#socket.on('error', () => undefined).once('close', () => this.#fail());
  }

  /** @throws {Error} if the server does not accept the connection */
  static async open(url: string): Promise<HttpConnection> {
    const { hostname, port } = new URL(url);
    if (hostname !== '127.0.0.1') throw new Error('Load may only be sent to 127.0.0.1.');
    const connection = new HttpConnection(Number(port));
    await once(connection.#socket, 'connect');
    return connection;
  }

  get isOpen(): boolean {
    return this.#socket.writable;
  }

  /** @throws {Error} if the connection breaks */
  async send(request: string): Promise<HttpResponse> {
    if (!this.isOpen) throw connectionClosed();
    this.#exchange = Promise.withResolvers();
    this.#socket.write(request, 'latin1');
    return await this.#exchange.promise;
  }

  close(): void {
    this.#socket.destroy();
  }

  #receive(chunk: string): void {
    this.#received += chunk;
    const headEnd = this.#received.indexOf(HEAD_END);
    if (headEnd < 0) return;
    const body = readBody(this.#received.slice(0, headEnd), this.#received.slice(headEnd + HEAD_END.length));
    if (body === undefined) return;
    const status = this.#received.slice(STATUS_AT, STATUS_AT + 3);
    this.#received = '';
    this.#exchange?.resolve({ status, body });
    this.#exchange = undefined;
  }

  #fail(): void {
    this.#exchange?.reject(connectionClosed());
    this.#exchange = undefined;
  }
}

function connectionClosed(): Error {
  return new Error('The connection was closed.');
}

/** @returns undefined while it is incomplete */
function readBody(head: string, rest: string): string | undefined {
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  if (length !== undefined) return rest.length < Number(length) ? undefined : rest;
  if (!rest.endsWith(LAST_CHUNK)) return undefined;
  let body = '';
  for (let at = 0; at < rest.length; ) {
    const sizeEnd = rest.indexOf('\r\n', at) + 2;
    const end = sizeEnd + Number.parseInt(rest.slice(at, sizeEnd), 16);
    body += rest.slice(sizeEnd, end);
    at = end + 2;
  }
  return body;
}
