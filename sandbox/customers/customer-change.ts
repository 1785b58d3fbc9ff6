import type { CustomerMembers } from './customer-members.ts';

/** Something that Fin.com announces by webhook. */
export interface CustomerChange {
  readonly type: 'customer.created' | 'customer.status' | 'customer.rfi';
  /** The customer right after the change. */
  readonly members: CustomerMembers;
  readonly tosPoliciesValue: string;
}
