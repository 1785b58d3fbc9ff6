import { JWKSMultipleMatchingKeys, JWKSNoMatchingKey } from 'jose/errors';
import { createRemoteJWKSet, customFetch, type JWKSCacheInput, jwksCache } from 'jose/jwks/remote';
import type { JWTVerifyGetKey } from 'jose/jwt/verify';
import { GatewayError } from '../errors.ts';
import type { Logger } from './logger.ts';
import type { IssuerObserver } from './telemetry.ts';

export type KeySet = JWTVerifyGetKey;

export interface KeySetOptions {
  readonly url: string;
  readonly timeoutMs: number;
  readonly log: Logger;
  readonly observer?: IssuerObserver | undefined;
}

/** So long a key that the issuer has withdrawn is still taken. */
const KEPT_MS = 600_000;
/** Tokens with key ids that nobody knows cause one request in this time at most. */
const COOLDOWN_MS = 30_000;
const RETRY_AFTER_SECONDS = 1;
/** A key set has a few thousand. */
const MAX_BYTES = 1_048_576;

/**
 * The issuer's public keys: fetched when first needed, kept for ten minutes, fetched anew for a key id that is unknown.
 * While they cannot be had nobody is let in who needs them.
 *
 * @throws {GatewayError} UPSTREAM_UNAVAILABLE with status 503
 */
export function createKeySet({ url, timeoutMs, log, observer }: KeySetOptions): KeySet {
  const fetched: JWKSCacheInput = {};
  let failedAtMs: number | undefined;
  /** Of the last good fetch that was noted; each fetch makes an object of its own. */
  let notedKeys: unknown;
  const fetchSparingly: typeof fetch = async (input, init) => {
    if (failedAtMs !== undefined && performance.now() < failedAtMs + RETRY_AFTER_SECONDS * 1_000)
      throw new BackingOff();
    return bounded(await fetch(input, init));
  };
  const keys = createRemoteJWKSet(new URL(url), {
    timeoutDuration: timeoutMs,
    cacheMaxAge: KEPT_MS,
    cooldownDuration: COOLDOWN_MS,
    [customFetch]: fetchSparingly,
    [jwksCache]: fetched,
  });
  const noteFailure = (error: unknown): void => {
    if (error instanceof BackingOff) return;
    if (failedAtMs === undefined) {
      const name = error instanceof Error ? error.name : typeof error;
      log.warn({ event: 'issuer-keys-unavailable', name }, 'AUTH_JWKS_URL gives no keys');
      observer?.issuerKeysAvailabilityChanged(false);
    }
    failedAtMs = performance.now();
  };
  const noteSuccess = (): void => {
    if (fetched['jwks'] === notedKeys) return;
    notedKeys = fetched['jwks'];
    observer?.issuerKeysAvailabilityChanged(true);
    if (failedAtMs === undefined) return;
    log.info({ event: 'issuer-keys-fetched' }, 'AUTH_JWKS_URL gives keys again');
    failedAtMs = undefined;
  };
  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (error) {
      if (error instanceof JWKSNoMatchingKey || error instanceof JWKSMultipleMatchingKeys) throw error;
      noteFailure(error);
      throw unavailable();
    } finally {
      noteSuccess();
    }
  };
}

/** @throws {Error} past the bound */
async function bounded(response: Response): Promise<Response> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    length += part.value.length;
    chunks.push(part.value);
    if (length <= MAX_BYTES) continue;
    await reader?.cancel();
    throw new KeySetTooLarge();
  }
  const { status, headers } = response;
  return new Response(Buffer.concat(chunks), { status, headers });
}

class KeySetTooLarge extends Error {
  override readonly name = 'KeySetTooLarge';
}

class BackingOff extends Error {
  override readonly name = 'BackingOff';
}

function unavailable(): GatewayError {
  return new GatewayError('UPSTREAM_UNAVAILABLE', {
    status: 503,
    message: 'Access tokens cannot be checked at the moment. Try again shortly.',
    retryAfterSeconds: RETRY_AFTER_SECONDS,
    headers: { 'retry-after': String(RETRY_AFTER_SECONDS) },
  });
}
