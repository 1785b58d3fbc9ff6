import type { ExecutionResult } from 'graphql';
import type { Logger } from '../../observability/logger.ts';
import type { GatewayLimits } from '../gateway-limits.ts';
import { isPageRequest, jsonMediaType } from '../http/accept-header.ts';
import { sendBody } from '../http/send-body.ts';
import type { OperationParams } from '../operations/graphql-params.ts';
import type { GraphQLServer } from './create-graphql.ts';
import type { ReadOperation } from './create-read-operation.ts';
import { endRequest } from './end-request.ts';
import { finishResult } from './finish-result.ts';
import { formatResult } from './format-result.ts';
import { toGraphQLError } from './mask-errors.ts';
import type { ServerContext } from './server-context.ts';

interface OperationRouteParts {
  readonly yoga: GraphQLServer;
  readonly readOperation: ReadOperation;
  readonly log: Logger;
}

export type OperationRoute = (context: ServerContext) => unknown;

/** The keyword of the operation, or just the same word elsewhere in the text. */
const MAY_SUBSCRIBE = /\bsubscription\b/;

/**
 * Executes operations with yoga, but reads requests and writes JSON responses itself: yoga's Request and Response objects
 * cost as much as the execution. Preflight requests, GraphiQL and event streams are left to yoga.
 */
export function createOperationRoute(
  { yoga, readOperation, log }: OperationRouteParts,
  { drainLimits }: Pick<GatewayLimits, 'drainLimits'>,
): OperationRoute {
  const { getResultForParams, fetchAPI } = yoga;
  const serveWithYoga = (context: ServerContext) => yoga.handle(context.req, context.res, context);
  // Yoga looks only at the method.
  const requests = {
    GET: new fetchAPI.Request('http://localhost/graphql'),
    POST: new fetchAPI.Request('http://localhost/graphql', { method: 'POST' }),
  };

  async function execute(params: OperationParams, context: ServerContext): Promise<ExecutionResult> {
    const request = context.req.method === 'GET' ? requests.GET : requests.POST;
    const result = await getResultForParams({ params, request }, context);
    if (!result || Symbol.asyncIterator in result) throw new Error('the operation has no single result');
    return result;
  }

  return async (context) => {
    const { req, res } = context;
    const mediaType = jsonMediaType(req);
    if (!mediaType || req.method === 'OPTIONS' || isPageRequest(req)) return serveWithYoga(context);
    let result: ExecutionResult;
    try {
      const params = await readOperation(context);
      if (MAY_SUBSCRIBE.test(params.query)) return serveWithYoga({ ...context, readParams: params });
      result = await execute(params, context);
    } catch (error) {
      result = { errors: [toGraphQLError(error)] };
    }
    const response = formatResult(finishResult(result, context, log), mediaType);
    await endRequest(context, drainLimits);
    sendBody(res, response);
  };
}
