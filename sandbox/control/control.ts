import type { CustomerMembers } from '../customers/customer-members.ts';
import type { SandboxCustomer } from '../customers/customer-record.ts';
import type { AttachedDocuments, StoredUpload } from '../document-store.ts';
import type { Fault } from '../faults/faults.ts';
import type { SandboxState } from '../http/exchange.ts';
import type { OperationName } from '../operations.ts';
import type { SandboxSettings } from '../settings.ts';
import type { ErrorReading } from '../validation/validation-error.ts';
import type { RecordedRequest } from './recorded-request.ts';
import type { WaitOptions } from './request-log.ts';

/** Steers a running sandbox and tells what it saw. Lists are copies, oldest first. */
export interface SandboxControl {
  /** May be changed at any time; holds from the next request on. */
  readonly settings: SandboxSettings;
  /** The same as `settings.errorReading`. */
  errorReading: ErrorReading;
  readonly faults: {
    /** Adds faults behind those that wait already. @throws {TypeError} on a header that HTTP cannot carry, or a wait that no timer can do */
    script(operation: OperationName, faults: Fault | readonly Fault[]): void;
    /** Forgets what waits: of one operation, or of all. */
    clear(operation?: OperationName): void;
  };
  revokeAccessTokens(): void;
  revokeRefreshTokens(): void;
  /** The newest 1,000. */
  readonly requests: readonly RecordedRequest[];
  /** Requests that arrived, whatever became of them. */
  count(operation: OperationName): number;
  /** Attaches that took effect: the newest 1,000. */
  readonly attached: readonly AttachedDocuments[];
  attachCount(): number;
  /** Files that were stored; the example's two, which were never sent, are not among them. */
  readonly uploads: readonly StoredUpload[];
  /** Uploads whose client broke off while sending. */
  readonly abortedUploads: number;
  openConnections(): number;
  /** INCOMPLETE, with a person made up. */
  addCustomer(customer?: Partial<SandboxCustomer>): SandboxCustomer;
  /** As `GET /v1/customers/{customer_id}` would show it now, asked for nowhere and counted nowhere. */
  customer(customerId: string): CustomerMembers | undefined;
  customerCount(): number;
  /**
   * Forces members of what is read, by their wire names: any value, and `undefined` for a member that is to be
   * missing. Holds until the sandbox itself writes the member again. A `customer_status` ends the review that runs,
   * and brings what belongs to it: REINITIATE a request for information, REJECTED a reason.
   *
   * @returns the customer afterwards
   * @throws {RangeError} if there is no such customer
   */
  setCustomer(customerId: string, members: CustomerMembers): CustomerMembers;
  /** Lets the customers' clock jump: what would be reviewed by then is reviewed. Tokens live by another clock. */
  advanceClock(ms: number): void;
  /** By the customers' clock, since 1970. */
  nowMs(): number;
  /** Resolves with the `count`-th request of the operation; rejects after `timeoutMs` (5 s). */
  waitForRequest(operation: OperationName, options?: WaitOptions): Promise<RecordedRequest>;
}

export function createControl(state: SandboxState, openConnections: () => number): SandboxControl {
  const { settings, faults, tokens, log, clock, customers, documents } = state;
  return {
    settings,
    get errorReading() {
      return settings.errorReading;
    },
    set errorReading(reading) {
      settings.errorReading = reading;
    },
    faults: { script: faults.script, clear: faults.clear },
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
    customer: customers.membersOf,
    customerCount: customers.count,
    setCustomer(customerId, members) {
      customers.force(customerId, members);
      const changed = customers.membersOf(customerId);
      if (!changed) throw new RangeError(`There is no customer ${customerId}`);
      return changed;
    },
    advanceClock: clock.advance,
    nowMs: clock.nowMs,
    waitForRequest: log.waitFor,
  };
}
