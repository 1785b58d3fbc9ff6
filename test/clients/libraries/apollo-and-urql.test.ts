import { expect, test } from 'vitest';
import { AttachIndividualDocumentsDocument } from '../../../examples/generated/graphql.ts';
import {
  attachedDigests,
  digestsOf,
  filledForm,
  formWithUris,
  PERSON,
  pickFiles,
  pickHeic,
} from '../../support/browser/picked-files.ts';
import { CUSTOMER_ID } from '../../support/example-data.ts';
import { startStack } from '../../support/start-stack.ts';
import { ATTACH_TWO_CUSTOMERS } from './attach-two-customers.ts';
import { CLIENT_LIBRARIES } from './gateway-clients.ts';

const testClients = test.for(CLIENT_LIBRARIES);

testClients('$name attaches three files in one mutation, byte for byte', async ({ create }) => {
  await using stack = await startStack();
  const files = pickFiles(1_000_000);

  const { data, errors } = await create(stack.url).mutate(AttachIndividualDocumentsDocument, {
    input: filledForm(files),
  });

  expect(errors).toEqual([]);
  expect(data?.attachIndividualDocuments?.customer.id).toBe(CUSTOMER_ID);
  expect(attachedDigests(stack.sandbox)).toEqual(digestsOf(files));
  expect(stack.control.count('uploadDocuments')).toBe(1);
  expect(JSON.stringify(stack.control.requests) + stack.logged()).not.toContain(PERSON);
});

testClients("$name shows Fin.com's field errors with the URIs of the uploaded files", async ({ create }) => {
  await using stack = await startStack();

  const { data, errors } = await create(stack.url).mutate(AttachIndividualDocumentsDocument, {
    input: filledForm(pickFiles(), 'SANDBOX-422'),
  });

  expect(data).toMatchObject({ attachIndividualDocuments: null });
  expect(errors[0]?.extensions).toMatchObject({
    code: 'FIN_VALIDATION_FAILED',
    retryable: false,
    fieldErrors: [{ path: ['input', 'proofOfIdentity', 'number'], code: 'REFUSED' }],
    uploadedFiles: stack.control.uploads.map(({ uri }) => ({ uri })),
  });
  expect(errors[0]?.extensions).toMatchObject({
    uploadedFiles: [
      { path: ['input', 'proofOfIdentity', 'files', 0] },
      { path: ['input', 'proofOfIdentity', 'files', 1] },
      { path: ['input', 'proofOfAddress', 'files', 0] },
    ],
  });
  expect(stack.control.attachCount()).toBe(0);
});

testClients(
  '$name shows the path and the format of a HEIC photo, which Fin.com rejects',
  async ({ create }) => {
    await using stack = await startStack();

    const { errors } = await create(stack.url).mutate(AttachIndividualDocumentsDocument, {
      input: filledForm({ ...pickFiles(), back: pickHeic() }),
    });

    expect(errors[0]?.extensions).toMatchObject({
      code: 'UPLOAD_TYPE_NOT_ALLOWED',
      fieldErrors: [
        { path: ['input', 'proofOfIdentity', 'files', 1, 'upload'], params: { detected: 'HEIC' } },
      ],
    });
    expect(stack.control.uploads).toHaveLength(0);
  },
);

testClients(
  '$name without the preflight header gets an error that shows the line to add',
  async ({ createWithoutHeader, create, headerLine }) => {
    await using stack = await startStack();
    const variables = { input: filledForm(pickFiles()) };

    const rejected = await createWithoutHeader(stack.url).mutate(
      AttachIndividualDocumentsDocument,
      variables,
    );
    expect(rejected.errors[0]?.extensions?.['code']).toBe('CSRF_PREFLIGHT_REQUIRED');
    expect(rejected.errors[0]?.message).toContain(headerLine);
    expect(stack.control.requests).toHaveLength(0);

    const accepted = await create(stack.url).mutate(AttachIndividualDocumentsDocument, variables);
    expect(accepted.errors).toEqual([]);
    expect(stack.control.attachCount()).toBe(1);
  },
);

testClients(
  '$name without files sends JSON, needs no preflight header and gets the same field errors',
  async ({ createWithoutHeader }) => {
    await using stack = await startStack();
    const client = createWithoutHeader(stack.url);
    const attach = (number?: string) =>
      client.mutate(AttachIndividualDocumentsDocument, { input: formWithUris(number) });

    const { data } = await attach();
    const { errors } = await attach('SANDBOX-422');

    expect(data?.attachIndividualDocuments?.customer.id).toBe(CUSTOMER_ID);
    expect(errors[0]?.extensions).toMatchObject({
      code: 'FIN_VALIDATION_FAILED',
      fieldErrors: [{ path: ['input', 'proofOfIdentity', 'number'], code: 'REFUSED' }],
      upstream: { operation: 'attachIndividualDocuments', status: 422 },
    });
    expect(stack.control.count('uploadDocuments')).toBe(0);
  },
);

