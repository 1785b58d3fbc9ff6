import type { IncomingMessage, ServerResponse } from 'node:http';
import { deliverFault } from '../faults/deliver-fault.ts';
import { isProcessed } from '../faults/faults.ts';
import { type OperationName, operationAt } from '../operations.ts';
import { attachIndividualDocuments } from '../routes/attach.ts';
import {
  listCountries,
  listOccupations,
  listPurposes,
  listSourceOfFunds,
  listSubdivisions,
} from '../routes/catalogue.ts';
import { createIndividualCustomer } from '../routes/create-customer.ts';
import { getCustomer, listCustomers } from '../routes/read-customers.ts';
import type { Route } from '../routes/route.ts';
import { issueToken, refreshToken } from '../routes/tokens.ts';
import { updateCustomer } from '../routes/update-customer.ts';
import { uploadDocuments } from '../routes/upload.ts';
import { type Answer, jsonAnswer, methodNotAllowed, notFound } from './answer.ts';
import { deliver } from './deliver.ts';
import type { Exchange, SandboxState } from './exchange.ts';

const ROUTES: Readonly<Record<OperationName, Route>> = {
  issueToken,
  refreshToken,
  uploadDocuments,
  attachIndividualDocuments,
  createIndividualCustomer,
  getCustomer,
  updateCustomer,
  listCustomers,
  listOccupations,
  listPurposes,
  listSourceOfFunds,
  listCountries,
  listSubdivisions,
};

const UNKNOWN = { operation: 'unknown', parameters: {} } as const;

/** Answers the imitated endpoints; never throws or rejects. */
export function createRequestListener(state: SandboxState) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const target = { path: pathOf(request), query: queryOf(request) };
    const found = operationAt(request.method ?? '', target.path);
    const { operation, parameters } = 'allowed' in found ? UNKNOWN : found;
    const record = state.log.arrive(operation, request, target);
    const isAuthorized = state.tokens.isValidBearer(request.headers.authorization);
    const settle: Exchange['settle'] = (status) => state.log.settle(record, status);
    const exchange = { request, response, record, settle, isAuthorized, parameters };
    response.on('close', () => {
      if (response.writableFinished) settle(response.statusCode);
      // After this turn, in which the reader of the body notes the same break.
      else setImmediate(settle, 'aborted');
    });
    response.on('error', () => response.destroy());
    if ('allowed' in found) deliver(exchange, refusal(found.allowed));
    else serve(exchange, found.operation, state).catch(() => deliver(exchange, sandboxFailure()));
  };
}

export function pathOf({ url = '/' }: IncomingMessage): string {
  const queryAt = url.indexOf('?');
  return queryAt < 0 ? url : url.slice(0, queryAt);
}

function queryOf({ url = '/' }: IncomingMessage): Readonly<Record<string, string>> {
  const queryAt = url.indexOf('?');
  return queryAt < 0 ? {} : Object.fromEntries(new URLSearchParams(url.slice(queryAt)));
}

function refusal(allowed: readonly string[]): Answer {
  return allowed.length === 0 ? notFound() : methodNotAllowed(allowed.join(', '));
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
