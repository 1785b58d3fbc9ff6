import type { SandboxState } from './exchange.ts';
import type { Fault } from './faults.ts';
import type { OperationName } from './operations.ts';
import type { RecordedRequest } from './recorded-request.ts';
import type { WaitOptions } from './request-log.ts';
import type { SandboxSettings } from './settings.ts';
import type { AttachedDocuments, SandboxCustomer, StoredUpload } from './store.ts';
import type { ErrorReading } from './validation-error.ts';

/** Steers a running sandbox and tells what it saw. Lists are copies, oldest first. */
export interface SandboxControl {
  /** May be changed at any time; holds from the next request on. */
  readonly settings: SandboxSettings;
  /** The same as `settings.errorReading`. */
  errorReading: ErrorReading;
  readonly faults: {
    /** Adds faults behind those that wait already. @throws {TypeError} on a header that HTTP cannot carry */
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
  addCustomer(customer?: Partial<SandboxCustomer>): SandboxCustomer;
  /** Resolves with the `count`-th request of the operation; rejects after `timeoutMs` (5 s). */
  waitForRequest(operation: OperationName, options?: WaitOptions): Promise<RecordedRequest>;
}

export function createControl(state: SandboxState, openConnections: () => number): SandboxControl {
  const { settings, faults, tokens, log, store } = state;
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
      return store.attached();
    },
    attachCount: store.attachCount,
    get uploads() {
      return store.uploads();
    },
    get abortedUploads() {
      return store.abortedUploads();
    },
    openConnections,
    addCustomer: store.addCustomer,
    waitForRequest: log.waitFor,
  };
}
