import type { IncomingMessage } from 'node:http';
import { GatewayError } from '../../errors.ts';
import { hasArrived, markSlow } from './drain-body.ts';
import { sendContinue } from './expect-continue.ts';
import { type BodyRate, watchBodyRate } from './watch-body-rate.ts';

interface ReadLimits {
  readonly maxBytes: number;
  readonly maxMs: number;
  readonly rate?: BodyRate | undefined;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads a whole body as UTF-8 text.
 *
 * @throws {GatewayError} as `readBytes`, and BAD_REQUEST if the body is not UTF-8
 */
export async function readBody(request: IncomingMessage, limits: ReadLimits): Promise<string> {
  return decode(await readBytes(request, limits));
}

/**
 * Reads a whole body.
 *
 * @throws {GatewayError} BAD_REQUEST: too large (413), encoded (415), too slow (408), or incomplete (400)
 */
export async function readBytes(request: IncomingMessage, limits: ReadLimits): Promise<Buffer> {
  const { 'content-encoding': encoding, 'content-length': length } = request.headers;
  if (encoding !== undefined && encoding !== 'identity') {
    throw badRequest(415, 'Send the body without content-encoding.');
  }
  if (Number(length ?? 0) > limits.maxBytes) throw tooLarge(limits.maxBytes);
  sendContinue(request);
  const arrived: unknown = (await hasArrived(request)) ? request.read() : undefined;
  return arrived instanceof Buffer ? arrived : collect(request, limits);
}

function collect(request: IncomingMessage, { maxBytes, maxMs, rate }: ReadLimits): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let body: Buffer = Buffer.alloc(0);
    let length = 0;
    const stop = () => {
      clearTimeout(timer);
      stopRateWatch?.();
      request.off('data', onData).off('end', onEnd).off('close', onClose);
    };
    const fail = (error: GatewayError) => {
      stop();
      reject(error);
    };
    const failSlow = (error: GatewayError) => {
      markSlow(request);
      fail(error);
    };
    const timer = setTimeout(() => failSlow(badRequest(408, 'The body took too long to arrive.')), maxMs);
    const stopRateWatch =
      rate && watchBodyRate(request, rate, () => failSlow(tooSlow(rate.minBytesPerSecond)));
    const onData = (chunk: Buffer) => {
      body = length === 0 ? chunk : append(body, length, chunk);
      length += chunk.length;
      if (length > maxBytes) fail(tooLarge(maxBytes));
    };
    const onEnd = () => {
      stop();
      resolve(body.subarray(0, length));
    };
    const onClose = () => fail(badRequest(400, 'The connection closed before the end of the body.'));
    request.on('data', onData).on('end', onEnd).on('close', onClose);
    // A request that was already closed emits no more events.
    if (request.destroyed) onClose();
  });
}

/** Doubles the buffer when it is full. A list of one-byte chunks would take many times the memory of their bytes. */
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
    throw badRequest(400, 'The body is not UTF-8.');
  }
}

function tooLarge(maxBytes: number): GatewayError {
  const message = `The body is larger than ${maxBytes} bytes.`;
  return new GatewayError('BAD_REQUEST', { status: 413, limit: 'body_bytes', message });
}

function tooSlow(minBytesPerSecond: number): GatewayError {
  const message = `The body arrived more slowly than ${minBytesPerSecond} bytes per second.`;
  return new GatewayError('BAD_REQUEST', { status: 408, limit: 'body_rate', message });
}

function badRequest(status: number, message: string): GatewayError {
  return new GatewayError('BAD_REQUEST', { status, message });
}
