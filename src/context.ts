import type { Caller } from './callers/caller.ts';
import type { Catalogue } from './datasources/fin/catalogue/catalogue.ts';
import type { CustomerLoader } from './datasources/fin/customers/customer-loader.ts';
import type { Customers } from './datasources/fin/customers/customers.ts';
import type { Documents } from './datasources/fin/documents/documents.ts';
import type { IdempotencyLedger } from './idempotency/idempotency-ledger.ts';
import type { CustomerEvents } from './live/customer-events.ts';
import type { CustomerWatch } from './live/customer-watch.ts';
import type { CustomerApi } from './rules/rule-context.ts';
import type { UploadForm, UploadPolicy } from './uploads/upload-form.ts';

/** A field of Query or Mutation that is being resolved, or a field of Subscription that is being subscribed to. */
export interface RootField {
  readonly operationType: 'query' | 'mutation' | 'subscription';
  readonly name: string;
  /** Its name or alias in the response. */
  readonly responseKey: string | number;
  readonly args: unknown;
  readonly caller: Caller | undefined;
  readonly idempotencyKey: string | undefined;
  /** Whether it names a customer, or returns customers. */
  readonly concernsPersons: boolean;
}

/** Notified of the customers that an operation has read. */
export interface PersonReadObserver {
  add(responseKey: RootField['responseKey'], customerId: string): void;
  addFailure(responseKey: RootField['responseKey'], customerIds: readonly string[], error: unknown): void;
}

/** Everything a resolver may use; one object per GraphQL request. */
export interface GatewayContext {
  readonly requestId: string;
  /** Undefined: callers are not authenticated. */
  readonly caller: Caller | undefined;
  /** Called around the resolver of each root field. */
  readonly observeRootField?: <Result>(
    field: RootField,
    resolve: () => Result,
  ) => Result | Promise<Awaited<Result>>;
  /** Called around the resolvers of customers' fields. */
  readonly personReads?: PersonReadObserver;
  /** Called right before a write is sent. Throws if it must not be sent. */
  readonly beforeWrite?: (phase: 'FILES_STARTED' | 'STARTED') => Promise<void>;
  readonly customers: Customers;
  /** Reads each customer at most once per request. */
  readonly customerLoader: CustomerLoader;
  readonly customerWatch: CustomerWatch;
  readonly customerEvents: Pick<CustomerEvents, 'publish'>;
  readonly documents: Documents;
  readonly catalogue: Catalogue;
  readonly now: () => Date;
  /** The version of Fin.com's API through which the account onboards individuals. */
  readonly customerApi: CustomerApi;
  readonly uploadPolicy: UploadPolicy;
  readonly ledger: IdempotencyLedger;
  /** From the header or the request's extensions, for the only write of the operation. */
  requestIdempotencyKey?: string;
  /** Response keys of the writes that were replayed from a record. */
  readonly replayedFields: Set<string>;
  /** Undefined for JSON requests. */
  readonly uploadForm?: UploadForm;
}
