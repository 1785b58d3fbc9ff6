import DataLoader from 'dataloader';
import type { CustomerDetails } from './customer-details.ts';
import type { Customers } from './customers.ts';

/** Of one GraphQL operation. */
export interface CustomerLoader {
  /** Reads a customer once, however often it is asked for. Fails as `readIndividualCustomer` does. */
  load(id: string): Promise<CustomerDetails>;
  /** After a write: the next who asks reads anew. */
  forget(id: string): void;
}

/** A document may ask for many customers; Fin.com should not see them all at once. */
const MAX_READS_AT_ONCE = 8;

export function createCustomerLoader(
  customers: Pick<Customers, 'readIndividualCustomer'>,
  options: { readonly requestId: string },
): CustomerLoader {
  const takeTurn = createTurns(MAX_READS_AT_ONCE);
  const read = (id: string) => takeTurn(() => customers.readIndividualCustomer(id, options));
  const loader = new DataLoader<string, CustomerDetails>((ids) => settle(ids.map(read)));
  return {
    load: (id) => loader.load(id.toLowerCase()),
    forget: (id) => {
      loader.clear(id.toLowerCase());
    },
  };
}

/** As DataLoader wants it: each value, or what went wrong in its place. */
async function settle<Value>(promises: readonly Promise<Value>[]): Promise<(Value | Error)[]> {
  const results = await Promise.allSettled(promises);
  return results.map((result) => {
    if (result.status === 'fulfilled') return result.value;
    return result.reason instanceof Error ? result.reason : new Error('not an error');
  });
}

type TakeTurn = <Value>(work: () => Promise<Value>) => Promise<Value>;

/** Runs at most `places` pieces of work at a time; the others wait in the order in which they came. */
function createTurns(places: number): TakeTurn {
  let free = places;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      // A place is handed on, so that nobody who comes meanwhile takes it.
      if (next) next();
      else free += 1;
    }
  };
}
