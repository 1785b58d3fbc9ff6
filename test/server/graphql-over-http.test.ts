import { auditServer } from 'graphql-http';
import { expect, test } from 'vitest';
import { startSandbox } from '../../sandbox/create-sandbox.ts';
import { startTestGateway } from '../support/start-gateway.ts';

test('the audit suite of GraphQL over HTTP finds nothing to say', async () => {
  await using sandbox = await startSandbox();
  await using gateway = await startTestGateway(sandbox);

  const results = await auditServer({ url: gateway.url });

  expect(results.length).toBeGreaterThan(50);
  expect(results.filter(({ status }) => status !== 'ok').map(({ id, name }) => `${id} ${name}`)).toEqual([]);
});
