import type { CustomerStatus } from '../../generated/graphql.ts';
import type { FormCustomer } from '../form/model/form-plan.ts';

/** What the status view needs to know about a customer. */
export interface StatusCustomer extends FormCustomer {
  readonly status: CustomerStatus | null;
  readonly rejectionReason: RejectionReason | null;
}

interface RejectionReason {
  readonly applicant: Comment | null;
  readonly documents: readonly Comment[] | null;
}

interface Comment {
  readonly moderationComment: string | null;
}
