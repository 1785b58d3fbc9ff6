import type { Config } from '../config/config.ts';
import type { Logger } from '../observability/logger.ts';
import type { IssuerObserver } from '../observability/telemetry.ts';

/** The libraries that verify access tokens are loaded only when callers are checked. */
export async function createCallerCheck(
  { callerChecks, finTimeoutMs: timeoutMs }: Config,
  log: Logger,
  observer: IssuerObserver | undefined,
) {
  if (!callerChecks) return { authenticate: undefined };
  const { createAuthenticate } = await import('../callers/access-token.ts');
  const { createKeySet } = await import('../callers/key-set.ts');
  const keys = createKeySet({ url: callerChecks.jwksUrl, timeoutMs, log, observer });
  return { authenticate: createAuthenticate(callerChecks, keys), hasIssuerKeys: () => keys.hasKeys() };
}
