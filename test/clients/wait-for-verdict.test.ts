import { expect, test, vi } from 'vitest';
import { createApolloClient } from '../../examples/clients/apollo.ts';
import { waitForVerdict } from '../../examples/clients/wait-for-verdict.ts';
import { CustomerStatusDocument } from '../../examples/generated/graphql.ts';
import type { Sandbox } from '../../sandbox/create-sandbox.ts';
import { EXAMPLE_INPUT, inputWithNumber } from '../support/example-data.ts';
import { attach } from '../support/graphql-request.ts';
import type { TestGateway } from '../support/start-gateway.ts';
import { startStack } from '../support/start-stack.ts';

const QUEUED_AND_REVIEWED_MS = 6_000;
const id = EXAMPLE_INPUT.customerId;

function waitFor({ url }: TestGateway, signal = AbortSignal.timeout(15_000)) {
  const client = createApolloClient(url);
  const ask = async () => {
    const { data } = await client.query({
      query: CustomerStatusDocument,
      variables: { id },
      fetchPolicy: 'network-only',
    });
    if (!data?.individualCustomer) throw new Error('no such customer');
    return data.individualCustomer;
  };
  return waitForVerdict(ask, signal, 20);
}

/** Attaches, lets some questions be answered with "under way", and then the review end. */
async function review(sandbox: Sandbox, gateway: TestGateway, number: string) {
  await attach(gateway.url, inputWithNumber(number));
  const asked = sandbox.control.count('getCustomer');
  const verdict = waitFor(gateway);
  await sandbox.control.waitForRequest('getCustomer', { count: asked + 2, until: 'settled' });
  sandbox.control.advanceClock(QUEUED_AND_REVIEWED_MS);
  return verdict;
}

test.each([
  ['A12345678', 'APPROVED'],
  ['SANDBOX-REJECTED', 'REJECTED'],
  ['SANDBOX-RFI', 'REINITIATE'],
])('waits while the documents of %s are under review and ends with %s', async (number, status) => {
  await using stack = await startStack();

  expect(await review(stack.sandbox, stack.gateway, number)).toMatchObject({ id, status });
});

test('ends during the review if Fin.com requests something', async () => {
  await using stack = await startStack();
  await review(stack.sandbox, stack.gateway, 'SANDBOX-RFI');
  const asked = stack.control.customer(id);
  stack.control.setCustomer(id, { customer_status: 'REVIEWING' });
  stack.control.setCustomer(id, { request_for_information: asked?.['request_for_information'] });

  const { status, requestedInformation } = await waitFor(stack.gateway);

  expect(status).toBe('REVIEWING');
  expect(requestedInformation).toHaveLength(1);
});

test.each(['ON_HOLD', 'A_NEW_WORD', null])('the status %s is not a final decision', async (status) => {
  await using stack = await startStack();
  stack.control.setCustomer(id, { customer_status: status });

  const verdict = waitFor(stack.gateway);
  await stack.control.waitForRequest('getCustomer', { count: 2, until: 'settled' });
  stack.control.setCustomer(id, { customer_status: 'APPROVED' });

  expect((await verdict).status).toBe('APPROVED');
});

test('stops polling when it is aborted', async () => {
  await using stack = await startStack();
  stack.control.setCustomer(id, { customer_status: 'QUEUED' });
  const page = new AbortController();
  const verdict = waitFor(stack.gateway, page.signal);
  await stack.control.waitForRequest('getCustomer', { until: 'settled' });

  page.abort(new Error('left the page'));

  await expect(verdict).rejects.toThrow('left the page');
  const asked = stack.control.count('getCustomer');
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(stack.control.count('getCustomer')).toBe(asked);
});

test.each([0, 1e-9, 2 ** 31, 1e12, Number.POSITIVE_INFINITY])(
  'with a first delay of %d ms, delays grow up to one minute and no timer overflows',
  async (firstDelayMs) => {
    vi.useFakeTimers();
    try {
      const page = new AbortController();
      const askedAtMs: number[] = [];
      const ask = async () => {
        askedAtMs.push(Date.now());
        return { nextStep: 'WAIT' } as const;
      };
      const verdict = waitForVerdict(ask, page.signal, firstDelayMs);
      const left = expect(verdict).rejects.toThrow('left the page');

      await vi.advanceTimersByTimeAsync(1_000_000);

      const waits = askedAtMs.slice(1).map((askedAt, index) => askedAt - (askedAtMs[index] ?? 0));
      expect(waits).toEqual(waits.toSorted((one, other) => one - other));
      expect(waits.at(-1)).toBe(60_000);
      expect(askedAtMs.length).toBeLessThan(60);
      page.abort(new Error('left the page'));
      await left;
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  },
);
