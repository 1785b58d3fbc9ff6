import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { CustomerApi, SandboxSettings } from '../settings.ts';
import type { CustomerChange } from './customer-change.ts';
import type { CustomerMembers, Person } from './customer-members.ts';
import {
  applyDueSteps,
  beginReview,
  type CustomerRecord,
  createRecord,
  endReview,
  type ReviewedDocuments,
  type SandboxCustomer,
  setMembers,
} from './customer-record.ts';
import { EXAMPLE_CUSTOMER } from './example-customer.ts';
import type { ReviewOutcome } from './review-outcome.ts';

/** Customers of both versions. Their ids are case-insensitive. */
export interface CustomerStore {
  /** Fills in everything that is left out. */
  add(customer?: Partial<SandboxCustomer>, person?: Person): SandboxCustomer;
  /** Makes up a customer of another client, whom only the 403 of a v2 attach reveals. */
  addForeign(): string;
  isForeign(customerId: string): boolean;
  find(customerId: string): SandboxCustomer | undefined;
  /** Oldest first. */
  list(): readonly SandboxCustomer[];
  /**
   * The customer as the API would return it now, with `capabilities`, for which v2 has an endpoint of its own.
   *
   * @param version ignores customers of the other version; both are known without it
   */
  membersOf(customerId: string, version?: CustomerApi): CustomerMembers | undefined;
  /** Oldest first. */
  all(): readonly CustomerMembers[];
  count(): number;
  /** Sets members, or removes those that are undefined. Ignores unknown customers. */
  setMembers(customerId: string, changes: CustomerMembers): void;
  /** Starts a review of the documents. */
  attach(customerId: string, documents: ReviewedDocuments): void;
  /** Ends the review now. Ignores unknown customers. */
  endReview(customerId: string, outcome: ReviewOutcome): void;
  /** Starts another review. */
  answerRequest(customerId: string): void;
  /** Calls the listener after each change. Reviews count as changes when somebody notices them. */
  onChange(listener: (change: CustomerChange) => void): void;
  /** When a review will change the status of a customer. Undefined: never. */
  nextChangeAtMs(): number | undefined;
  /** Notices all reviews that have changed a status. */
  update(): void;
}

/** Starts with the customer on the API's attach page. */
export function createCustomerStore(clock: Clock, settings: SandboxSettings): CustomerStore {
  const records = new Map<string, CustomerRecord>();
  let listener: (change: CustomerChange) => void = () => undefined;
  const announce: typeof listener = (change) => listener(change);

  function upToDate(record: CustomerRecord): CustomerRecord {
    applyDueSteps(record, clock.nowMs());
    return record;
  }

  function recordOf(customerId: string): CustomerRecord | undefined {
    const record = records.get(customerId.toLowerCase());
    return record && upToDate(record);
  }

  function change(customerId: string, act: (record: CustomerRecord) => void): void {
    const record = recordOf(customerId);
    if (record) act(record);
  }

  function add(customer: Partial<SandboxCustomer> = {}, person: Person = createPerson()): SandboxCustomer {
    const {
      customerId = randomUUID(),
      tosPoliciesValue = randomUUID(),
      version = settings.customerApi,
    } = customer;
    const added = { customerId: customerId.toLowerCase(), tosPoliciesValue, version };
    // Deleting first moves a replaced customer to the end.
    records.delete(added.customerId);
    records.set(added.customerId, createRecord(added, person, { nowMs: clock.nowMs(), announce }));
    return added;
  }

  const { person, ...example } = EXAMPLE_CUSTOMER;
  add(example, person);
  return {
    add,
    ...createForeignCustomers(),
    find: (customerId) => records.get(customerId.toLowerCase())?.customer,
    list: () => [...records.values()].map(({ customer }) => customer),
    membersOf(customerId, version) {
      const record = recordOf(customerId);
      if (!record || (version && record.customer.version !== version)) return undefined;
      return { ...record.members };
    },
    all: () => [...records.values()].map((record) => ({ ...upToDate(record).members })),
    count: () => records.size,
    setMembers: (customerId, changes) =>
      change(customerId, (record) => setMembers(record, changes, clock.nowMs())),
    attach(customerId, documents) {
      change(customerId, (record) => {
        record.documents = documents;
        beginReview(record, clock.nowMs(), settings);
      });
    },
    endReview: (customerId, outcome) =>
      change(customerId, (record) => endReview(record, outcome, clock.nowMs())),
    answerRequest: (customerId) =>
      change(customerId, (record) => beginReview(record, clock.nowMs(), settings)),
    onChange(newListener) {
      listener = newListener;
    },
    nextChangeAtMs() {
      const times = [...records.values()].flatMap(({ steps }) => steps[0]?.atMs ?? []);
      return times.length > 0 ? Math.min(...times) : undefined;
    },
    update: () => records.forEach(upToDate),
  };
}

function createForeignCustomers(): Pick<CustomerStore, 'addForeign' | 'isForeign'> {
  const ids = new Set<string>();
  return {
    addForeign() {
      const customerId = randomUUID();
      ids.add(customerId);
      return customerId;
    },
    isForeign: (customerId) => ids.has(customerId.toLowerCase()),
  };
}

function createPerson(): Person {
  return {
    first_name: 'Robin',
    last_name: 'Ashdown',
    email: `robin.ashdown.${randomUUID().slice(0, 8)}@example.com`,
    phone: '+14155550178',
    country_of_residence: 'USA',
    verification_type: 'STANDARD',
  };
}
