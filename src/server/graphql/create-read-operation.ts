import type { Authenticate } from '../../callers/access-token.ts';
import type { Config } from '../../config/config.ts';
import type { GatewayError } from '../../errors.ts';
import { authenticateCaller } from '../callers/authenticate-caller.ts';
import { createReadParams } from '../http/read-params.ts';
import { createConcurrencyLimit } from '../limits/concurrency-limit.ts';
import type { CheckRate } from '../limits/rate-check.ts';
import type { OperationParams } from '../operations/graphql-params.ts';
import type { PersistedOperations } from '../operations/persisted-operations.ts';
import type { ServerContext } from './server-context.ts';

export interface ReadOperationParts {
  readonly config: Pick<Config, 'maxRequestsInFlightPerCaller' | 'proxyCount'>;
  /** Undefined: callers need no access token. */
  readonly authenticate: Authenticate | undefined;
  /** Undefined: the rate is not limited. */
  readonly checkRate: CheckRate | undefined;
  readonly persistedOperations: PersistedOperations;
}

/** Returns the operation of a request. @throws {GatewayError} if the caller may not send it, or if it is malformed */
export type ReadOperation = (context: ServerContext) => Promise<OperationParams>;

/** @param bodyMs how long a JSON body may take to arrive */
export function createReadOperation(
  { config, authenticate, checkRate, persistedOperations }: ReadOperationParts,
  { bodyMs }: { readonly bodyMs: number },
): ReadOperation {
  const { maxRequestsInFlightPerCaller, proxyCount } = config;
  const limitConcurrency = maxRequestsInFlightPerCaller
    ? createConcurrencyLimit(maxRequestsInFlightPerCaller, proxyCount)
    : undefined;
  const readParams = createReadParams(persistedOperations, bodyMs);
  return async (context) => {
    // First, so that nothing of a body is read before its sender is known.
    if (authenticate) await authenticateCaller(context, authenticate, checkRate);
    const rateError: GatewayError | undefined = checkRate?.(context);
    if (rateError) throw rateError;
    limitConcurrency?.(context);
    return readParams(context);
  };
}
