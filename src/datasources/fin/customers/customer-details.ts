import type { CustomerApi } from '../../../rules/rule-context.ts';

/** Statuses of customers created through v1 and through v2. An account may see both. */
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
  'ASSOCIATED_PARTIES_REMAINING',
] as const;
export type CustomerStatus = (typeof CUSTOMER_STATUSES)[number] | 'UNKNOWN';

export const VERIFICATION_TYPES = ['STANDARD', 'RELIANCE'] as const;
export type VerificationType = (typeof VERIFICATION_TYPES)[number];

export const REQUESTED_DATA_TYPES = ['URI', 'DATE', 'TEXT', 'ENUM'] as const;
export type RequestedDataType = (typeof REQUESTED_DATA_TYPES)[number] | 'UNKNOWN';

export const REQUESTED_FIELD_STATUSES = ['MISSING', 'EXPIRED', 'INVALID'] as const;
export type RequestedFieldStatus = (typeof REQUESTED_FIELD_STATUSES)[number] | 'UNKNOWN';

export const REQUEST_SCOPES = ['CUSTOMER', 'ASSOCIATED_PARTY'] as const;
export type RequestScope = (typeof REQUEST_SCOPES)[number] | 'UNKNOWN';

export const DOCUMENT_SIDES = ['FRONT', 'BACK'] as const;

/** An individual. Fin.com guarantees only the id; members that it omits are null. */
export interface CustomerDetails {
  readonly id: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  /** Usually ISO 3166-1 alpha-3, but not validated. */
  readonly countryOfResidence: string | null;
  readonly status: CustomerStatus | null;
  readonly verificationType: VerificationType | null;
  /** An http or https URL. */
  readonly tosPoliciesUrl: string | null;
  readonly tosPoliciesValue: string | null;
  readonly createdAt: Date | null;
  readonly updatedAt: Date | null;
  readonly lastStatusUpdatedAt: Date | null;
  /** Undefined if the read does not include them: v2 has an endpoint of their own for them. */
  readonly capabilities: CustomerCapabilities | null | undefined;
  readonly rejectionReason: RejectionReason | null;
  readonly requestedInformation: readonly RequestedInformation[] | null;
}

/** A customer that was read on its own. */
export interface ReadCustomer extends CustomerDetails {
  /** The version of the API that returned the customer. */
  readonly customerApi: CustomerApi;
}

export interface CustomerCapabilities {
  readonly onRamp: readonly RampCapability[];
  readonly offRamp: readonly RampCapability[];
}

/** v2 has one for each currency and corridor, v1 one for each currency. */
export interface RampCapability {
  /** ISO 4217. */
  readonly currency: string | null;
  /** The country that receives the money. Usually ISO 3166-1 alpha-3, but not validated. */
  readonly corridor: string | null;
  readonly status: boolean | null;
  readonly methods: readonly string[];
  readonly rails: readonly RailCapability[];
  readonly reason: { readonly forCustomer: string | null; readonly forDeveloper: string | null } | null;
}

export interface RailCapability {
  readonly rail: string;
  readonly status: boolean | null;
}

/** A reviewer's findings. */
export interface Moderation {
  readonly moderationComment: string | null;
  /** Fin.com may add labels. */
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

/** One section of a pending request for information. */
export interface RequestedInformation {
  readonly scope: RequestScope | null;
  /** Such as `proof_of_identity` or `identifying_documents`. */
  readonly section: string | null;
  readonly categories: readonly RequestedCategory[];
}

export interface RequestedCategory {
  /** May be a generic term such as `GOVERNMENT_ID`, which is not valid in a request. */
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
