import type { CustomerStatus } from '../generated/graphql.ts';

/** Whether Fin.com is waiting for documents. */
export function needsDocuments({ status }: { readonly status: CustomerStatus | null }): boolean {
  return status === 'INCOMPLETE' || status === 'REINITIATE' || status === 'ACTION_REQUIRED';
}
