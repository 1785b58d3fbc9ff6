import type { Config } from '../config/config.ts';
import type { Logger } from '../observability/logger.ts';
import { MIMETYPES } from '../uploads/file-kind.ts';
import type { UploadPolicy } from '../uploads/upload-form.ts';
import type { DrainLimits } from './body/drain-body.ts';
import { limitConnections, readDescriptorLimit } from './connections/descriptor-limit.ts';
import { maxFormBytes } from './multipart/receive-form.ts';

/** How long clients may take, and how much they may leave unread. */
export interface ClientLimits {
  /** For the headers of a request, and for a new connection that sends nothing. */
  readonly headersMs: number;
  /** For a JSON body. */
  readonly bodyMs: number;
  /** For the body of a webhook. */
  readonly webhookBodyMs: number;
  /** How long a body may arrive below the minimum rate. Default: depends on `FIN_TIMEOUT_MS`. */
  readonly graceMs?: number;
  /** How long a request waits while MAX_REQUESTS_IN_FLIGHT are in flight. */
  readonly requestWaitMs: number;
  /** For each pause while a client reads a response. */
  readonly responseIdleMs: number;
  /** For a whole response, and for the rest of a rejected body. */
  readonly maxSendingMs: number;
  /** Unsent bytes of responses, over all connections. */
  readonly maxUnsentBytes: number;
  /** For the first message of a WebSocket. */
  readonly socketInitMs: number;
  /** For a WebSocket without a subscription. */
  readonly socketIdleMs: number;
  /** Between two pings of a WebSocket. A client that has not answered until the next one is disconnected. */
  readonly socketPingMs: number;
  /** For a client to close its side of a WebSocket or a stream that the gateway ends. */
  readonly streamCloseMs: number;
  /** Uploads to Fin.com at the same time, one connection each. */
  readonly maxUploads: number;
}

const CLIENT_LIMITS: Omit<ClientLimits, 'maxUploads'> = {
  headersMs: 10_000,
  bodyMs: 30_000,
  webhookBodyMs: 10_000,
  requestWaitMs: 250,
  responseIdleMs: 60_000,
  maxSendingMs: 300_000,
  maxUnsentBytes: 134_217_728,
  socketInitMs: 5_000,
  socketIdleMs: 60_000,
  socketPingMs: 15_000,
  streamCloseMs: 2_000,
};
/** A phone that switches networks sends nothing for a while. */
const MIN_GRACE_MS = 10_000;
const MAX_DRAIN_IDLE_MS = 10_000;
/** For the log, Redis, exporters and the issuer. */
const OTHER_DESCRIPTORS = 64;

export interface GatewayLimits extends ClientLimits {
  readonly uploadPolicy: UploadPolicy;
  /** How much of a rejected body is read. */
  readonly drainLimits: DrainLimits;
}

export function toGatewayLimits(
  { uploads, finTimeoutMs, finConnections, minBodyBytesPerSecond }: Config,
  overrides: Partial<ClientLimits>,
): GatewayLimits {
  const limits = { ...CLIENT_LIMITS, maxUploads: finConnections.uploads, ...overrides };
  const graceMs = limits.graceMs ?? Math.max(MIN_GRACE_MS, finTimeoutMs);
  const rate = { minBytesPerSecond: minBodyBytesPerSecond, graceMs };
  const uploadPolicy = { ...uploads, mimetypes: MIMETYPES, idleMs: finTimeoutMs, rate };
  const drainLimits = {
    rate,
    maxBytes: maxFormBytes(uploadPolicy),
    idleMs: Math.min(finTimeoutMs, MAX_DRAIN_IDLE_MS),
    // The connection is closed after maxSendingMs. Half of that time is left for the response.
    maxMs: limits.maxSendingMs / 2,
  };
  return { ...limits, uploadPolicy, drainLimits };
}

/** Warns if the limit on open files allows fewer connections than configured. */
export function toMaxConnections(
  { maxConnections, finConnections }: Pick<Config, 'maxConnections' | 'finConnections'>,
  log: Logger,
): number {
  const { reads, writes, uploads, tokens } = finConnections;
  const reserved = OTHER_DESCRIPTORS + reads + writes + uploads + tokens;
  const descriptorLimit = readDescriptorLimit();
  const allowed = limitConnections(maxConnections, descriptorLimit, reserved);
  if (allowed < maxConnections) {
    log.warn(
      { event: 'max-connections-lowered', maxConnections: allowed, descriptorLimit },
      'MAX_CONNECTIONS is higher than the limit on open files allows: raise that limit (ulimit -n)',
    );
  }
  return allowed;
}
