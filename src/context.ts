import type { Readable } from 'node:stream';
import type { Catalogue } from './datasources/fin/catalogue/catalogue.ts';
import type { CustomerLoader } from './datasources/fin/customers/customer-loader.ts';
import type { Customers } from './datasources/fin/customers/customers.ts';
import type { Documents } from './datasources/fin/documents/documents.ts';
import type { IdempotencyLedger } from './idempotency/idempotency-ledger.ts';

/** The multipart form that a request came in, as far as a resolver needs to know. */
export interface UploadForm {
  /** Files that the form announced. */
  readonly fileCount: number;
  /** The same, in any order. */
  readonly uploads: readonly Promise<{ readonly fieldName: string }>[];
  /** Why the form is refused as a whole. */
  readonly failure: Error | undefined;
  /** Which of the files that came the part was, from 0. */
  arrivalOf(partName: string): number;
  /** The bytes of a file that has begun to arrive. Until they are read, the form does not go on. */
  contentOf(partName: string): Readable | undefined;
  /** True for the first who asks: files can be read only once. */
  claim(): boolean;
  /** Resolves when the form has arrived to its end and broke no rule; rejects with a GatewayError if it did. */
  whole(): Promise<void>;
  /** The client paused for too long: nobody waits for the rest of the form. */
  stall(): void;
  /** The answer is known: nobody reads the files that are still to come. */
  abandon(): void;
}

export interface UploadPolicy {
  /** Of one file. */
  readonly maxFileBytes: number;
  /** Of one request. */
  readonly maxFiles: number;
  /** How long a client may pause. */
  readonly idleMs: number;
  /** How slowly a client may send. */
  readonly rate: { readonly minBytesPerSecond: number; readonly graceMs: number };
}

/** Who sent the request, as its access token says. */
export interface Caller {
  readonly subject: string;
  readonly scopes: ReadonlySet<string>;
  /** Undefined: not restricted. */
  readonly customerIds: ReadonlySet<string> | undefined;
  /** Claims about scopes or customers that are neither a text nor a list of texts; what can be read of them counts. */
  readonly malformedClaims: readonly string[];
}

/** One field of Query or Mutation that is being resolved. */
export interface RootField {
  readonly operationType: 'query' | 'mutation';
  readonly name: string;
  readonly args: unknown;
  readonly caller: Caller | undefined;
}

/** What a resolver may use; one per GraphQL request. */
export interface GatewayContext {
  readonly requestId: string;
  /** Undefined: callers are not checked. */
  readonly caller: Caller | undefined;
  /** Called around the resolver of each root field. */
  readonly observeRootField?: <Result>(
    field: RootField,
    resolve: () => Result,
  ) => Result | Promise<Awaited<Result>>;
  readonly customers: Customers;
  /** Reads customers for this request, each once. */
  readonly customerLoader: CustomerLoader;
  readonly documents: Documents;
  readonly catalogue: Catalogue;
  readonly now: () => Date;
  readonly uploadPolicy: UploadPolicy;
  readonly ledger: IdempotencyLedger;
  /** Given beside the document, for the one write in it. */
  requestIdempotencyKey?: string;
  /** By their names in the answer: the writes that were answered from a record. */
  readonly replayedFields: Set<string>;
  /** Undefined where the request came as JSON. */
  readonly uploadForm?: UploadForm;
}
