import type { CustomerMembers } from '../customers/customer-members.ts';
import type { SandboxCustomer } from '../customers/customer-record.ts';
import type { ReviewOutcome } from '../customers/review-outcome.ts';
import type { AttachedDocuments, StoredUpload } from '../documents/document-store.ts';
import type { Fault } from '../faults/fault.ts';
import type { OperationName } from '../routes.ts';
import type { SandboxSettings } from '../settings.ts';
import type { SandboxState } from '../state.ts';
import type { ErrorReading } from '../validation/validation-error.ts';
import type { Webhooks } from '../webhooks/webhooks.ts';
import type { RecordedRequest } from './recorded-request.ts';
import type { WaitOptions } from './request-log.ts';

/** Controls and inspects a running sandbox. Lists are copies, oldest first. */
export interface SandboxControl {
  /** Changes apply from the next request on. */
  readonly settings: SandboxSettings;
  /** The same as `settings.errorReading`. */
  errorReading: ErrorReading;
  readonly faults: {
    /**
     * Appends faults to the operation's queue.
     *
     * @throws {TypeError} on a header that is invalid in HTTP, or a delay out of range
     */
    script(operation: OperationName, faults: Fault | readonly Fault[]): void;
    /** Empties the queue of one operation, or of all. */
    clear(operation?: OperationName): void;
    /** The waiting faults of each operation that has some, in order. `times` is how often each one is still used. */
    waiting(): Readonly<Record<string, readonly Fault[]>>;
  };
  readonly webhooks: Webhooks;
  /** The secrets of the client that are accepted. Changes apply from the next request on. */
  readonly clientSecrets: Set<string>;
  revokeAccessTokens(): void;
  revokeRefreshTokens(): void;
  /** The newest 1,000. */
  readonly requests: readonly RecordedRequest[];
  /** Requests that arrived, whatever their outcome. */
  count(operation: OperationName): number;
  /** Attaches that took effect: the newest 1,000. */
  readonly attached: readonly AttachedDocuments[];
  attachCount(): number;
  /** Stored files, without the examples', which were never sent. */
  readonly uploads: readonly StoredUpload[];
  /** Uploads that the client aborted. */
  readonly abortedUploads: number;
  openConnections(): number;
  /** Adds an INCOMPLETE customer with a made-up person, of the version in `settings.customerApi` unless stated. */
  addCustomer(customer?: Partial<SandboxCustomer>): SandboxCustomer;
  /**
   * Makes up a customer of another client. A v2 attach answers 403, everything else as for an unknown customer.
   *
   * @returns its id
   */
  addForeignCustomer(): string;
  /**
   * As the API would return it now, with `capabilities`, for which v2 has an endpoint of its own. Does not count as a
   * request.
   */
  customer(customerId: string): CustomerMembers | undefined;
  customerCount(): number;
  readonly customers: readonly SandboxCustomer[];
  /**
   * Sets members of a customer by their wire names, or removes those that are `undefined`. They stay until the sandbox
   * itself changes them. `customer_status` ends the running review and sets what belongs to the status: a request for
   * information for REINITIATE (v2: ACTION_REQUIRED), a reason for REJECTED.
   *
   * @returns the changed customer
   * @throws {RangeError} if there is no such customer
   */
  setCustomer(customerId: string, members: CustomerMembers): CustomerMembers;
  /**
   * Ends the review of a customer now, whatever its documents are.
   *
   * @returns the changed customer
   * @throws {RangeError} if there is no such customer
   */
  endReview(customerId: string, outcome: ReviewOutcome): CustomerMembers;
  /** Advances the customers' clock, and with it reviews and webhooks. Does not affect tokens. */
  advanceClock(ms: number): void;
  /** The customers' clock, in milliseconds since 1970. */
  nowMs(): number;
  /** Resolves with request number `count` of the operation. Rejects after `timeoutMs` (30 s). */
  waitForRequest(operation: OperationName, options?: WaitOptions): Promise<RecordedRequest>;
}

export function createControl(state: SandboxState, openConnections: () => number): SandboxControl {
  const { settings, account, faults, tokens, log, clock, customers, documents, webhooks } = state;
  const membersOf = (customerId: string) => {
    const members = customers.membersOf(customerId);
    if (!members) throw new RangeError(`There is no customer ${customerId}`);
    return members;
  };
  return {
    settings,
    get errorReading() {
      return settings.errorReading;
    },
    set errorReading(reading) {
      settings.errorReading = reading;
    },
    faults: { script: faults.add, clear: faults.clear, waiting: faults.waiting },
    webhooks,
    clientSecrets: account.clientSecrets,
    revokeAccessTokens: tokens.revokeAccessTokens,
    revokeRefreshTokens: tokens.revokeRefreshTokens,
    get requests() {
      return log.requests();
    },
    count: log.count,
    get attached() {
      return documents.attached();
    },
    attachCount: documents.attachCount,
    get uploads() {
      return documents.uploads();
    },
    get abortedUploads() {
      return documents.abortedUploads();
    },
    openConnections,
    addCustomer: (customer) => customers.add(customer),
    addForeignCustomer: customers.addForeign,
    customer: (customerId) => customers.membersOf(customerId),
    customerCount: customers.count,
    get customers() {
      return customers.list();
    },
    setCustomer(customerId, members) {
      customers.setMembers(customerId, members);
      return membersOf(customerId);
    },
    endReview(customerId, outcome) {
      customers.endReview(customerId, outcome);
      return membersOf(customerId);
    },
    advanceClock: clock.advance,
    nowMs: clock.nowMs,
    waitForRequest: log.waitFor,
  };
}