testClients(
  '$name shows the result of the first mutation beside the error of the second',
  async ({ create }) => {
    await using stack = await startStack();
    const files = pickFiles();

    const { data, errors } = await create(stack.url).mutate(ATTACH_TWO_CUSTOMERS, {
      first: filledForm(files),
      second: formWithUris('SANDBOX-422'),
    });

    expect(data).toMatchObject({ first: { customer: { id: CUSTOMER_ID } }, second: null });
    expect(errors.map(({ path }) => path)).toEqual([['second']]);
    expect(attachedDigests(stack.sandbox)).toEqual(digestsOf(files));
  },
);

testClients(
  '$name shows field errors for variables that do not fit the schema, although the status is 400',
  async ({ create }) => {
    await using stack = await startStack();
    const form = formWithUris('A-SECRET-NUMBER');
    // @ts-expect-error What a form in JavaScript may send all the same.
    const proofOfIdentity: typeof form.proofOfIdentity = { ...form.proofOfIdentity, country: 'Germany' };
    const responses: unknown[] = [];
    const client = create(stack.url, async (...request) => {
      const response = await fetch(...request);
      responses.push({ status: response.status, type: response.headers.get('content-type') });
      return response;
    });

    const { errors } = await client.mutate(AttachIndividualDocumentsDocument, {
      input: { ...form, proofOfIdentity },
    });

    expect(responses).toMatchObject([
      { status: 400, type: expect.stringContaining('application/graphql-response+json') },
    ]);
    expect(errors[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      fieldErrors: [{ path: ['input', 'proofOfIdentity', 'country'], code: 'UNKNOWN_VALUE' }],
    });
    expect(JSON.stringify(errors)).not.toMatch(/Germany|A-SECRET-NUMBER/);
    expect(stack.control.requests).toHaveLength(0);
  },
);

testClients('$name sends an attach once, even if its response was lost', async ({ create }) => {
  await using stack = await startStack();

  const { customer, errors } = await create(stack.url).attach(formWithUris('SANDBOX-LOST'));

  expect(customer).toBeUndefined();
  expect(errors).toMatchObject([{ outcome: 'UNKNOWN', retryable: false }]);
  expect(stack.control.count('attachIndividualDocuments')).toBe(1);
  expect(stack.control.attachCount()).toBe(1);
});

testClients(
  'the example for $name returns the customer, or the errors with the paths of their fields',
  async ({ create }) => {
    await using stack = await startStack();
    const client = create(stack.url);

    const rejected = await client.attach(formWithUris('SANDBOX-422'));
    const attached = await client.attach(formWithUris());

    expect(rejected.errors).toMatchObject([
      { fieldErrors: [{ path: ['input', 'proofOfIdentity', 'number'], code: 'REFUSED', params: {} }] },
    ]);
    expect(attached).toMatchObject({ customer: { id: CUSTOMER_ID, status: 'QUEUED' }, errors: [] });
  },
);

testClients('the example for $name throws if there is no response', async ({ create }) => {
  await using stack = await startStack();
  await stack.gateway.close();

  await expect(create(stack.url).attach(formWithUris())).rejects.toThrow('fetch failed');
});

testClients("an attach updates the customer in $name's cache without another request", async ({ create }) => {
  await using stack = await startStack();
  const client = create(stack.url);
  const shown: unknown[] = [];
  const stop = client.watchStatus((status) => shown.push(status));
  await expect.poll(() => shown).toContain('INCOMPLETE');

  await client.attach(filledForm(pickFiles()));

  await expect.poll(() => shown.at(-1)).toBe('QUEUED');
  // One for the query, one for the payload.
  expect(stack.control.count('getCustomer')).toBe(2);
  stop();
});

testClients(
  '$name caches each page of the customers, and an attach updates the customer in its page',
  async ({ create }) => {
    await using stack = await startStack();
    for (const _ of [2, 3]) stack.control.addCustomer();
    const client = create(stack.url);
    const read = async (page: number, from: 'network-only' | 'cache-only') => {
      const data = await client.readCustomers(page, from);
      return data?.individualCustomers?.customers.map(({ id, status }) => ({ id, status }));
    };

    const first = await read(1, 'network-only');
    const second = await read(2, 'network-only');
    await client.attach(formWithUris());

    expect(first).toHaveLength(2);
    expect(first?.[0]).toEqual({ id: CUSTOMER_ID, status: 'INCOMPLETE' });
    expect(second).toHaveLength(1);
    expect(await read(1, 'cache-only')).toEqual([
      { id: CUSTOMER_ID, status: 'QUEUED' },
      ...(first?.slice(1) ?? []),
    ]);
    expect(await read(2, 'cache-only')).toEqual(second);
  },
);
