import { expect, test } from 'vitest';
import { CUSTOMER_ID } from '../support/example-data.ts';
import { startStack } from '../support/start-stack.ts';

test('while every attach hangs, customers are read and /ready answers', async () => {
  const connections = { FIN_WRITE_CONNECTIONS: '8', FIN_READ_CONNECTIONS: '8' };
  await using stack = await startStack({ env: { ...connections, FIN_TIMEOUT_MS: '5000' } });
  stack.control.faults.script('attachIndividualDocuments', { hang: true, times: 'always' });
  let answered = 0;
  const attaches = Array.from({ length: 40 }, () =>
    stack.attach().finally(() => {
      answered += 1;
    }),
  );
  // Three quarters of the connections for writes.
  await stack.control.waitForRequest('attachIndividualDocuments', { count: 6, timeoutMs: 5_000 });

  const readStatus = `{ individualCustomer(id: "${CUSTOMER_ID}") { status } }`;
  const reads = await Promise.all(Array.from({ length: 20 }, () => stack.request(readStatus)));
  const ready = await fetch(`${stack.gateway.origin}/ready`);

  expect(reads.flatMap(({ errors = [] }) => errors)).toEqual([]);
  expect(ready.status).toBe(200);
  expect([answered, stack.control.count('attachIndividualDocuments')]).toEqual([0, 6]);
  const outcomes = (await Promise.all(attaches)).map(({ errors }) => errors?.[0]?.extensions);
  // Those that waited for a connection were not sent.
  expect(outcomes.filter((extensions) => extensions?.outcome === 'UNKNOWN')).toHaveLength(6);
  expect(outcomes.filter((extensions) => extensions?.retryable)).toHaveLength(34);
});
