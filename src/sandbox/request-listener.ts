import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Answer, jsonAnswer, methodNotAllowed, notFound } from './answer.ts';
import { deliver } from './deliver.ts';
import { deliverFault } from './deliver-fault.ts';
import type { Exchange, SandboxState } from './exchange.ts';
import { isProcessed } from './faults.ts';
import { type OperationName, operationAt } from './operations.ts';
import { attachIndividualDocuments } from './routes/attach.ts';
import type { Route } from './routes/route.ts';
import { issueToken, refreshToken } from './routes/tokens.ts';
import { uploadDocuments } from './routes/upload.ts';

const ROUTES: Readonly<Record<OperationName, Route>> = {
  issueToken,
  refreshToken,
  uploadDocuments,
  attachIndividualDocuments,
};

/** Answers the imitated endpoints; never throws or rejects. */
export function createRequestListener(state: SandboxState) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const path = pathOf(request);
    const operation = operationAt(path);
    const record = state.log.arrive(operation ?? 'unknown', request, path);
    const isAuthorized = state.tokens.isValidBearer(request.headers.authorization);
    const settle: Exchange['settle'] = (status) => state.log.settle(record, status);
    const exchange = { request, response, record, settle, isAuthorized };
    response.on('close', () => {
      if (response.writableFinished) settle(response.statusCode);
      // After this turn, in which the reader of the body notes the same break.
      else setImmediate(settle, 'aborted');
    });
    response.on('error', () => response.destroy());
    if (!operation) deliver(exchange, notFound());
    else if (request.method !== 'POST') deliver(exchange, methodNotAllowed('POST'));
    else serve(exchange, operation, state).catch(() => deliver(exchange, sandboxFailure()));
  };
}

export function pathOf({ url = '/' }: IncomingMessage): string {
  const queryAt = url.indexOf('?');
  return queryAt < 0 ? url : url.slice(0, queryAt);
}

async function serve(exchange: Exchange, operation: OperationName, state: SandboxState): Promise<void> {
  const fault = state.faults.take(operation);
  if (fault?.reset === 'before-reading' || fault?.early) return deliverFault(exchange, fault, undefined);
  const takeEffect = await ROUTES[operation](exchange, state);
  if (takeEffect === 'aborted') return;
  const outcome = isProcessed(fault) ? takeEffect() : undefined;
  const applied = fault ?? outcome?.fault;
  if (applied) return deliverFault(exchange, applied, outcome?.answer);
  if (outcome) deliver(exchange, outcome.answer);
}

function sandboxFailure(): Answer {
  return jsonAnswer(500, { message: 'The sandbox failed' });
}
