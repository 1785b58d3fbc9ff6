import type { IncomingMessage } from 'node:http';
import { GatewayError } from '../../errors.ts';
import { type BodyRate, watchRate } from '../connections/minimum-rate.ts';
import { isAwaitingContinue, sendContinue } from './expect-continue.ts';

/** How long a refused body is read. */
export interface BodyBounds {
  readonly maxBytes: number;
  /** For each pause. */
  readonly idleMs: number;
  readonly maxMs: number;
  readonly rate: BodyRate;
}

/** What is read after an answer that could not wait for the end of the body. */
const LINGER_BYTES = 2_097_152;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads a whole body as UTF-8 text. A form is read elsewhere: it may take as long as its files keep coming.
 *
 * @param rate undefined: only `maxMs` counts
 * @throws {GatewayError} BAD_REQUEST: over the limit (413), encoded (415), too slow (408), broken off, or not UTF-8
 */
export async function readBody(
  request: IncomingMessage,
  maxBytes: number,
  maxMs: number,
  rate?: BodyRate,
): Promise<string> {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    throw refusal(415, 'Send the body without content-encoding.');
  }
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) {
    throw tooLarge(maxBytes);
  }
  sendContinue(request);
  return decode(await collect(request, maxBytes, maxMs, rate));
}

function collect(
  request: IncomingMessage,
  maxBytes: number,
  maxMs: number,
  rate: BodyRate | undefined,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let body: Buffer = Buffer.alloc(0);
    let length = 0;
    const refuseSlow = (error: GatewayError) =>
      settle(() => {
        markTooSlow(request);
        reject(error);
      });
    const timer = setTimeout(() => refuseSlow(refusal(408, 'The body took too long.')), maxMs);
    const stopWatch = rate && watchRate(request, rate, () => refuseSlow(tooSlow(rate.minBytesPerSecond)));
    const settle = (act: () => void) => {
      clearTimeout(timer);
      stopWatch?.();
      request.off('data', onData).off('end', onEnd).off('close', onClose);
      act();
    };
    const onData = (chunk: Buffer) => {
      body = length === 0 ? chunk : append(body, length, chunk);
      length += chunk.length;
      if (length > maxBytes) {
        settle(() => reject(tooLarge(maxBytes)));
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

interface Draining {
  readonly done: Promise<void>;
  /** Set while an answer waits for the body's end: the connection must survive until that answer is written. */
  isAwaited: boolean;
}

const drainings = new WeakMap<IncomingMessage, Draining>();

/**
 * Reads on and throws away, so that a client which is still sending sees the answer: browsers look for it only when
 * they have sent everything, and send a request again whose connection was cut. The connection is cut all the same when
 * the body is too large, pauses, arrives too slowly or takes too long. Draining a request twice is draining it once.
 *
 * @returns `done` resolves when the body has ended or a bound is reached; it never rejects
 */
function drain(request: IncomingMessage, bounds: BodyBounds): Draining {
  const running = drainings.get(request);
  if (running !== undefined) return running;
  const { promise: done, resolve } = Promise.withResolvers<void>();
  const draining: Draining = { done, isAwaited: false };
  drainings.set(request, draining);
  if (hasEnded(request)) resolve();
  else readOn(request, draining, bounds, resolve);
  return draining;
}

function readOn(
  request: IncomingMessage,
  draining: Draining,
  { idleMs, maxMs, rate, maxBytes }: BodyBounds,
  resolve: () => void,
): void {
  let length = 0;
  let bound = maxBytes;
  const cut = () => {
    if (!draining.isAwaited) request.destroy();
    // Closing at once would take the answer out of the hands of a client that is still sending.
    draining.isAwaited = false;
    length = 0;
    bound = LINGER_BYTES;
    idle.refresh();
    resolve();
  };
  const idle = setTimeout(cut, idleMs);
  const deadline = setTimeout(cut, maxMs);
  const stopWatch = watchRate(request, rate, cut);
  const onData = (chunk: Buffer) => {
    idle.refresh();
    length += chunk.length;
    if (length > bound) cut();
  };
  const settle = () => {
    clearTimeout(idle);
    clearTimeout(deadline);
    stopWatch();
    request.off('data', onData);
    resolve();
  };
  // A cut connection is what the bounds asked for.
  request
    .on('data', onData)
    .once('end', settle)
    .once('close', settle)
    .once('error', () => undefined);
  request.resume();
}

/**
 * Reads what is left of a body, within a bound, before the answer is written. Many proxies turn an answer that comes
 * before the end of the body into a reset connection or a 502, and the answer is lost.
 *
 * Returns at once for a client that waits for `100 Continue`, and for one that was too slow already.
 */
export async function readBeforeAnswer(request: IncomingMessage, bounds: BodyBounds): Promise<void> {
  if (hasEnded(request) || isAwaitingContinue(request)) return;
  if (slowRequests.has(request)) {
    drain(request, { ...bounds, maxBytes: LINGER_BYTES });
    return;
  }
  const draining = drain(request, bounds);
  draining.isAwaited = true;
  await draining.done;
}

function hasEnded(request: IncomingMessage): boolean {
  return request.readableEnded || request.destroyed;
}

const slowRequests = new WeakSet<IncomingMessage>();

/** Nobody waits again for a client that took too long: it is answered at once. */
export function markTooSlow(request: IncomingMessage): void {
  slowRequests.add(request);
}

function tooLarge(maxBytes: number): GatewayError {
  const message = `The body is larger than ${maxBytes} bytes.`;
  return new GatewayError('BAD_REQUEST', { status: 413, limit: 'body_bytes', message });
}

function tooSlow(minBytesPerSecond: number): GatewayError {
  const message = `The body came more slowly than ${minBytesPerSecond} bytes a second.`;
  return new GatewayError('BAD_REQUEST', { status: 408, limit: 'body_rate', message });
}

function refusal(status: number, message: string): GatewayError {
  return new GatewayError('BAD_REQUEST', { status, message });
}
