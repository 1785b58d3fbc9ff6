import type { RequestTraits } from '../../../src/datasources/fin/errors/upstream-error.ts';
import type { HttpAnswer } from '../../../src/datasources/fin/http/http-answer.ts';

export const answer = (status: number, body: unknown = '', retryAfter: string | null = null): HttpAnswer => ({
  status,
  text: typeof body === 'string' ? body : JSON.stringify(body),
  retryAfter,
});

export const traits = (changes: Partial<RequestTraits> = {}): RequestTraits => ({
  operation: 'attachIndividualDocuments',
  toInputPath: (field) => ['input', field],
  privateValues: [],
  ...changes,
});
