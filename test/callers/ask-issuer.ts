import { expect, vi } from 'vitest';
import { type GraphQLAnswer, graphqlRequest } from '../support/graphql-request.ts';
import type { TestGateway } from '../support/start-gateway.ts';

export function advance(seconds: number): void {
  vi.advanceTimersByTime(seconds * 1_000);
}

export function ask({ url }: TestGateway, authorization: string): Promise<GraphQLAnswer> {
  return graphqlRequest(url, '{ occupations { id } }', undefined, { authorization });
}

export function codeOf({ errors }: GraphQLAnswer): string | undefined {
  return errors?.[0]?.extensions.code;
}

export function expectUnavailable(answer: GraphQLAnswer): void {
  expect(answer.status).toBe(503);
  expect(answer.data).toBeUndefined();
  expect(answer.errors?.[0]?.message).toBe(
    'The gateway cannot verify access tokens at the moment. Try again shortly.',
  );
  expect(answer.errors?.[0]?.extensions).toMatchObject({
    code: 'UPSTREAM_UNAVAILABLE',
    retryable: true,
    retryAfterSeconds: 1,
  });
  expect(answer.headers.get('retry-after')).toBe('1');
}
