import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { SandboxSettings } from '../settings.ts';
import type { CustomerMembers, Person } from './customer-members.ts';
import {
  applyDueSteps,
  beginReview,
  type CustomerRecord,
  createRecord,
  type SandboxCustomer,
  setMembers,
} from './customer-record.ts';
import { EXAMPLE_CUSTOMER } from './example-customer.ts';
import type { IdentityDocument } from './review-outcome.ts';

/** Customer ids are case-insensitive. */
export interface CustomerStore {
  /** Fills in everything that is left out. */
  add(customer?: Partial<SandboxCustomer>, person?: Person): SandboxCustomer;
  find(customerId: string): SandboxCustomer | undefined;
  /** The customer as the API would return it now. */
  membersOf(customerId: string): CustomerMembers | undefined;
  /** Oldest first. */
  all(): readonly CustomerMembers[];
  count(): number;
  /** Sets members, or removes those that are undefined. Ignores unknown customers. */
  setMembers(customerId: string, changes: CustomerMembers): void;
  /** Starts a review of the identity document. */
  attach(customerId: string, identity: IdentityDocument): void;
  /** Starts another review. */
  answerRequest(customerId: string): void;
}

/** Starts with the customer on the API's attach page. */
export function createCustomerStore(clock: Clock, settings: SandboxSettings): CustomerStore {
  const records = new Map<string, CustomerRecord>();

  function upToDate(record: CustomerRecord): CustomerRecord {
    applyDueSteps(record, clock.nowMs());
    return record;
  }

  function recordOf(customerId: string): CustomerRecord | undefined {
    const record = records.get(customerId.toLowerCase());
    return record && upToDate(record);
  }

  function add(customer: Partial<SandboxCustomer> = {}, person: Person = createPerson()): SandboxCustomer {
    const { customerId = randomUUID(), tosPoliciesValue = randomUUID() } = customer;
    const added = { customerId: customerId.toLowerCase(), tosPoliciesValue };
    // Deleting first moves a replaced customer to the end.
    records.delete(added.customerId);
    records.set(added.customerId, createRecord(added, person, clock.nowMs()));
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
    setMembers(customerId, changes) {
      const record = recordOf(customerId);
      if (record) setMembers(record, changes, clock.nowMs());
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
