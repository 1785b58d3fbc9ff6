import { expect, vi } from 'vitest';
import { type SandboxOptions, startSandbox } from '../../sandbox/create-sandbox.ts';
import { createTokenProvider } from '../../src/datasources/fin/auth/token-provider.ts';
import { createTokenRenewal } from '../../src/datasources/fin/auth/token-renewal.ts';
import { createTokenEndpoint } from '../../src/datasources/fin/auth/tokens.ts';
import { createCustomers } from '../../src/datasources/fin/customers/customers.ts';
import { createHttpClient } from '../../src/datasources/fin/http/http-client.ts';
import { createLocalCustomerEvents } from '../../src/live/customer-events.ts';
import { createCustomerWatch } from '../../src/live/customer-watch.ts';
import type { CustomerApi } from '../../src/rules/rule-context.ts';
import { AMPLE_CONNECTIONS } from '../support/connection-limits.ts';
import { CUSTOMER_ID } from '../support/example-data.ts';

interface WatchSettings {
  readonly sandbox?: SandboxOptions;
  readonly customerApi?: CustomerApi;
  readonly pollMs?: number;
}

/** Watches customers of a sandbox, without a gateway. */
export async function startWatch({ sandbox: options, customerApi = 'v1', pollMs = 0 }: WatchSettings = {}) {
  const sandbox = await startSandbox({ customerApi, ...options });
  const { url: baseUrl, clientId, clientSecret, control } = sandbox;
  const http = createHttpClient({ baseUrl, timeoutMs: 10_000, connections: AMPLE_CONNECTIONS });
  const endpoint = createTokenEndpoint({ http, clientId, clientSecret });
  const tokens = createTokenProvider({ renew: createTokenRenewal(endpoint) });
  const customers = createCustomers({ http, tokens, customerApi });
  const events = createLocalCustomerEvents();
  const counts: number[] = [];
  let endedReads = 0;
  const readIndividualCustomer: typeof customers.readIndividualCustomer = (...args) =>
    customers.readIndividualCustomer(...args).finally(() => {
      endedReads += 1;
    });
  const watch = createCustomerWatch({
    customers: { readIndividualCustomer },
    events,
    pollMs,
    observer: { watchedCustomersChanged: (count) => void counts.push(count) },
  });
  return {
    control,
    /** The number of watched customers after each change. */
    counts,
    /** Resolves when so many reads have ended. */
    readsEnded: (count: number) => vi.waitFor(() => expect(endedReads).toBe(count), { timeout: 30_000 }),
    reads: () => control.count(customerApi === 'v1' ? 'getCustomer' : 'getCustomerV2'),
    /** Changes the example customer in the sandbox, and announces it. */
    async change(members: Readonly<Record<string, unknown>>) {
      control.setCustomer(CUSTOMER_ID, members);
      await events.publish(CUSTOMER_ID);
    },
    /** The current result of reading the example customer. */
    currentBody: () => ({ data: control.customer(CUSTOMER_ID) }),
    announce: () => events.publish(CUSTOMER_ID),
    subscribe: (id: string = CUSTOMER_ID) => watch.watch(id, { requestId: 'a-request-id' }),
    async [Symbol.asyncDispose]() {
      await http.close();
      await sandbox.close();
    },
  };
}
