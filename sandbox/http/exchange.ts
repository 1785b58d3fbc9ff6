import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../clock.ts';
import type { OpenRecord } from '../control/recorded-request.ts';
import type { RequestLog } from '../control/request-log.ts';
import type { CustomerStore } from '../customers/customer-store.ts';
import type { DocumentStore } from '../document-store.ts';
import type { FaultQueues } from '../faults/faults.ts';
import type { PathParameters } from '../operations.ts';
import type { SandboxSettings } from '../settings.ts';
import type { TokenStore } from '../token-store.ts';

/** One request in hand. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly record: OpenRecord;
  /** Ends the record; only the first call counts. */
  readonly settle: (status: number | 'aborted') => void;
  /** Judged when the head arrived: a token that ends while a file streams in was good enough. */
  readonly isAuthorized: boolean;
  readonly parameters: PathParameters;
}

/** The sandbox's state, made once for each sandbox. */
export interface SandboxState {
  readonly settings: SandboxSettings;
  readonly account: { readonly clientId: string; readonly clientSecret: string };
  readonly clock: Clock;
  readonly tokens: TokenStore;
  readonly customers: CustomerStore;
  readonly documents: DocumentStore;
  readonly faults: FaultQueues;
  readonly log: RequestLog;
}
