import type { IncomingMessage } from 'node:http';
import { GatewayError } from '../errors.ts';
import { isAwaitingContinue, sendContinue } from './expect-continue.ts';

const DRAIN_MAX_BYTES = 33_554_432;
const DRAIN_IDLE_MS = 10_000;
/** What is read after an answer that could not wait for the end of the body. */
const LINGER_BYTES = 2_097_152;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads a whole body as UTF-8 text. A form is read elsewhere: it may take as long as its files keep coming.
 *
 * @throws {GatewayError} BAD_REQUEST: over the limit (413), encoded (415), too slow (408), broken off, or not UTF-8
 */
export async function readBody(request: IncomingMessage, maxBytes: number, maxMs: number): Promise<string> {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    void drain(request);
    throw refusal(415, 'Send the body without content-encoding.');
  }
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) {
    void drain(request);
    throw tooLarge(maxBytes);
  }
  sendContinue(request);
  return decode(await collect(request, maxBytes, maxMs));
}

function collect(request: IncomingMessage, maxBytes: number, maxMs: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let body: Buffer = Buffer.alloc(0);
    let length = 0;
    const timer = setTimeout(() => {
      settle(() => {
        markTooSlow(request);
        reject(refusal(408, 'The body took too long.'));
      });
    }, maxMs);
    const settle = (act: () => void) => {
      clearTimeout(timer);
      request.off('data', onData).off('end', onEnd).off('close', onClose);
      act();
    };
    const onData = (chunk: Buffer) => {
      body = length === 0 ? chunk : append(body, length, chunk);
      length += chunk.length;
      if (length > maxBytes) {
        settle(() => {
          void drain(request);
          reject(tooLarge(maxBytes));
        });
      }
    };
    const onEnd = () => settle(() => resolve(body.subarray(0, length)));
    const onClose = () => settle(() => reject(refusal(400, 'The body broke off.')));
    request.on('data', onData).on('end', onEnd).on('close', onClose);
    // Its client was gone before the reading began: no event will come.
    if (request.destroyed) onClose();
  });
}

/** Into a buffer that doubles: a list of chunks would be many times as large as they are, if each has one byte. */
function append(body: Buffer, length: number, chunk: Buffer): Buffer {
  const needed = length + chunk.length;
  const bigger = needed <= body.length ? body : Buffer.allocUnsafe(Math.max(needed, 2 * body.length));
  if (bigger !== body) body.copy(bigger, 0, 0, length);
  chunk.copy(bigger, length);
  return bigger;
}

function decode(body: Buffer): string {
  try {
    return utf8.decode(body);
  } catch {
    throw refusal(400, 'The body is not UTF-8.');
  }
}

export interface DrainBounds {
  readonly maxBytes: number;
  /** How long the client may pause; at most ten seconds. */
  readonly idleMs: number;
}

interface Draining {
  readonly done: Promise<void>;
  /** Set while an answer waits for the body's end: the connection must survive until that answer is written. */
  isAwaited: boolean;
}

const drainings = new WeakMap<IncomingMessage, Draining>();

/**
 * Reads on and throws away. Browsers look for the answer only when they have sent everything, and send a request again
 * when its connection was cut. Beyond the bound, or when the client pauses for ten seconds, the connection is cut.
 * Calling it again for the same request joins the first call.
 *
 * @returns a promise that resolves when the body has ended or the bound is reached; it never rejects
 */
export function drain(request: IncomingMessage, maxBytes = DRAIN_MAX_BYTES): Promise<void> {
  return drainingOf(request, { maxBytes, idleMs: DRAIN_IDLE_MS }).done;
}

function drainingOf(request: IncomingMessage, { maxBytes, idleMs }: DrainBounds): Draining {
  const before = drainings.get(request);
  if (before) return before;
  const { promise: done, resolve } = Promise.withResolvers<void>();
  const draining: Draining = { done, isAwaited: false };
  drainings.set(request, draining);
  if (hasEnded(request)) {
    resolve();
    return draining;
  }
  let length = 0;
  let bound = maxBytes;
  const stop = () => {
    clearTimeout(timer);
    request.off('data', onData).off('end', stop).off('close', stop);
    resolve();
  };
  const giveUp = () => {
    if (!draining.isAwaited) request.destroy();
    // Closing at once would take the answer out of the hands of a client that is still sending.
    draining.isAwaited = false;
    length = 0;
    bound = LINGER_BYTES;
    timer.refresh();
    resolve();
  };
  const onData = (chunk: Buffer) => {
    timer.refresh();
    length += chunk.length;
    if (length > bound) giveUp();
  };
  const timer = setTimeout(giveUp, Math.min(idleMs, DRAIN_IDLE_MS));
  request.on('data', onData).on('end', stop).on('close', stop);
  // A cut connection is what the bound asked for.
  request.once('error', () => undefined);
  request.resume();
  return draining;
}

/**
 * Reads what is left of a body, within a bound, before the answer is written. Many proxies turn an answer that comes
 * before the end of the body into a reset connection or a 502, and the answer is lost.
 *
 * Returns at once for a client that waits for `100 Continue`, and for one that was too slow already.
 */
export async function readBeforeAnswer(request: IncomingMessage, bounds: DrainBounds): Promise<void> {
  if (hasEnded(request) || isAwaitingContinue(request)) return;
  if (tooSlow.has(request)) {
    void drain(request, LINGER_BYTES);
    return;
  }
  const draining = drainingOf(request, bounds);
  draining.isAwaited = true;
  await draining.done;
}

function hasEnded(request: IncomingMessage): boolean {
  return request.readableEnded || request.destroyed;
}

const tooSlow = new WeakSet<IncomingMessage>();

/** Nobody waits again for a client that took too long: it is answered at once. */
export function markTooSlow(request: IncomingMessage): void {
  tooSlow.add(request);
}

function tooLarge(maxBytes: number): GatewayError {
  const message = `The body is larger than ${maxBytes} bytes.`;
  return new GatewayError('BAD_REQUEST', { status: 413, limit: 'body_bytes', message });
}

function refusal(status: number, message: string): GatewayError {
  return new GatewayError('BAD_REQUEST', { status, message });
}
