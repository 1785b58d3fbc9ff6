import { expect, test } from 'vitest';
import { startClient } from './start-client.ts';

test('in a storm of 503, reads are repeated at most once in ten calls', async () => {
  await using client = await startClient();
  // Few calls of each, so that no circuit opens.
  const operations = Array.from({ length: 100 }, (_, index) => `read${index}`);
  for (const operation of operations) client.answerWith(operation, { status: 503 });

  for (let round = 0; round < 5; round += 1)
    await Promise.all(operations.map((operation) => client.read(operation)));

  const sent = operations.reduce((total, operation) => total + client.count(operation), 0);
  expect(sent).toBeGreaterThan(500);
  expect(sent).toBeLessThanOrEqual(500 * 1.1 + 10);
});

test('a read of a quiet gateway is repeated twice', async () => {
  await using client = await startClient();
  client.answerWith('getCustomer', { status: 503 });

  await client.read('getCustomer');

  expect(client.count('getCustomer')).toBe(3);
});

test('a storm of 503 at one operation hardly adds to its calls', async () => {
  await using client = await startClient();
  client.answerWith('getCustomer', { status: 503 });

  await Promise.allSettled(Array.from({ length: 200 }, () => client.read('getCustomer')));

  expect(client.count('getCustomer')).toBeLessThanOrEqual(200 * 1.1 + 10);
});
