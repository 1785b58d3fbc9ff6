import type { Server } from 'node:http';
import type { Socket } from 'node:net';

export interface ConnectionLimits {
  readonly maxConnections: number;
  /** How long a connection may stay open without a request in progress, idle or while it sends headers. */
  readonly maxIdleMs: number;
  /** How long a client may take to read a response, or to finish a rejected body. */
  readonly maxSendingMs: number;
  /** How many bytes of a rejected body are read. */
  readonly maxRejectedBytes: number;
  /** How many bytes of responses may wait for clients that read slowly, over all connections. */
  readonly maxUnsentBytes: number;
}

/** Connections beyond `maxConnections`, on which only probes are served. */
const RESERVE = 32;
const MIN_SWEEP_MS = 20;
const MAX_SWEEP_MS = 1_000;

interface Expiry {
  readonly deadlineMs: number;
  /** Counts from the start of the connection. */
  readonly maxBytesRead: number;
}

/**
 * Limits the number and the lifetime of a server's connections. At the limit, a new connection replaces the one that has
 * been idle for longest. The server is full only if every connection has a request in progress.
 */
export class Connections {
  readonly #limits: ConnectionLimits;
  readonly #open = new Set<Socket>();
  /** Connections without a request in progress, ordered by when that began. They may be closed at any time. */
  readonly #idle = new Map<Socket, Expiry>();
  /** Bytes of each response that were still unsent right after it was written, oldest first. */
  readonly #unsent = new Map<Socket, number>();
  #unsentBytes = 0;
  readonly #active = new Set<Socket>();
  /** How to close connections that became WebSockets. */
  readonly #closers = new Map<Socket, () => void>();

  constructor(server: Server, limits: ConnectionLimits) {
    this.#limits = limits;
    // Beyond the reserve, Node closes new connections.
    server.maxConnections = limits.maxConnections + RESERVE;
    server.on('connection', (socket: Socket) => this.#admit(socket));
    const sweepMs = Math.min(
      MAX_SWEEP_MS,
      Math.max(MIN_SWEEP_MS, Math.min(limits.maxIdleMs, limits.maxSendingMs) / 4),
    );
    // While this process was busy, requests may have arrived, and responses may have become due. They come first.
    const sweep = setInterval(() => setImmediate(() => this.#sweep()), sweepMs).unref();
    server.once('close', () => clearInterval(sweep));
  }

  get count(): number {
    return this.#open.size;
  }

  /** True if every connection has a request in progress. Only probes are served then. */
  get isFull(): boolean {
    return this.#open.size > this.#limits.maxConnections;
  }

  /** Includes requests whose response the client is still reading. */
  get activeRequests(): number {
    return this.#active.size;
  }

  /** True while a request of this connection is served. */
  isActive(socket: Socket): boolean {
    return this.#active.has(socket);
  }

  /** Keeps the connection open until the response is ready. */
  requestStarted(socket: Socket): void {
    this.#active.add(socket);
    this.#idle.delete(socket);
  }

  /** From now on, only the client has something to do: read the response and finish the body. */
  responseReady(socket: Socket): void {
    const { maxSendingMs, maxRejectedBytes } = this.#limits;
    this.#expire(socket, maxSendingMs, socket.bytesRead + maxRejectedBytes);
    // By then, the response has been written to the socket.
    setImmediate(() => this.countUnsent(socket));
  }

  /** @param isBodyComplete false if the client is still sending a rejected body */
  requestEnded(socket: Socket, isBodyComplete: boolean): void {
    this.#active.delete(socket);
    this.#forgetUnsent(socket);
    const { maxIdleMs, maxSendingMs, maxRejectedBytes } = this.#limits;
    if (isBodyComplete) this.#expire(socket, maxIdleMs);
    else this.#expire(socket, maxSendingMs, socket.bytesRead + maxRejectedBytes);
  }

  /** @param close closes the WebSocket that this connection has become */
  upgraded(socket: Socket, close: () => void): void {
    if (!socket.destroyed) this.#closers.set(socket, close);
  }

  /** Keeps a WebSocket open while it has subscriptions. */
  keepOpen(socket: Socket): void {
    this.#idle.delete(socket);
  }

  /** Lets a WebSocket without subscriptions be closed, at the latest after `maxIdleMs`. */
  allowClosing(socket: Socket, maxIdleMs: number): void {
    this.#expire(socket, maxIdleMs);
  }

  /** Counts what a client has not read yet. Must be called again when it may have read something. */
  countUnsent(socket: Socket): void {
    this.#forgetUnsent(socket);
    const bytes = socket.writableLength;
    if (bytes === 0 || socket.destroyed) return;
    this.#unsent.set(socket, bytes);
    this.#unsentBytes += bytes;
    while (this.#unsentBytes > this.#limits.maxUnsentBytes) {
      const [oldest] = this.#unsent.keys();
      if (!oldest) return;
      this.#forgetUnsent(oldest);
      oldest.destroy();
    }
  }

  #admit(socket: Socket): void {
    this.#open.add(socket);
    socket.once('close', () => {
      this.#open.delete(socket);
      this.#idle.delete(socket);
      this.#active.delete(socket);
      this.#closers.delete(socket);
      this.#forgetUnsent(socket);
    });
    if (this.#open.size > this.#limits.maxConnections) this.#closeOldest();
    this.#expire(socket, this.#limits.maxIdleMs);
  }

  #closeOldest(): void {
    const [oldest] = this.#idle.keys();
    if (oldest) this.#close(oldest);
  }

  #close(socket: Socket): void {
    this.#open.delete(socket);
    this.#idle.delete(socket);
    const close = this.#closers.get(socket);
    if (close) close();
    else socket.destroy();
  }

  #expire(socket: Socket, ms: number, maxBytesRead = Number.POSITIVE_INFINITY): void {
    // Moves the socket to the end.
    this.#idle.delete(socket);
    if (socket.destroyed) return;
    this.#idle.set(socket, { deadlineMs: performance.now() + ms, maxBytesRead });
  }

  #sweep(): void {
    const nowMs = performance.now();
    for (const [socket, { deadlineMs, maxBytesRead }] of this.#idle) {
      if (deadlineMs <= nowMs || socket.bytesRead > maxBytesRead) this.#close(socket);
    }
  }

  #forgetUnsent(socket: Socket): void {
    this.#unsentBytes -= this.#unsent.get(socket) ?? 0;
    this.#unsent.delete(socket);
  }
}
