import type { CustomerStatus } from '../../generated/graphql.ts';
import type { FormCustomer } from '../form/model/form-plan.ts';

/** The fields of a customer that the status view needs. */
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
