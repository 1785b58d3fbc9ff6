import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { EXAMPLE_CUSTOMER } from '../example-customer.ts';
import type { SandboxSettings } from '../settings.ts';
import type { CustomerMembers, Person } from './customer-members.ts';
import {
  beginReview,
  type CustomerRecord,
  catchUp,
  force,
  newRecord,
  type SandboxCustomer,
} from './customer-record.ts';
import type { IdentityDocument } from './review-outcome.ts';

/** Customer ids are found in any case of their letters. */
export interface CustomerStore {
  /** What is left out is made up. */
  add(customer?: Partial<SandboxCustomer>, person?: Person): SandboxCustomer;
  find(customerId: string): SandboxCustomer | undefined;
  /** As a reader sees the customer at this moment. */
  membersOf(customerId: string): CustomerMembers | undefined;
  /** In the order of their creation. */
  all(): readonly CustomerMembers[];
  count(): number;
  /** Forces members; one that is undefined goes. Nothing happens for an unknown customer. */
  force(customerId: string, changes: CustomerMembers): void;
  /** Begins a review of the identity document. */
  attach(customerId: string, identity: IdentityDocument): void;
  /** Begins a review, for what was asked has come. */
  answerRequest(customerId: string): void;
}

/** The sandbox's customers; the one of the API page's own example is the first. */
export function createCustomerStore(clock: Clock, settings: SandboxSettings): CustomerStore {
  const records = new Map<string, CustomerRecord>();

  function upToDate(record: CustomerRecord): CustomerRecord {
    catchUp(record, clock.nowMs());
    return record;
  }

  function recordOf(customerId: string): CustomerRecord | undefined {
    const record = records.get(customerId.toLowerCase());
    return record && upToDate(record);
  }

  function add(customer: Partial<SandboxCustomer> = {}, person: Person = someone()): SandboxCustomer {
    const { customerId = randomUUID(), tosPoliciesValue = randomUUID() } = customer;
    const added = { customerId: customerId.toLowerCase(), tosPoliciesValue };
    // A customer that is made anew is the newest.
    records.delete(added.customerId);
    records.set(added.customerId, newRecord(added, person, clock.nowMs()));
    return added;
  }

  add(EXAMPLE_CUSTOMER, EXAMPLE_CUSTOMER.person);
  return {
    add,
    find: (customerId) => records.get(customerId.toLowerCase())?.customer,
    membersOf(customerId) {
      const record = recordOf(customerId);
      return record && { ...record.members };
    },
    all: () => [...records.values()].map((record) => ({ ...upToDate(record).members })),
    count: () => records.size,
    force(customerId, changes) {
      const record = recordOf(customerId);
      if (record) force(record, changes, clock.nowMs());
    },
    attach(customerId, identity) {
      const record = recordOf(customerId);
      if (!record) return;
      record.identity = identity;
      beginReview(record, clock.nowMs(), settings);
    },
    answerRequest(customerId) {
      const record = recordOf(customerId);
      if (record) beginReview(record, clock.nowMs(), settings);
    },
  };
}

function someone(): Person {
  return {
    first_name: 'Robin',
    last_name: 'Ashdown',
    email: `robin.ashdown.${randomUUID().slice(0, 8)}@example.com`,
    phone: '+14155550178',
    country_of_residence: 'USA',
    verification_type: 'STANDARD',
  };
}
