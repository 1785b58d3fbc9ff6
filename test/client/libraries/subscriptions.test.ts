import { EventEmitter, on } from 'node:events';
import { createClient } from 'graphql-ws';
import { expect, test } from 'vitest';
import type { GetToken } from '../../../client/src/apollo.ts';
import type { GatewayClient } from '../../../client/src/client.ts';
import { parseErrors } from '../../../client/src/errors.ts';
import { type SubscriptionTransport, socketOptions } from '../../../client/src/subscriptions.ts';
import { CustomerChangedDocument } from '../../../examples/generated/graphql.ts';
import { CUSTOMER_ID } from '../../support/example-data.ts';
import { freePort } from '../../support/network/free-port.ts';
import { startTestGateway } from '../../support/start-gateway.ts';
import { type Stack, startStack } from '../../support/start-stack.ts';
import { KIT_CLIENTS } from './kit-clients.ts';

interface Transport {
  readonly over: string;
  createTransport(url: string, getToken: GetToken): SubscriptionTransport | undefined;
}

const TRANSPORTS: readonly Transport[] = [
  { over: 'Server-Sent Events', createTransport: () => undefined },
  { over: 'a WebSocket', createTransport: (url, getToken) => createClient(socketOptions(url, getToken)) },
];
const CASES = KIT_CLIENTS.flatMap(({ name, create }) =>
  TRANSPORTS.map(({ over, createTransport }) => ({
    name,
    over,
    connect(url: string, getToken: GetToken) {
      const subscriptions = createTransport(url, getToken);
      return create({ url, getToken, ...(subscriptions && { subscriptions }) });
    },
  })),
);
// They wait for tokens to expire and for clients to connect again.
const testClients = test.concurrent.for(CASES);

/** Collects what a subscriber of the customer gets. */
function watch(client: GatewayClient, customerId = CUSTOMER_ID) {
  const emitter = new EventEmitter();
  const values = on(emitter, 'value');
  const emit = (value: unknown) => emitter.emit('value', value);
  const stop = client.subscribe(
    CustomerChangedDocument,
    { customerId },
    {
      onData: ({ individualCustomerChanged: { status } }) => emit(status),
      onError: (error) => emit(parseErrors(error)),
      onComplete: () => emit('completed'),
    },
  );
  return {
    async next(): Promise<unknown> {
      const { value = [] } = await values.next();
      return value[0];
    },
    [Symbol.dispose]: stop,
  };
}

const tokenOf = async ({ issuer }: Stack, claims = {}, expiresIn = 300) =>
  (await issuer.bearer({ expiresIn, claims })).replace('Bearer ', '');

testClients('$name over $over gets the current state and each change', async ({ connect }) => {
  await using stack = await startStack({ issuer: true, webhooks: true });
  using customer = watch(connect(stack.url, () => tokenOf(stack)));

  expect(await customer.next()).toBe('INCOMPLETE');
  stack.control.setCustomer(CUSTOMER_ID, { customer_status: 'QUEUED' });
  expect(await customer.next()).toBe('QUEUED');
  stack.control.setCustomer(CUSTOMER_ID, { customer_status: 'APPROVED' });
  expect(await customer.next()).toBe('APPROVED');
});

testClients(
  '$name over $over connects again with a new token after the old one has expired',
  async ({ connect }) => {
    await using stack = await startStack({ issuer: true });
    // Made for the first connection. With the tolerance of 30 seconds, it is valid for ten more.
    let token: string | undefined;
    // Counted by hand: vitest clears the calls of all mocks whenever a concurrent test begins.
    let refreshes = 0;
    const getToken: GetToken = async ({ refresh }) => {
      if (refresh) refreshes += 1;
      token = refresh ? await tokenOf(stack) : (token ?? (await tokenOf(stack, {}, -20)));
      return token;
    };
    using customer = watch(connect(stack.url, getToken));

    expect(await customer.next()).toBe('INCOMPLETE');
    expect(await customer.next()).toBe('INCOMPLETE');
    expect(refreshes).toBe(1);
  },
);

testClients('$name over $over connects again after the gateway was restarted', async ({ connect }) => {
  const env = { PORT: String(await freePort()) };
  await using stack = await startStack({ issuer: true, env });
  using customer = watch(connect(stack.url, () => tokenOf(stack)));
  expect(await customer.next()).toBe('INCOMPLETE');

  await stack.gateway.close();
  stack.control.setCustomer(CUSTOMER_ID, { customer_status: 'APPROVED' });
  await using _again = await startTestGateway(stack.sandbox, { ...stack.issuer.env, ...env });

  expect(await customer.next()).toBe('APPROVED');
});

testClients(
  "$name over $over reports that it may not watch another caller's customer",
  async ({ connect }) => {
    await using stack = await startStack({ issuer: true, env: { AUTH_CUSTOMER_IDS_CLAIM: 'customer_ids' } });
    const getToken = () => tokenOf(stack, { customer_ids: ['00000000-0000-4000-8000-000000000000'] });
    using customer = watch(connect(stack.url, getToken));

    expect(await customer.next()).toMatchObject([{ code: 'FORBIDDEN' }]);
  },
);
