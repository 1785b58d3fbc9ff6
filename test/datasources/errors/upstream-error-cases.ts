import { ENDPOINTS } from '../../../src/datasources/fin/endpoints.ts';
import type { UpstreamRequest } from '../../../src/datasources/fin/errors/upstream-error.ts';
import type { UpstreamOperation } from '../../../src/datasources/fin/errors/upstream-operation.ts';
import type { HttpResponse } from '../../../src/datasources/fin/http/http-response.ts';

export const answer = (
  status: number,
  body: unknown = '',
  retryAfter: string | null = null,
): HttpResponse => ({
  status,
  text: typeof body === 'string' ? body : JSON.stringify(body),
  retryAfter,
});

export function endpointOf(operation: string): UpstreamOperation {
  const endpoint = ENDPOINTS.find((candidate) => candidate.operation === operation);
  if (!endpoint) throw new Error(`no endpoint is called ${operation}`);
  return endpoint;
}

export const traits = (
  changes: Partial<UpstreamRequest> = {},
  operation = 'attachIndividualDocuments',
): UpstreamRequest => ({
  ...endpointOf(operation),
  toInputPath: (field) => ['input', field],
  privateValues: [],
  ...changes,
});
