import type { Server } from 'node:http';
import type { Socket } from 'node:net';

export interface ConnectionLimits {
  readonly maxConnections: number;
  /** How long a connection may stay open without a request at work: idle, silent, or sending a head. */
  readonly maxIdleMs: number;
  /** How long a client may take to read an answer, or to finish a body that was refused. */
  readonly maxSendingMs: number;
  /** How many bytes of a refused body are read. */
  readonly maxRefusedBytes: number;
  /** How many bytes of answers may wait for clients, over all connections. */
  readonly maxUnsentBytes: number;
}

/** Connections beyond `maxConnections` at which probes are still answered. */
const RESERVE = 32;
const MIN_SWEEP_MS = 20;
const MAX_SWEEP_MS = 1_000;

interface Expiry {
  readonly deadlineMs: number;
  /** Of the whole connection. */
  readonly maxBytesRead: number;
}

/**
 * Gives every connection of a server an end, and keeps room for new ones. When the house is full, the connection that has
 * been of no use for longest is closed for the new one. Only where all of them have a request at work is there no room.
 */
export class Connections {
  readonly #limits: ConnectionLimits;
  readonly #open = new Set<Socket>();
  /** Those that may be closed at any time, longest first: no request is at work. */
  readonly #expendable = new Map<Socket, Expiry>();
  /** Bytes of answers that clients had not taken when the answer was given, oldest first. */
  readonly #unsent = new Map<Socket, number>();
  #unsentBytes = 0;
  readonly #atWork = new Set<Socket>();

  constructor(server: Server, limits: ConnectionLimits) {
    this.#limits = limits;
    // Node itself refuses what comes beyond the reserve.
    server.maxConnections = limits.maxConnections + RESERVE;
    server.on('connection', (socket: Socket) => this.#admit(socket));
    const sweepMs = Math.min(
      MAX_SWEEP_MS,
      Math.max(MIN_SWEEP_MS, Math.min(limits.maxIdleMs, limits.maxSendingMs) / 4),
    );
    const sweep = setInterval(() => this.#sweep(), sweepMs).unref();
    server.once('close', () => clearInterval(sweep));
  }

  get count(): number {
    return this.#open.size;
  }

  /** Whether only probes are answered: every connection has a request at work. */
  get isFull(): boolean {
    return this.#open.size > this.#limits.maxConnections;
  }

  /** Those whose answer was not taken yet count, too. */
  get requestsAtWork(): number {
    return this.#atWork.size;
  }

  /** A request is at work: the connection stays. */
  requestBegan(socket: Socket): void {
    this.#atWork.add(socket);
    this.#expendable.delete(socket);
  }

  /** The answer is known. What is left is the client's to do: take it, and finish the body. */
  answerKnown(socket: Socket): void {
    const { maxSendingMs, maxRefusedBytes } = this.#limits;
    this.#expire(socket, maxSendingMs, socket.bytesRead + maxRefusedBytes);
    // Once the answer has been written to the socket.
    setImmediate(() => this.#countUnsent(socket));
  }

  /** The answer was taken. @param isBodyComplete false while the client is still sending a body that was refused */
  requestEnded(socket: Socket, isBodyComplete: boolean): void {
    this.#atWork.delete(socket);
    this.#forgetUnsent(socket);
    const { maxIdleMs, maxSendingMs, maxRefusedBytes } = this.#limits;
    if (isBodyComplete) this.#expire(socket, maxIdleMs);
    else this.#expire(socket, maxSendingMs, socket.bytesRead + maxRefusedBytes);
  }

  #admit(socket: Socket): void {
    this.#open.add(socket);
    socket.once('close', () => {
      this.#open.delete(socket);
      this.#expendable.delete(socket);
      this.#atWork.delete(socket);
      this.#forgetUnsent(socket);
    });
    if (this.#open.size > this.#limits.maxConnections) this.#closeOldest();
    this.#expire(socket, this.#limits.maxIdleMs);
  }

  #closeOldest(): void {
    const [oldest] = this.#expendable.keys();
    if (oldest) this.#close(oldest);
  }

  #close(socket: Socket): void {
    this.#open.delete(socket);
    this.#expendable.delete(socket);
    socket.destroy();
  }

  #expire(socket: Socket, ms: number, maxBytesRead = Number.POSITIVE_INFINITY): void {
    // Last in the order.
    this.#expendable.delete(socket);
    if (socket.destroyed) return;
    this.#expendable.set(socket, { deadlineMs: performance.now() + ms, maxBytesRead });
  }

  #sweep(): void {
    const nowMs = performance.now();
    for (const [socket, { deadlineMs, maxBytesRead }] of this.#expendable) {
      if (deadlineMs <= nowMs || socket.bytesRead > maxBytesRead) this.#close(socket);
    }
  }

  #countUnsent(socket: Socket): void {
    const bytes = socket.writableLength;
    if (bytes === 0 || socket.destroyed) return;
    this.#forgetUnsent(socket);
    this.#unsent.set(socket, bytes);
    this.#unsentBytes += bytes;
    while (this.#unsentBytes > this.#limits.maxUnsentBytes) {
      const [oldest] = this.#unsent.keys();
      if (!oldest) return;
      this.#forgetUnsent(oldest);
      this.#close(oldest);
    }
  }

  #forgetUnsent(socket: Socket): void {
    this.#unsentBytes -= this.#unsent.get(socket) ?? 0;
    this.#unsent.delete(socket);
  }
}
