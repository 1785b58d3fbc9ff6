import type { CustomerApi } from '../../../rules/rule-context.ts';
import type { FinConnection } from '../call-endpoint.ts';

export interface CustomerConnection extends FinConnection {
  /** The version of the API through which the account onboards individuals. */
  readonly customerApi: CustomerApi;
}
