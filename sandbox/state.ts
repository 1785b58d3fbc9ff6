import type { Clock } from './clock.ts';
import { createRequestLog, type RequestLog } from './control/request-log.ts';
import { type CustomerStore, createCustomerStore } from './customers/customer-store.ts';
import { createDocumentStore, type DocumentStore } from './documents/document-store.ts';
import { createFaultQueues, type FaultQueues } from './faults/fault-queues.ts';
import type { SandboxSettings } from './settings.ts';
import { createTokenStore, type TokenStore } from './tokens/token-store.ts';
import { createWebhooks } from './webhooks/webhooks.ts';

interface Account {
  readonly clientId: string;
  /** Each of them is accepted. */
  readonly clientSecrets: Set<string>;
}

/** Everything that one sandbox remembers. */
export interface SandboxState {
  readonly settings: SandboxSettings;
  readonly account: Account;
  readonly clock: Clock;
  readonly tokens: TokenStore;
  readonly customers: CustomerStore;
  readonly documents: DocumentStore;
  readonly faults: FaultQueues;
  readonly log: RequestLog;
  readonly webhooks: ReturnType<typeof createWebhooks>;
}

export function createState(settings: SandboxSettings, account: Account, clock: Clock): SandboxState {
  const customers = createCustomerStore(clock, settings);
  return {
    settings,
    account,
    clock,
    tokens: createTokenStore(settings),
    customers,
    documents: createDocumentStore(),
    faults: createFaultQueues(),
    log: createRequestLog(),
    webhooks: createWebhooks(clock, customers),
  };
}
