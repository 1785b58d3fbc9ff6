import { expect, test, vi } from 'vitest';
import type { GetToken } from '../../../client/src/apollo.ts';
import { parseErrors } from '../../../client/src/errors.ts';
import {
  AttachIndividualDocumentsDocument,
  CustomerStatusDocument,
} from '../../../examples/generated/graphql.ts';
import { attachedDigests, digestsOf, filledForm, pickFiles } from '../../support/browser/picked-files.ts';
import { CUSTOMER_ID } from '../../support/example-data.ts';
import { type Stack, startStack } from '../../support/start-stack.ts';
import { KIT_CLIENTS } from './kit-clients.ts';

const testClients = test.for(KIT_CLIENTS);
const STATUS = { id: CUSTOMER_ID };

/** An app whose token has expired, and which gets a new one when it is asked to. */
async function expiredSession({ issuer }: Stack) {
  let token = await tokenOf(issuer, -60);
  return vi.fn<GetToken>(async ({ refresh }) => {
    if (refresh) token = await tokenOf(issuer);
    return token;
  });
}

async function tokenOf({ bearer }: Stack['issuer'], expiresIn = 300): Promise<string> {
  return (await bearer({ expiresIn })).replace('Bearer ', '');
}

const refreshes = (getToken: ReturnType<typeof vi.fn<GetToken>>) =>
  getToken.mock.calls.filter(([{ refresh }]) => refresh).length;

testClients('$name sends the access token of the app', async ({ create }) => {
  await using stack = await startStack({ issuer: true });
  const client = create({ url: stack.url, getToken: () => tokenOf(stack.issuer) });

  const { individualCustomer } = await client.execute(CustomerStatusDocument, STATUS);

  expect(individualCustomer?.id).toBe(CUSTOMER_ID);
});

testClients('$name sends files again with a new token after the old one has expired', async ({ create }) => {
  await using stack = await startStack({ issuer: true });
  const getToken = await expiredSession(stack);
  const files = pickFiles();

  await create({ url: stack.url, getToken }).execute(AttachIndividualDocumentsDocument, {
    input: filledForm(files),
  });

  expect(attachedDigests(stack.sandbox)).toEqual(digestsOf(files));
  expect(stack.control.attachCount()).toBe(1);
  expect(refreshes(getToken)).toBe(1);
});

testClients('$name refreshes the token once for requests that fail together', async ({ create }) => {
  await using stack = await startStack({ issuer: true });
  const getToken = await expiredSession(stack);
  const client = create({ url: stack.url, getToken });

  await Promise.all([
    client.execute(CustomerStatusDocument, STATUS),
    client.execute(AttachIndividualDocumentsDocument, { input: filledForm(pickFiles()) }),
  ]);

  expect(refreshes(getToken)).toBe(1);
});

test.for(
  KIT_CLIENTS.flatMap(({ name, create }) => [
    { name, create, app: 'has none', refresh: () => undefined },
    { name, create, app: 'fails to get one', refresh: () => Promise.reject(new Error('signed out')) },
  ]),
)(
  '$name reports UNAUTHENTICATED if the app is asked for a new token and $app',
  async ({ create, refresh }) => {
    await using stack = await startStack({ issuer: true });
    const getToken: GetToken = (options) => (options.refresh ? refresh() : 'expired');

    const failure = await create({ url: stack.url, getToken })
      .execute(CustomerStatusDocument, STATUS)
      .catch((error: unknown) => error);

    expect(parseErrors(failure)).toMatchObject([{ code: 'UNAUTHENTICATED' }]);
  },
);

/** Responds once as a router does that passes errors of the gateway on. Later requests are answered by the gateway. */
function behindRouter(data: unknown, path?: readonly string[]) {
  const errors = [
    { message: 'No.', path, extensions: { code: 'UNAUTHENTICATED', requestId: 'r-1', retryable: false } },
  ];
  return vi.fn(fetch).mockResolvedValueOnce(Response.json({ data, errors }));
}

testClients('$name notices a rejected token in a response with status 200', async ({ create }) => {
  await using stack = await startStack({ issuer: true });
  const viaRouter = behindRouter({ individualCustomer: null });
  const getToken: GetToken = ({ refresh }) => (refresh ? tokenOf(stack.issuer) : 'expired');

  const client = create({ url: stack.url, getToken, fetch: viaRouter });
  const { individualCustomer } = await client.execute(CustomerStatusDocument, STATUS);

  expect(individualCustomer?.id).toBe(CUSTOMER_ID);
  expect(viaRouter).toHaveBeenCalledTimes(2);
});

testClients('$name does not repeat an operation of which a part was executed', async ({ create }) => {
  const viaRouter = behindRouter({ attachIndividualDocuments: null, other: { id: '1' } });
  const getToken = vi.fn<GetToken>(() => 'expired');

  const sent = create({ url: 'http://router.example/graphql', getToken, fetch: viaRouter }).execute(
    AttachIndividualDocumentsDocument,
    { input: filledForm(pickFiles()) },
  );

  await expect(sent).rejects.toThrow();
  expect(viaRouter).toHaveBeenCalledOnce();
  expect(refreshes(getToken)).toBe(0);
});

testClients(
  '$name does not repeat a write whose result another subgraph could not complete',
  async ({ create }) => {
    const viaRouter = behindRouter(null, ['attachIndividualDocuments', 'customer', 'orders']);
    const getToken = vi.fn<GetToken>(() => 'expired');

    const sent = create({ url: 'http://router.example/graphql', getToken, fetch: viaRouter }).execute(
      AttachIndividualDocumentsDocument,
      { input: filledForm(pickFiles()) },
    );

    await expect(sent).rejects.toThrow();
    expect(viaRouter).toHaveBeenCalledOnce();
  },
);
