import type { Operation } from '../errors/upstream-error.ts';

export interface AttemptEnd {
  readonly status?: number;
  /** Why there is no answer, or none of use: a code such as ECONNREFUSED or ERR_TLS_CERT_ALTNAME_INVALID, never a message. */
  readonly failure?: string;
}

export interface ObservedAttempt {
  /** To send along. */
  readonly headers?: Readonly<Record<string, string>>;
  end(end: AttemptEnd): void;
}

/** Sees every exchange with Fin.com, but never what is sent or received. */
export interface AttemptObserver {
  /** One exchange; a call that is sent again has several. */
  attemptStarted(operation: Operation, requestId: string | undefined): ObservedAttempt;
}
