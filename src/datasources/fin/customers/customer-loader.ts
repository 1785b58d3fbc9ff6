import pLimit, { type LimitFunction } from 'p-limit';
import type { CustomerApi } from '../../../rules/rule-context.ts';
import type { CustomerCapabilities, ReadCustomer } from './customer-details.ts';
import type { Customers } from './customers.ts';

/** Lives as long as one GraphQL request. */
export interface CustomerLoader {
  /** Reads each customer once. Fails as `readIndividualCustomer` does. */
  load(id: string): Promise<ReadCustomer>;
  /**
   * Reads a customer's capabilities once, and the customer only if v1 has to be asked for them.
   *
   * @returns null if Fin.com has none. Fails as `load` does
   */
  loadCapabilities(id: string): Promise<CustomerCapabilities | null>;
  /** Call it after a write, so that the next caller reads the customer again. */
  forget(id: string): void;
}

interface LoaderOptions {
  readonly requestId: string;
  /** The version of the API that the account uses. */
  readonly customerApi: CustomerApi;
}

/** One GraphQL request may ask for many customers. */
const MAX_CONCURRENT_READS = 8;

export function createCustomerLoader(
  customers: Pick<Customers, 'readIndividualCustomer' | 'readCustomerCapabilities'>,
  { requestId, customerApi }: LoaderOptions,
): CustomerLoader {
  // Most requests read no customer.
  let lazyLimit: LimitFunction | undefined;
  const limit = <Result>(read: () => Promise<Result>): Promise<Result> => {
    lazyLimit ??= pLimit(MAX_CONCURRENT_READS);
    return lazyLimit(read);
  };
  const reads = new Map<string, Promise<ReadCustomer>>();
  const capabilityReads = new Map<string, Promise<CustomerCapabilities | null>>();
  /** A write does not change the version, so `forget` keeps it. */
  const versions = new Map<string, CustomerApi>();

  async function readCustomer(id: string): Promise<ReadCustomer> {
    const options = { requestId, firstVersion: versions.get(id) };
    const customer = await limit(() => customers.readIndividualCustomer(id, options));
    versions.set(id, customer.customerApi);
    return customer;
  }

  function load(id: string): Promise<ReadCustomer> {
    const read = reads.get(id) ?? readCustomer(id);
    reads.set(id, read);
    return read;
  }

  const readCapabilitiesV2 = (id: string) =>
    limit(() => customers.readCustomerCapabilities(id, { requestId }));

  async function readCapabilities(id: string): Promise<CustomerCapabilities | null> {
    const version = versions.get(id) ?? customerApi;
    if (version === 'v1' || reads.has(id)) {
      const { capabilities } = await load(id);
      return capabilities === undefined ? readCapabilitiesV2(id) : capabilities;
    }
    const capabilities = await readCapabilitiesV2(id);
    if (capabilities) return capabilities;
    // Probably v1 created the customer.
    if (!versions.has(id)) versions.set(id, 'v1');
    return (await load(id)).capabilities ?? null;
  }

  return {
    load: (id) => load(id.toLowerCase()),
    loadCapabilities(id) {
      const key = id.toLowerCase();
      const read = capabilityReads.get(key) ?? readCapabilities(key);
      capabilityReads.set(key, read);
      return read;
    },
    forget(id) {
      reads.delete(id.toLowerCase());
      capabilityReads.delete(id.toLowerCase());
    },
  };
}
