import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { EXAMPLE_INPUT, inputWithNumber } from '../support/example-data.ts';
import { ATTACH, attach } from '../support/graphql-request.ts';
import { attachFields, content, filePart, sha256, uploadForm } from '../support/multipart.ts';
import { type Order, ordersSubgraph } from './orders-subgraph.ts';
import { post, startGraph } from './start-graph.ts';

const { customerId } = EXAMPLE_INPUT;
const ORDERS = [
  { id: 'order-1', owner: { id: customerId } },
  { id: 'order-2', owner: { id: '7c9e6679-7425-40de-944b-e07fc1f90ae7' } },
];

test('both subgraphs contribute to one query', async () => {
  await using graph = await startOrdersGraph();

  const answer = await graph.ask(
    `query ($input: AttachIndividualDocumentsInput!) {
      orders { id owner { id } }
      validateIndividualDocuments(input: $input) { path code }
    }`,
    { input: inputWithNumber(' ') },
  );

  expect(answer).toEqual({
    data: {
      orders: ORDERS,
      validateIndividualDocuments: [{ path: ['input', 'proofOfIdentity', 'number'], code: 'REQUIRED' }],
    },
  });
});

test("an order's owner has the data of Fin.com", async () => {
  await using graph = await startOrdersGraph();

  const answer = await graph.ask('{ orders { id owner { id status } } }', {});

  expect(answer.data).toEqual({
    orders: [
      { id: 'order-1', owner: { id: customerId, status: 'INCOMPLETE' } },
      { id: 'order-2', owner: { id: ORDERS[1]?.owner.id, status: null } },
    ],
  });
  expect(answer.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
});

test('fifty owners are read once each, eight at a time, and an unknown one does not affect the others', async () => {
  const owners = Array.from({ length: 50 }, () => randomUUID());
  const [stranger, ...people] = owners;
  const orders = [...owners, ...owners].map((id, index) => ({ id: `order-${index}`, owner: { id } }));
  await using graph = await startOrdersGraph(orders);
  const { sandbox } = graph;
  for (const id of people) sandbox.control.addCustomer({ customerId: id });
  // So long that eight reads also begin within it on a busy machine.
  sandbox.control.faults.script('getCustomer', { delayMs: 800, times: 'always' });

  const answer = await graph.ask('{ orders { owner { id status } } }', {});

  expect(answer.data).toEqual({
    orders: orders.map(({ owner: { id } }) => ({
      owner: { id, status: id === stranger ? null : 'INCOMPLETE' },
    })),
  });
  expect(new Set(answer.errors?.map(({ extensions }) => extensions?.['code']))).toEqual(
    new Set(['NOT_FOUND']),
  );
  expect(sandbox.control.count('getCustomer')).toBe(50);
  const reads = sandbox.control.requests.filter(({ operation }) => operation === 'getCustomer');
  expect(
    // Less than the delay, because timers may be early by a moment.
    mostWithin(
      750,
      reads.map(({ arrivedAtMs }) => arrivedAtMs),
    ),
  ).toBe(8);
});

test.each([
  ['v1', 'attachIndividualDocuments'],
  ['v2', 'attachIndividualDocumentsV2'],
] as const)(
  'with %s, an attach returns what both subgraphs know about the customer',
  async (customerApi, operation) => {
    await using graph = await startOrdersGraph(ORDERS, customerApi);

    const answer = await graph.ask(
      `mutation ($input: AttachIndividualDocumentsInput!) {
      attachIndividualDocuments(input: $input) { customer { id nextStep orders { id } } }
    }`,
      { input: EXAMPLE_INPUT },
    );

    expect(answer).toEqual({
      data: {
        attachIndividualDocuments: {
          customer: { id: customerId, nextStep: 'WAIT', orders: [{ id: 'order-1' }] },
        },
      },
    });
    expect(graph.sandbox.control.count(operation)).toBe(1);
  },
);

test('an error from Fin.com reaches the client unchanged, with the request id of the client', async () => {
  await using graph = await startOrdersGraph();
  const variables = { input: inputWithNumber('SANDBOX-422') };

  const direct = await post(
    graph.gateway.url,
    { query: ATTACH, variables },
    { 'x-request-id': 'checkout-1' },
  );
  const routed = await graph.ask(ATTACH, variables, { 'x-request-id': 'checkout-1' });

  const extensions = direct.errors?.[0]?.extensions;
  expect(extensions).toMatchObject({
    code: 'FIN_VALIDATION_FAILED',
    requestId: 'checkout-1',
    fieldErrors: [{ path: ['input', 'proofOfIdentity', 'number'], code: 'REFUSED' }],
  });
  expect(routed.data).toEqual({ attachIndividualDocuments: null });
  expect(routed.errors).toMatchObject([{ path: ['attachIndividualDocuments'] }]);
  expect(routed.errors?.[0]?.extensions).toEqual({ ...extensions, serviceName: 'fin' });
});

test("inputs that only the gateway can reject become field errors under the client's names", async () => {
  await using graph = await startOrdersGraph();
  const query = `mutation ($documents: AttachIndividualDocumentsInput!) {
    mine: attachIndividualDocuments(input: $documents) { customer { id } }
  }`;

  const { errors } = await graph.ask(query, { documents: { ...EXAMPLE_INPUT, customerId: 'CANARY' } });

  expect(errors).toMatchObject([
    {
      path: ['mine'],
      extensions: {
        code: 'BAD_USER_INPUT',
        fieldErrors: [{ path: ['input', 'customerId'], code: 'INVALID_FORMAT' }],
      },
    },
  ]);
  expect(JSON.stringify(errors)).not.toContain('CANARY');
});

test('with the plugin from the page, the router does not quote inputs that it rejects', async () => {
  await using graph = await startOrdersGraph();
  const { country: _, ...proofOfIdentity } = inputWithNumber('CANARY').proofOfIdentity;

  const { errors } = await graph.ask(ATTACH, { input: { ...EXAMPLE_INPUT, proofOfIdentity } });

  expect(errors).toEqual([{ message: expect.any(String), extensions: { code: 'BAD_USER_INPUT' } }]);
  expect(JSON.stringify(errors)).not.toContain('CANARY');
  expect(graph.sandbox.control.requests).toEqual([]);
});

test('files arrive byte for byte, each in its proof', async () => {
  await using graph = await startOrdersGraph();
  const [front, back, bill] = [
    content('pdf', 3_000_000, 'front'),
    content('png', 70_000),
    content('jpg', 90_000, 'bill'),
  ];
  const files = { identity: [{ upload: null }, { upload: null }], address: [{ upload: null }] } as const;

  const uploaded = await graph.send(uploadForm(front, back));
  const attached = await graph.send([
    ...attachFields(files),
    filePart('identity.0', front),
    filePart('identity.1', back),
    filePart('address.0', bill),
  ]);

  expect(uploaded).toMatchObject({
    data: { uploadDocuments: { files: [{ sha256: sha256(front) }, { sha256: sha256(back) }] } },
  });
  expect(attached).toEqual({ data: { attachIndividualDocuments: { customer: { id: customerId } } } });
  const uriOf = (bytes: Buffer) =>
    graph.sandbox.control.uploads.findLast((stored) => stored.sha256 === sha256(bytes))?.uri;
  expect(graph.sandbox.control.attached[0]?.body).toMatchObject({
    proof_of_identity: { files: [{ uri: uriOf(front) }, { uri: uriOf(back) }] },
    proof_of_address: { files: [{ uri: uriOf(bill) }] },
  });
});

test('the router also rejects a form that another site could have sent', async () => {
  await using graph = await startOrdersGraph();
  const form = uploadForm(content('pdf', 9_000));

  const refused = await graph.send(form, {});
  const withToken = await graph.send(form, { authorization: 'Bearer a-token' });

  expect(refused.errors).toMatchObject([{ extensions: { code: 'CSRF_PREFLIGHT_REQUIRED' } }]);
  expect(withToken.errors).toBeUndefined();
  expect(graph.sandbox.control.uploads).toHaveLength(1);
});

test('a subscription through the router has the current state and every change, with the data of both subgraphs', async () => {
  await using graph = await startOrdersGraph();
  const query = `subscription ($id: UUID!) {
    individualCustomerChanged(id: $id) { status orders { id } }
  }`;
  await using changes = await graph.subscribe(query, { id: customerId });
  const nextData = async () => (await changes.next()).data;
  const orders = [{ id: 'order-1' }];

  expect(await nextData()).toEqual({ individualCustomerChanged: { status: 'INCOMPLETE', orders } });
  await attach(graph.gateway.url);
  expect(await nextData()).toEqual({ individualCustomerChanged: { status: 'QUEUED', orders } });
});

test('docs/federation.md contains the tested configuration', async () => {
  const page = await readFile('docs/federation.md', 'utf8');
  const tested = await readFile('test/federation/gateway.config.ts', 'utf8');

  expect(page).toContain(tested.replace('@graphql-hive/gateway-runtime', '@graphql-hive/gateway'));
});

/** How many of the times fall into the fullest window of `ms`. A read that takes as long is one of them throughout. */
function mostWithin(ms: number, times: readonly number[]): number {
  return Math.max(...times.map((start) => times.filter((time) => time >= start && time < start + ms).length));
}

function startOrdersGraph(orders: readonly Order[] = ORDERS, customerApi: 'v1' | 'v2' = 'v1') {
  return startGraph(ordersSubgraph(orders), { FIN_CUSTOMER_API: customerApi });
}
