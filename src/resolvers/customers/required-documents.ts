import type { GatewayContext } from '../../context.ts';
import type {
  CustomerDetails,
  RequestedInformation,
} from '../../datasources/fin/customers/customer-details.ts';
import type { CustomerApi } from '../../rules/rule-context.ts';
import { ADDRESS_TYPES, IDENTITY_TYPES } from '../documents/document-types.ts';
import { type IndividualCustomerShape, resolveCustomerField } from './individual-customer.ts';
import { nextStep } from './next-step.ts';
import { listRequestedItems, type RequestedItem } from './requested-items.ts';

type Proof = 'PROOF_OF_IDENTITY' | 'PROOF_OF_ADDRESS';
export type RequiredDocumentKind = Proof | 'SELFIE';
export type DocumentType = (typeof ADDRESS_TYPES.v1)[number];

export interface AcceptedDocument {
  readonly type: DocumentType;
  readonly label: string;
  /** The sides that are usually needed; empty if the document has no sides. */
  readonly sides: readonly ('FRONT' | 'BACK')[];
}

export interface RequiredDocument {
  readonly kind: RequiredDocumentKind;
  readonly label: string;
  readonly acceptedTypes: readonly AcceptedDocument[];
}

const LABELS: Readonly<Record<RequiredDocumentKind | DocumentType, string>> = {
  PROOF_OF_IDENTITY: 'Proof of identity',
  PROOF_OF_ADDRESS: 'Proof of address, not older than three months',
  SELFIE: 'Selfie',
  PASSPORT: 'Passport',
  NATIONAL_ID: 'National identity card',
  DRIVERS_LICENSE: "Driver's license",
  RESIDENCE_PERMIT: 'Residence permit',
  UTILITY_BILL: 'Utility bill',
  GOVERNMENT_LETTER: 'Letter from a public authority',
  BANK_STATEMENT: 'Bank statement',
};

const PROOFS = ['PROOF_OF_IDENTITY', 'PROOF_OF_ADDRESS'] as const;
const SELFIE: RequiredDocument = { kind: 'SELFIE', label: LABELS.SELFIE, acceptedTypes: [] };
const MEMBERS = { PROOF_OF_IDENTITY: 'proofOfIdentity', PROOF_OF_ADDRESS: 'proofOfAddress' } as const;

export async function resolveRequiredDocuments(
  customer: IndividualCustomerShape,
  args: object,
  context: GatewayContext,
): Promise<RequiredDocument[] | null> {
  const [status, requested, customerApi] = await Promise.all([
    resolveCustomerField('status')(customer, args, context),
    resolveCustomerField('requestedInformation')(customer, args, context),
    resolveCustomerField('customerApi')(customer, args, context),
  ]);
  return requiredDocuments(status ?? null, requested ?? [], {
    customerApi: context.customerApi,
    // An attach with a selfie never goes through v1, so it would fail for a customer that v1 created.
    includesSelfie: context.customerApi === 'v2' && customerApi === 'v2',
  });
}

interface OnboardingRules {
  /** The version of the API that the account uses, which decides on the document types. */
  readonly customerApi: CustomerApi;
  /** Whether a complete set of documents has a selfie. */
  readonly includesSelfie: boolean;
}

/**
 * Lists the documents that the customer has to send now: those that Fin.com requests, or all of them if Fin.com waits for
 * documents without naming any. A selfie can only be attached together with both proofs.
 *
 * @returns null if the status is unknown
 */
export function requiredDocuments(
  status: CustomerDetails['status'],
  requested: readonly RequestedInformation[],
  { customerApi, includesSelfie }: OnboardingRules = { customerApi: 'v1', includesSelfie: false },
): RequiredDocument[] | null {
  const items = listRequestedItems(requested);
  const isSelfieRequested = items.some(({ member }) => member === 'selfie');
  const proofs = PROOFS.map((kind) => ({ kind, types: requestedTypes(kind, items) }));
  const named = proofs.filter(({ types }) => types.length > 0);
  const toDocuments = (chosen: typeof proofs) =>
    chosen.map(({ kind, types }) => toProof(kind, types, customerApi));
  if (named.length > 0 && !isSelfieRequested) return toDocuments(named);
  if (isSelfieRequested || nextStep(status, requested) === 'ATTACH_DOCUMENTS') {
    return [...toDocuments(proofs), ...(isSelfieRequested || includesSelfie ? [SELFIE] : [])];
  }
  return status === null || status === 'UNKNOWN' ? null : [];
}

/** The types of the files that Fin.com requests, as Fin.com names them. */
function requestedTypes(kind: Proof, items: readonly RequestedItem[]): (string | null)[] {
  return items
    .filter(({ member, field }) => member === MEMBERS[kind] && field.fieldName === 'files')
    .map(({ documentType }) => documentType);
}

/** @param requested an unknown type, such as GOVERNMENT_ID, leaves the choice open */
function toProof(
  kind: Proof,
  requested: readonly (string | null)[],
  customerApi: CustomerApi,
): RequiredDocument {
  const types: readonly DocumentType[] =
    kind === 'PROOF_OF_IDENTITY' ? IDENTITY_TYPES : ADDRESS_TYPES[customerApi];
  const named = types.filter((type) => requested.includes(type));
  const isOpen = named.length === 0 || requested.some((name) => !types.some((type) => type === name));
  return {
    kind,
    label: LABELS[kind],
    acceptedTypes: (isOpen ? types : named).map((type) => ({
      type,
      label: LABELS[type],
      sides: kind === 'PROOF_OF_IDENTITY' ? sidesOf(type) : [],
    })),
  };
}

function sidesOf(type: DocumentType): AcceptedDocument['sides'] {
  return type === 'PASSPORT' ? ['FRONT'] : ['FRONT', 'BACK'];
}
