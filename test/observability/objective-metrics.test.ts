import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { CUSTOMER_ID, inputWithNumber } from '../support/example-data.ts';
import { attachOnce } from '../support/idempotent-request.ts';
import { sampleValue, scrape } from '../support/scrape.ts';
import { startStack } from '../support/start-stack.ts';

const READ = `{ individualCustomer(id: "${CUSTOMER_ID}") { id } }`;

/** Samples of a metric that are not 0, without its name. */
function counted(text: string, metric: string): Record<string, number> {
  const lines = text.split('\n').filter((line) => line.startsWith(`${metric}{`) && !line.endsWith(' 0'));
  return Object.fromEntries(
    lines.map((line) => [
      line.slice(metric.length, line.lastIndexOf(' ')),
      sampleValue(text, line.slice(0, line.lastIndexOf(' '))),
    ]),
  );
}

test('each write is counted by its outcome, and a replay is counted apart', async () => {
  await using stack = await startStack({ env: { METRICS_PORT: '0' } });
  const key = randomUUID();
  await attachOnce(stack.url, key);
  await attachOnce(stack.url, key);
  await stack.attach(inputWithNumber(' '));
  await stack.attach(inputWithNumber('SANDBOX-422'));
  await stack.attach(inputWithNumber('SANDBOX-LOST'));

  const series = (outcome: string, replayed = false) =>
    `{operation="attachIndividualDocuments",outcome="${outcome}",replayed="${replayed}"}`;
  expect(counted(await scrape(stack.gateway), 'fin_gateway_writes_total')).toEqual({
    [series('SUCCEEDED')]: 1,
    [series('SUCCEEDED', true)]: 1,
    [series('NOT_SENT')]: 1,
    [series('REFUSED')]: 1,
    [series('UNKNOWN')]: 1,
  });
});

test("a field is bad if Fin.com or the gateway failed, and not if the caller's input is wrong", async () => {
  await using stack = await startStack({ env: { METRICS_PORT: '0' } });
  await stack.request(READ);
  await stack.attach(inputWithNumber('SANDBOX-422'));
  for (const status of [429, 503])
    stack.control.faults.script('attachIndividualDocuments', { status, body: {} });
  await stack.attach();
  await stack.attach();

  expect(counted(await scrape(stack.gateway), 'fin_gateway_fields_total')).toEqual({
    '{operation_type="query",field="individualCustomer",verdict="good"}': 1,
    '{operation_type="mutation",field="attachIndividualDocuments",verdict="caller"}': 1,
    '{operation_type="mutation",field="attachIndividualDocuments",verdict="bad"}': 2,
  });
});

test('a request that the gateway refuses because of its own limit is bad, one with a mistake is not', async () => {
  await using stack = await startStack({ env: { METRICS_PORT: '0', RATE_LIMIT_PER_MINUTE: '2' } });
  await stack.request(READ);
  await stack.request('{ nothing }');
  expect((await stack.request(READ)).status).toBe(429);

  expect(counted(await scrape(stack.gateway), 'fin_gateway_requests_total')).toEqual({
    '{verdict="good"}': 1,
    '{verdict="caller"}': 1,
    '{verdict="bad"}': 1,
  });
});

test('before the first request, each root field and each mutation has a 0', async () => {
  await using stack = await startStack({ env: { METRICS_PORT: '0' } });

  const text = await scrape(stack.gateway);

  const bad = '{operation_type="mutation",field="attachIndividualDocuments",verdict="bad"}';
  expect(sampleValue(text, `fin_gateway_fields_total${bad}`)).toBe(0);
  const unknown = '{operation="createIndividualCustomer",outcome="UNKNOWN",replayed="false"}';
  expect(sampleValue(text, `fin_gateway_writes_total${unknown}`)).toBe(0);
});

test('the build is shown with the versions of the package and of Node', async () => {
  await using stack = await startStack({ env: { METRICS_PORT: '0' } });
  const { version } = JSON.parse(await readFile('package.json', 'utf8'));

  const build = `fin_gateway_build_info{version="${version}",node="${process.versions.node}"}`;
  expect(sampleValue(await scrape(stack.gateway), build)).toBe(1);
});

test('slots show how many calls run and wait while Fin.com does not answer', async () => {
  await using stack = await startStack({
    env: {
      METRICS_PORT: '0',
      FIN_WRITE_CONNECTIONS: '1',
      FIN_CONNECTION_WAIT_MS: '12000',
      FIN_TIMEOUT_MS: '12000',
    },
  });
  stack.control.faults.script('attachIndividualDocuments', { hang: true });
  const attaches = [stack.attach(), stack.attach()];
  const slots = async () => {
    const text = await scrape(stack.gateway);
    return ['in_use', 'waiting', 'limit'].map((name) =>
      sampleValue(text, `fin_gateway_slots_${name}{pool="write"}`),
    );
  };

  await expect.poll(slots).toEqual([1, 1, 1]);
  expect(sampleValue(await scrape(stack.gateway), 'fin_gateway_slots_in_use{pool="requests"}')).toBe(2);
  await Promise.all(attaches);
  expect(await slots()).toEqual([0, 0, 1]);
});
