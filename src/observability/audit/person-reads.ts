import type { RootField } from '../../context.ts';
import type { Audit } from './audit.ts';
import { toErrorCode, toReadOutcome } from './outcome.ts';

interface FieldReads {
  readonly field: RootField;
  readonly succeeded: Set<string>;
  /** Customers that could not be read, by the error. */
  readonly failed: Map<string, { readonly error: unknown; readonly customerIds: Set<string> }>;
}

/** Collects which customers one operation has read, so that a list of customers needs one line. */
export class PersonReads {
  readonly #audit: Audit;
  readonly #requestId: string;
  /** By response key. */
  readonly #fields = new Map<string | number, FieldReads>();

  constructor(audit: Audit, requestId: string) {
    this.#audit = audit;
    this.#requestId = requestId;
  }

  /** Must be called before anything is added for the field. */
  begin(field: RootField): void {
    if (this.#fields.has(field.responseKey)) return;
    this.#fields.set(field.responseKey, { field, succeeded: new Set(), failed: new Map() });
  }

  add(responseKey: string | number, customerId: string): void {
    this.#fields.get(responseKey)?.succeeded.add(customerId);
  }

  addFailure(responseKey: string | number, customerIds: readonly string[], error: unknown): void {
    const reads = this.#fields.get(responseKey);
    if (!reads) return;
    const name = `${toReadOutcome(error)} ${toErrorCode(error)}`;
    const failure = reads.failed.get(name) ?? { error, customerIds: new Set() };
    for (const id of customerIds) failure.customerIds.add(id);
    reads.failed.set(name, failure);
  }

  /** Must be called before the client gets the result. A subscription calls it for each. */
  log(): void {
    for (const { field, succeeded, failed } of this.#fields.values()) {
      const access = { requestId: this.#requestId, field };
      if (succeeded.size > 0) {
        this.#audit.logRead({ ...access, customerIds: succeeded, outcome: 'SUCCEEDED' });
        succeeded.clear();
      }
      for (const { error, customerIds } of failed.values()) {
        const outcome = toReadOutcome(error);
        this.#audit.logRead({ ...access, customerIds, outcome, errorCode: toErrorCode(error) });
      }
      failed.clear();
    }
  }
}
