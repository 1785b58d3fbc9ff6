import type { Config } from '../config/parse-config.ts';
import type { UploadPolicy } from '../context.ts';
import { MAX_UPSTREAM_CONNECTIONS } from '../datasources/fin/http/transport.ts';
import type { Logger } from '../observability/logger.ts';
import { limitConnections, readDescriptorLimit } from './connections/descriptor-limit.ts';
import { DRAIN_LIMITS, type DrainLimits } from './http/drain-body.ts';
import { maxFormBytes } from './multipart/receive-form.ts';

/** How long clients may take, and how much they may leave unread. */
export interface ClientLimits {
  /** For the headers of a request, and for a new connection that sends nothing. */
  readonly headersMs: number;
  /** For a JSON body. */
  readonly bodyMs: number;
  /** How long a body may arrive below the minimum rate. Default: depends on `FIN_TIMEOUT_MS`. */
  readonly graceMs?: number;
  /** For each pause while a client reads a response. */
  readonly responseIdleMs: number;
  /** For a whole response, and for the rest of a rejected body. */
  readonly maxSendingMs: number;
  /** Unsent bytes of responses, over all connections. */
  readonly maxUnsentBytes: number;
  /** Uploads to Fin.com at the same time, one connection each. */
  readonly maxUploads: number;
}

export const CLIENT_LIMITS: ClientLimits = {
  headersMs: 10_000,
  bodyMs: 30_000,
  responseIdleMs: 60_000,
  maxSendingMs: 300_000,
  maxUnsentBytes: 134_217_728,
  maxUploads: MAX_UPSTREAM_CONNECTIONS,
};
/** A phone that switches networks sends nothing for a while. */
const MIN_GRACE_MS = 10_000;

type UploadConfig = Pick<Config, 'uploads' | 'finTimeoutMs' | 'minBodyBytesPerSecond'>;

export function toUploadPolicy(
  { uploads, finTimeoutMs, minBodyBytesPerSecond }: UploadConfig,
  graceMs = Math.max(MIN_GRACE_MS, finTimeoutMs),
): UploadPolicy {
  return { ...uploads, idleMs: finTimeoutMs, rate: { minBytesPerSecond: minBodyBytesPerSecond, graceMs } };
}

/** How much of a rejected body is read. The largest allowed form is read to its end. */
export function toDrainLimits(policy: UploadPolicy): DrainLimits {
  return {
    maxBytes: maxFormBytes(policy),
    maxMs: DRAIN_LIMITS.maxMs,
    idleMs: Math.min(policy.idleMs, DRAIN_LIMITS.idleMs),
    rate: policy.rate,
  };
}

/** Warns if the limit on open files allows fewer connections than configured. */
export function toMaxConnections({ maxConnections }: Pick<Config, 'maxConnections'>, log: Logger): number {
  const descriptorLimit = readDescriptorLimit();
  const allowed = limitConnections(maxConnections, descriptorLimit);
  if (allowed < maxConnections) {
    log.warn(
      { event: 'max-connections-lowered', maxConnections: allowed, descriptorLimit },
      'MAX_CONNECTIONS is higher than the limit on open files allows: raise that limit (ulimit -n)',
    );
  }
  return allowed;
}
