import type { Config } from '../config/config.ts';
import type { UploadPolicy } from '../context.ts';
import type { Logger } from '../observability/logger.ts';
import { affordableConnections, readDescriptorLimit } from './connections/descriptor-limit.ts';
import type { GatewayParts } from './create-gateway.ts';

/** A phone that changes from one network to another sends nothing for a while. */
const MIN_GRACE_MS = 10_000;

type Bounds = Pick<
  GatewayParts,
  | 'maxRequestsInFlight'
  | 'maxConnections'
  | 'keepAliveTimeoutMs'
  | 'proxyCount'
  | 'callerRoom'
  | 'rateLimit'
  | 'uploadPolicy'
>;

/** What clients may do, as the configuration has it. @param graceMs for bodies below the minimum rate */
export function boundsOf(config: Config, log: Logger, graceMs?: number): Bounds {
  const { proxyCount, maxRequestsInFlightPerCaller, requestsPerMinute } = config;
  return {
    uploadPolicy: uploadPolicyOf(config, graceMs),
    maxRequestsInFlight: config.maxRequestsInFlight,
    maxConnections: maxConnectionsOf(config, log),
    keepAliveTimeoutMs: config.keepAliveTimeoutMs,
    proxyCount,
    callerRoom: maxRequestsInFlightPerCaller
      ? { maxRequestsInFlight: maxRequestsInFlightPerCaller, proxyCount }
      : undefined,
    rateLimit: requestsPerMinute ? { requestsPerMinute, proxyCount } : undefined,
  };
}

function uploadPolicyOf(
  { uploads, finTimeoutMs, minBodyBytesPerSecond }: Config,
  graceMs = Math.max(MIN_GRACE_MS, finTimeoutMs),
): UploadPolicy {
  return { ...uploads, idleMs: finTimeoutMs, rate: { minBytesPerSecond: minBodyBytesPerSecond, graceMs } };
}

function maxConnectionsOf({ maxConnections }: Config, log: Logger): number {
  const descriptorLimit = readDescriptorLimit();
  const affordable = affordableConnections(maxConnections, descriptorLimit);
  if (affordable < maxConnections) {
    log.warn(
      { event: 'max-connections-lowered', maxConnections: affordable, descriptorLimit },
      'MAX_CONNECTIONS is above what the limit on open files allows: raise the limit (ulimit -n)',
    );
  }
  return affordable;
}
