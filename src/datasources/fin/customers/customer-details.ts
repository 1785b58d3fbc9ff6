/** The words for a customer's status: those of customers created by v1 and those of v2; an account may see both. */
export const CUSTOMER_STATUSES = [
  'INCOMPLETE',
  'QUEUED',
  'PROCESSING',
  'REVIEWING',
  'APPROVED',
  'ON_HOLD',
  'IN_COMPLIANCE',
  'REINITIATE',
  'ACTION_REQUIRED',
  'REJECTED',
] as const;
export type CustomerStatus = (typeof CUSTOMER_STATUSES)[number] | 'UNKNOWN';

export const VERIFICATION_TYPES = ['STANDARD', 'RELIANCE'] as const;
export type VerificationType = (typeof VERIFICATION_TYPES)[number];

export const REQUESTED_DATA_TYPES = ['URI', 'DATE', 'TEXT', 'ENUM'] as const;
export type RequestedDataType = (typeof REQUESTED_DATA_TYPES)[number] | 'UNKNOWN';

export const REQUESTED_FIELD_STATUSES = ['MISSING', 'EXPIRED', 'INVALID'] as const;
export type RequestedFieldStatus = (typeof REQUESTED_FIELD_STATUSES)[number] | 'UNKNOWN';

export const DOCUMENT_SIDES = ['FRONT', 'BACK'] as const;

/** What Fin.com tells of an individual. It promises none of it but the id: null is what it did not tell. */
export interface CustomerDetails {
  readonly id: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  /** As Fin.com has it: it should be ISO 3166-1 alpha-3. */
  readonly countryOfResidence: string | null;
  readonly status: CustomerStatus | null;
  readonly verificationType: VerificationType | null;
  /** With http or https. */
  readonly tosPoliciesUrl: string | null;
  readonly tosPoliciesValue: string | null;
  readonly createdAt: Date | null;
  readonly updatedAt: Date | null;
  readonly lastStatusUpdatedAt: Date | null;
  readonly capabilities: CustomerCapabilities | null;
  readonly rejectionReason: RejectionReason | null;
  readonly requestedInformation: readonly RequestedInformation[] | null;
}

export interface CustomerCapabilities {
  readonly onRamp: readonly RampCapability[];
  readonly offRamp: readonly RampCapability[];
}

export interface RampCapability {
  /** ISO 4217. */
  readonly currency: string | null;
  readonly status: boolean | null;
  readonly methods: readonly string[];
  readonly reason: { readonly forCustomer: string | null; readonly forDeveloper: string | null } | null;
}

/** What a reviewer found wrong. */
export interface Moderation {
  readonly moderationComment: string | null;
  /** An open list. */
  readonly rejectLabels: readonly string[];
}

export interface RejectionReason {
  readonly applicant: Moderation | null;
  readonly documents: readonly RejectedDocument[];
}

export interface RejectedDocument extends Moderation {
  readonly uri: string | null;
  readonly category: string | null;
}

/** One section of an open request for information. */
export interface RequestedInformation {
  /** `proof_of_identity`, `proof_of_address` or `tos_policies_value`. */
  readonly section: string | null;
  readonly categories: readonly RequestedCategory[];
}

export interface RequestedCategory {
  /** May be generic, such as `GOVERNMENT_ID`: no word that a request takes. */
  readonly documentType: string | null;
  readonly fields: readonly RequestedField[];
}

export interface RequestedField {
  readonly fieldName: string | null;
  readonly dataType: RequestedDataType;
  readonly status: RequestedFieldStatus;
  readonly reason: string | null;
  readonly side: (typeof DOCUMENT_SIDES)[number] | null;
  readonly options: readonly string[];
}
