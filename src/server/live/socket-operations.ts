import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingMessage } from 'node:http';
import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLError,
  getOperationAST,
} from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import type { Caller } from '../../callers/caller.ts';
import { GatewayError } from '../../errors.ts';
import type { Logger } from '../../observability/logger.ts';
import { createRequestRecord } from '../../observability/request-record.ts';
import type { Observation, SocketOperationEnd, StreamObserver } from '../../observability/telemetry.ts';
import type { GraphQLServer } from '../graphql/create-graphql.ts';
import { maskErrors, toGraphQLError } from '../graphql/mask-errors.ts';
import type { OperationContext, OperationOrigin } from '../graphql/server-context.ts';
import type { CheckRate } from '../limits/rate-check.ts';
import { toGraphQLParams } from '../operations/graphql-params.ts';
import type { PersistedOperations } from '../operations/persisted-operations.ts';
import type { StreamConnection } from './stream-connection.ts';

const ONLY_SUBSCRIPTIONS =
  'Only subscriptions are served over a WebSocket. Send queries and mutations by POST to /graphql.';

export interface SocketOperationParts {
  readonly yoga: Pick<GraphQLServer, 'getEnveloped'>;
  readonly createContext: (origin: OperationOrigin) => OperationContext;
  /** Undefined: the rate is not limited. */
  readonly checkRate: CheckRate | undefined;
  readonly persistedOperations: PersistedOperations;
  readonly log: Logger;
  readonly observer: StreamObserver | undefined;
}

/** The caller that sends the operation, and its WebSocket. */
export interface SocketSender {
  /** The request that opened the WebSocket. */
  readonly req: IncomingMessage;
  readonly caller: Caller | undefined;
  readonly connection: StreamConnection;
}

/** The arguments have the results in `rootValue`. The errors are for the client. */
export type Subscribed = ExecutionArgs | readonly GraphQLError[];

type SocketOperationContext = OperationContext & Required<Pick<OperationContext, 'socket'>>;

/** Returns a function that subscribes. Only the start is observed, because results may come for days. */
export function createSocketSubscribe(parts: SocketOperationParts) {
  const { createContext, observer } = parts;
  return async (
    { req, caller, connection }: SocketSender,
    payload: SubscribePayload,
  ): Promise<Subscribed> => {
    const record = createRequestRecord(undefined);
    const context = { ...createContext({ req, record }), caller, socket: connection };
    const subscribeNow = () => subscribeOrRefuse(context, payload, parts);
    const observation: Observation<SocketOperationEnd> | undefined = observer?.socketOperationStarted?.(
      req.socket,
      record.requestId,
    );
    try {
      return await (observation ? observation.run(subscribeNow) : subscribeNow());
    } finally {
      observation?.end(record);
    }
  };
}

async function subscribeOrRefuse(
  context: SocketOperationContext,
  payload: SubscribePayload,
  parts: SocketOperationParts,
): Promise<Subscribed> {
  const startedAtMs = performance.now();
  const subscribed = await subscribe(context, payload, parts);
  if ('args' in subscribed) return subscribed.args;
  const { log, observer } = parts;
  const { record, socket, personReads } = context;
  personReads.log();
  const { errors = [] } = maskErrors(subscribed, { record, log, hasStatus: false });
  const { requestId, operationName, errorCodes } = record;
  observer?.errorsSent(record);
  log.info({
    event: 'subscription-refused',
    requestId,
    transport: socket.transport,
    operationName,
    errorCodes,
    ms: Math.round(performance.now() - startedAtMs),
  });
  return errors;
}

async function subscribe(
  context: OperationContext,
  payload: SubscribePayload,
  { yoga, checkRate, persistedOperations }: SocketOperationParts,
): Promise<ExecutionResult | { readonly args: ExecutionArgs }> {
  try {
    const rateError: GatewayError | undefined = checkRate?.(context);
    if (rateError) throw rateError;
    const { query, variables, operationName } = toGraphQLParams(payload, persistedOperations);
    const enveloped = yoga.getEnveloped(context);
    const document = enveloped.parse(query);
    requireSubscription(document, operationName);
    const errors = enveloped.validate(enveloped.schema, document);
    if (errors.length > 0) return { errors };
    const args = {
      schema: enveloped.schema,
      document,
      operationName,
      variableValues: variables,
      contextValue: await enveloped.contextFactory(),
    };
    const result = await enveloped.subscribe(args);
    return Symbol.asyncIterator in result ? { args: { ...args, rootValue: bindToTrace(result) } } : result;
  } catch (error) {
    return { errors: [toGraphQLError(error)] };
  }
}

/** Later results belong to the trace of the subscription, although graphql-ws asks for them outside of it. */
function bindToTrace(
  results: AsyncIterableIterator<ExecutionResult, undefined>,
): AsyncIterableIterator<ExecutionResult> {
  return {
    next: AsyncLocalStorage.bind(() => results.next()),
    return: async () => (await results.return?.()) ?? { done: true, value: undefined },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

function requireSubscription(document: DocumentNode, operationName: string | undefined): void {
  const operation = getOperationAST(document, operationName);
  if (!operation) throw new GatewayError('OPERATION_RESOLUTION_FAILURE');
  if (operation.operation === 'subscription') return;
  throw new GatewayError('BAD_REQUEST', { message: ONLY_SUBSCRIPTIONS });
}
