import { createFetchClient } from '@fin-gateway/client/client';
import { parseWarnings } from '@fin-gateway/client/quality';
import { createWriter } from '@fin-gateway/client/write';
import { expect, test } from 'vitest';
import { attachedDigests, digestsOf, filledForm, pickFiles } from '../../support/browser/picked-files.ts';
import { CUSTOMER_ID } from '../../support/example-data.ts';
import { startStack } from '../../support/start-stack.ts';

test('files and fields reach Fin.com in one attach', async () => {
  await using stack = await startStack();
  const writer = createWriter({ client: createFetchClient({ url: stack.url }) });
  const files = pickFiles();

  const result = await writer.attachDocuments(filledForm(files));

  expect(result).toMatchObject({
    state: 'SUCCEEDED',
    replayed: false,
    data: { customer: { id: CUSTOMER_ID, status: 'QUEUED' } },
  });
  expect(stack.control.attachCount()).toBe(1);
  expect(attachedDigests(stack.sandbox)).toEqual(digestsOf(files));
});

test('a passport that expires soon is attached with a warning', async () => {
  await using stack = await startStack();
  const writer = createWriter({ client: createFetchClient({ url: stack.url }) });
  const form = filledForm(pickFiles());
  const expiryDate = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);

  const result = await writer.attachDocuments({
    ...form,
    proofOfIdentity: { ...form.proofOfIdentity, expiryDate },
  });

  expect(parseWarnings(result.state === 'SUCCEEDED' ? result.data.warnings : [])).toContainEqual(
    expect.objectContaining({ path: ['input', 'proofOfIdentity', 'expiryDate'], code: 'EXPIRES_SOON' }),
  );
});
