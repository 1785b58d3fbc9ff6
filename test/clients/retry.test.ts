import { setTimeout as after } from 'node:timers/promises';
import type { GatewayError } from '@fin-gateway/client/errors';
import { expect, test, vi } from 'vitest';
import { attachWithApollo, createApolloClient } from '../../examples/clients/apollo.ts';
import { sendJson } from '../../examples/clients/fetch.ts';
import { sendWithRetry } from '../../examples/clients/retry.ts';
import { withStoredFiles } from '../../examples/clients/stored-files.ts';
import {
  attachedDigests,
  digestsOf,
  filledForm,
  pickFiles,
  pickSelfie,
  toFile,
} from '../support/browser/picked-files.ts';
import { EXAMPLE_INPUT, inputWithNumber } from '../support/example-data.ts';
import { ATTACH } from '../support/graphql-request.ts';
import { startStack } from '../support/start-stack.ts';

const codesOf = (errors: readonly GatewayError[]) => errors.map(({ code }) => code);

function attachOnce(url: string, input = EXAMPLE_INPUT) {
  return () => sendJson(url, { query: ATTACH, variables: { input } });
}

type Answer = Awaited<ReturnType<typeof sendJson>>;

/** Retries with answers that a gateway gave before, on a fake clock. */
async function retryWith<Response extends Answer | ReturnType<typeof busy>>(
  answer: () => Response | undefined,
  attempts: number,
) {
  vi.useFakeTimers();
  try {
    const startsMs: number[] = [];
    const sending = sendWithRetry(async () => {
      startsMs.push(Date.now());
      const response = answer();
      if (!response) throw new Error('There are no more answers.');
      return response;
    }, attempts);
    await vi.runAllTimersAsync();
    const { errors } = await sending;
    const delaysMs = startsMs.slice(1).map((startMs, index) => startMs - (startsMs[index] ?? 0));
    return { errors, delaysMs };
  } finally {
    vi.useRealTimers();
  }
}

test('a request that was certainly not executed is sent again after the requested delay', async () => {
  await using stack = await startStack();
  stack.control.faults.script('attachIndividualDocuments', {
    status: 429,
    headers: { 'retry-after': '1' },
  });
  const attach = attachOnce(stack.url);
  const refusal = await attach();
  await after(1_000);
  const answers = [refusal, await attach()];

  const { errors, delaysMs } = await retryWith(() => answers.shift(), 4);

  expect(errors).toEqual([]);
  expect(delaysMs).toHaveLength(1);
  expect(delaysMs[0]).toBeGreaterThanOrEqual(1_000);
  expect(stack.control.attachCount()).toBe(1);
});

test('the client gives up after a few attempts with growing delays', async () => {
  await using stack = await startStack();
  stack.control.faults.script('attachIndividualDocuments', { status: 409 });
  const conflict = await attachOnce(stack.url)();

  const { errors, delaysMs } = await retryWith(() => conflict, 3);

  expect(codesOf(errors)).toEqual(['CONFLICT']);
  const [first = 0, second = 0] = delaysMs;
  expect(delaysMs).toHaveLength(2);
  expect(first).toBeGreaterThanOrEqual(1_000);
  expect(second).toBeGreaterThanOrEqual(2_000);
});

/** An answer with one error that may be sent again. */
const busy = (retryAfterSeconds?: number) => ({
  errors: [
    {
      code: 'RATE_LIMITED' as const,
      message: 'Too many requests.',
      requestId: 'request-1',
      retryable: true,
      fieldErrors: [],
      uploadedFiles: [],
      ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    },
  ],
});

test.each([61, 3_600, 2_147_484, 2_592_000, Number.MAX_SAFE_INTEGER, Number.POSITIVE_INFINITY])(
  'a delay of %d seconds is left to the app: nothing is sent again',
  async (seconds) => {
    const send = vi.fn(async () => busy(seconds));

    const { errors } = await sendWithRetry(send);

    expect(errors[0]?.retryAfterSeconds).toBe(seconds);
    expect(send).toHaveBeenCalledTimes(1);
  },
);

test.each([undefined, 0, -1, 60])(
  'with a delay of %s, each delay is between 1 and 90 seconds for any number of attempts',
  async (seconds) => {
    const { delaysMs } = await retryWith(() => busy(seconds), 40);

    expect(delaysMs).toHaveLength(39);
    expect(Math.min(...delaysMs)).toBeGreaterThanOrEqual(1_000);
    expect(Math.max(...delaysMs)).toBeLessThanOrEqual(90_000);
  },
);

test.each([
  ['an attach whose answer was lost', 'SANDBOX-LOST', 1],
  ['a refusal', 'SANDBOX-422', 0],
])('%s is sent only once', async (_, number, attached) => {
  await using stack = await startStack();

  const { errors } = await sendWithRetry(attachOnce(stack.url, inputWithNumber(number)));

  expect(errors).toHaveLength(1);
  expect(stack.control.count('attachIndividualDocuments')).toBe(1);
  expect(stack.control.attachCount()).toBe(attached);
});

test('the attempt after a rejection does not upload the selfie again', async () => {
  await using stack = await startStack({ env: { FIN_CUSTOMER_API: 'v2' } });
  const client = createApolloClient(stack.url);
  const selfie = { upload: toFile(pickSelfie()) };

  const { errors } = await attachWithApollo(client, { ...filledForm(pickFiles(), 'SANDBOX-422'), selfie });
  const { customer } = await attachWithApollo(
    client,
    withStoredFiles({ ...filledForm(pickFiles()), selfie }, errors),
  );

  expect(customer?.status).toBe('PROCESSING');
  expect(stack.control.uploads).toHaveLength(4);
});

test('the attempt after a rejection uploads no file again', async () => {
  await using stack = await startStack();
  const client = createApolloClient(stack.url);
  const files = pickFiles();
  const refused = filledForm(files, 'SANDBOX-422');

  const { errors } = await attachWithApollo(client, refused);
  const corrected = { ...refused, proofOfIdentity: { ...refused.proofOfIdentity, number: 'A12345678' } };
  const { customer } = await attachWithApollo(client, withStoredFiles(corrected, errors));

  expect(codesOf(errors)).toEqual(['FIN_VALIDATION_FAILED']);
  expect(customer?.status).toBe('QUEUED');
  expect(stack.control.count('uploadDocuments')).toBe(1);
  expect(attachedDigests(stack.sandbox)).toEqual(digestsOf(files));
});

test('files that are not stored yet are uploaded in the next attempt', async () => {
  const { proofOfIdentity, proofOfAddress, ...rest } = filledForm(pickFiles());

  expect(withStoredFiles({ proofOfIdentity, proofOfAddress, ...rest }, [])).toEqual({
    ...rest,
    proofOfIdentity,
    proofOfAddress,
  });
});
