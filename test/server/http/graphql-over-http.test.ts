import { auditServer } from 'graphql-http';
import { expect, test } from 'vitest';
import { startStack } from '../../support/start-stack.ts';

test('the audit suite of GraphQL over HTTP finds no problems', async () => {
  await using stack = await startStack();

  const results = await auditServer({ url: stack.url });

  expect(results.length).toBeGreaterThan(50);
  expect(results.filter(({ status }) => status !== 'ok').map(({ id, name }) => `${id} ${name}`)).toEqual([]);
});
