import type { ExecutionResult } from 'graphql';
import type { Logger } from '../../observability/logger.ts';
import { withReplayedFields } from '../idempotency/use-idempotency-key.ts';
import { maskErrors } from './mask-errors.ts';
import type { ServerContext } from './server-context.ts';

/** Turns the result of an operation into what the client sees. */
export function finishResult(result: ExecutionResult, context: ServerContext, log: Logger): ExecutionResult {
  const { record, personReads } = context;
  personReads.log();
  return maskErrors(withReplayedFields(result, context), { record, log, hasStatus: !('data' in result) });
}
