import type { IncomingMessage } from 'node:http';
import { isAwaitingContinue } from './expect-continue.ts';
import { type BodyRate, watchBodyRate } from './watch-body-rate.ts';

/** How much of a rejected body is read. */
export interface DrainLimits {
  readonly maxBytes: number;
  readonly maxMs: number;
  /** Limits each pause. */
  readonly idleMs: number;
  readonly rate: BodyRate;
}

/** Read after a response that could not wait for the end of the body. */
const LINGER_BYTES = 2_097_152;

interface Draining {
  readonly done: Promise<void>;
  /** True while a response waits for the end of the body. The connection must stay open until it is written. */
  isAwaited: boolean;
}

const drainings = new WeakMap<IncomingMessage, Draining>();
const slowRequests = new WeakSet<IncomingMessage>();

/** True if the whole body is in memory, which saves timers and listeners. */
export async function hasArrived(request: IncomingMessage): Promise<boolean> {
  // Node emits a request before it has parsed the rest of the chunk, which often contains the whole body.
  await undefined;
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  return request.readableLength === Number(length ?? (encoding === undefined ? 0 : Number.NaN));
}

/** Responses to a client that was too slow do not wait for the rest of its body. */
export function markSlow(request: IncomingMessage): void {
  slowRequests.add(request);
}

/**
 * Reads the rest of a body before the response is written. If the response comes first, many proxies lose it and report
 * a reset connection or a 502.
 *
 * Does not wait for clients that wait for `100 Continue` or that were too slow.
 */
export async function drainBeforeResponse(request: IncomingMessage, limits: DrainLimits): Promise<void> {
  if (hasEnded(request) || isAwaitingContinue(request)) return;
  if (await hasArrived(request)) {
    request.resume();
    return;
  }
  if (slowRequests.has(request)) {
    drain(request, { ...limits, maxBytes: LINGER_BYTES });
    return;
  }
  const draining = drain(request, limits);
  draining.isAwaited = true;
  await draining.done;
}

/**
 * Reads and discards the rest of a body, so that a client that is still sending sees the response. Browsers read the
 * response only after they have sent everything, and repeat the request if the connection is closed before. At a limit,
 * the connection is closed anyway. Later calls for the same request join the first.
 *
 * @returns `done` resolves at the end of the body or at a limit; it never rejects
 */
function drain(request: IncomingMessage, limits: DrainLimits): Draining {
  const running = drainings.get(request);
  if (running !== undefined) return running;
  const { promise: done, resolve } = Promise.withResolvers<void>();
  const draining: Draining = { done, isAwaited: false };
  drainings.set(request, draining);
  if (hasEnded(request)) resolve();
  else discard(request, draining, limits, resolve);
  return draining;
}

function discard(
  request: IncomingMessage,
  draining: Draining,
  { idleMs, maxMs, rate, maxBytes }: DrainLimits,
  resolve: () => void,
): void {
  let bytesLeft = maxBytes;
  const onLimit = () => {
    if (!draining.isAwaited) request.destroy();
    // Closing at once would lose the response if the client is still sending, so the next limit closes instead.
    draining.isAwaited = false;
    bytesLeft = LINGER_BYTES;
    idle.refresh();
    resolve();
  };
  const idle = setTimeout(onLimit, idleMs);
  const deadline = setTimeout(onLimit, maxMs);
  const stopRateWatch = watchBodyRate(request, rate, onLimit);
  const onData = (chunk: Buffer) => {
    idle.refresh();
    bytesLeft -= chunk.length;
    if (bytesLeft < 0) onLimit();
  };
  const stop = () => {
    clearTimeout(idle);
    clearTimeout(deadline);
    stopRateWatch();
    request.off('data', onData);
    resolve();
  };
  request
    .on('data', onData)
    .once('end', stop)
    .once('close', stop)
    // Destroying the request causes an error, which is expected.
    .once('error', () => undefined);
  request.resume();
}

function hasEnded(request: IncomingMessage): boolean {
  return request.readableEnded || request.destroyed;
}
