import type { CustomerStatus } from '../../generated/graphql.ts';
import { planForm } from '../form/model/form-plan.ts';
import type { StatusCustomer } from './status-customer.ts';

/** Selects the message that the person sees. */
export type StatusKind =
  | 'received'
  | 'reviewing'
  | 'paused'
  | 'approved'
  | 'rejected'
  | 'documentsMissing'
  | 'moreNeeded'
  | 'supportNeeded'
  | 'unknown';

export type Tone = 'waiting' | 'good' | 'bad' | 'action';

export const TONES: Readonly<Record<StatusKind, Tone>> = {
  received: 'waiting',
  reviewing: 'waiting',
  paused: 'waiting',
  approved: 'good',
  rejected: 'bad',
  documentsMissing: 'action',
  moreNeeded: 'action',
  supportNeeded: 'action',
  unknown: 'waiting',
};

const WAITING: Readonly<Partial<Record<CustomerStatus, StatusKind>>> = {
  QUEUED: 'received',
  PROCESSING: 'received',
  REVIEWING: 'reviewing',
};

/** `nextStep` decides. The status only says why the person has to wait. */
export function statusKind(customer: StatusCustomer): StatusKind {
  const { nextStep, status } = customer;
  switch (nextStep) {
    case 'DONE':
      return 'approved';
    case 'CONTACT_SUPPORT':
      return 'rejected';
    case 'ATTACH_DOCUMENTS':
      return status === 'INCOMPLETE' ? 'documentsMissing' : 'moreNeeded';
    case 'ANSWER_REQUEST':
      return planForm(customer) ? 'moreNeeded' : 'supportNeeded';
    case 'WAIT':
      return WAITING[status ?? 'UNKNOWN'] ?? 'paused';
    default:
      return 'unknown';
  }
}
