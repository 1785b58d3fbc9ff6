import type { CustomerStatus } from './generated/graphql.ts';

/** Whether Fin.com waits for both proofs of the person. */
export function needsDocuments({ status }: { readonly status: CustomerStatus | null }): boolean {
  return status === 'INCOMPLETE' || status === 'REINITIATE' || status === 'ACTION_REQUIRED';
}
