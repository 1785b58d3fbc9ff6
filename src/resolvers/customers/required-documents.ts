import type { GatewayContext } from '../../context.ts';
import type {
  CustomerDetails,
  RequestedInformation,
} from '../../datasources/fin/customers/customer-details.ts';
import { type IndividualCustomerShape, resolveCustomerField } from './individual-customer.ts';

const IDENTITY_TYPES = ['PASSPORT', 'NATIONAL_ID', 'DRIVERS_LICENSE', 'RESIDENCE_PERMIT'] as const;
const ADDRESS_TYPES = [...IDENTITY_TYPES, 'UTILITY_BILL', 'GOVERNMENT_LETTER', 'BANK_STATEMENT'] as const;

export type RequiredDocumentKind = 'PROOF_OF_IDENTITY' | 'PROOF_OF_ADDRESS';
export type DocumentType = (typeof ADDRESS_TYPES)[number];

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
  PASSPORT: 'Passport',
  NATIONAL_ID: 'National identity card',
  DRIVERS_LICENSE: "Driver's license",
  RESIDENCE_PERMIT: 'Residence permit',
  UTILITY_BILL: 'Utility bill',
  GOVERNMENT_LETTER: 'Letter from a public authority',
  BANK_STATEMENT: 'Bank statement',
};

const KINDS = ['PROOF_OF_IDENTITY', 'PROOF_OF_ADDRESS'] as const;
const SECTIONS = { PROOF_OF_IDENTITY: 'proof_of_identity', PROOF_OF_ADDRESS: 'proof_of_address' } as const;
const WAITING_FOR_DOCUMENTS: ReadonlySet<CustomerDetails['status']> = new Set([
  'INCOMPLETE',
  'REINITIATE',
  'ACTION_REQUIRED',
]);

export async function resolveRequiredDocuments(
  customer: IndividualCustomerShape,
  args: object,
  context: GatewayContext,
): Promise<RequiredDocument[] | null> {
  const [status, requested] = await Promise.all([
    resolveCustomerField('status')(customer, args, context),
    resolveCustomerField('requestedInformation')(customer, args, context),
  ]);
  return requiredDocuments(status ?? null, requested ?? []);
}

/**
 * Lists the documents that the customer has to send now: those that Fin.com requests, or both proofs if Fin.com waits for
 * documents without naming any.
 *
 * @returns null if the status is unknown
 */
export function requiredDocuments(
  status: CustomerDetails['status'],
  requested: readonly RequestedInformation[],
): RequiredDocument[] | null {
  const documents = KINDS.flatMap((kind) => requestedDocument(kind, requested) ?? []);
  if (documents.length > 0) return documents;
  if (status === null || status === 'UNKNOWN') return null;
  // Open requests without a file want something else, such as a date.
  const isOtherRequested = requested.some(({ categories }) => categories.length > 0);
  return WAITING_FOR_DOCUMENTS.has(status) && !isOtherRequested
    ? KINDS.map((kind) => toDocument(kind, []))
    : [];
}

function requestedDocument(
  kind: RequiredDocumentKind,
  requested: readonly RequestedInformation[],
): RequiredDocument | undefined {
  const categories = requested
    .filter(({ section }) => section === SECTIONS[kind])
    .flatMap((information) => information.categories)
    .filter(({ fields }) => fields.some(({ fieldName }) => fieldName === 'files'));
  if (categories.length === 0) return undefined;
  return toDocument(
    kind,
    categories.map(({ documentType }) => documentType),
  );
}

/** @param requestedTypes as Fin.com names them; an unknown type, such as GOVERNMENT_ID, leaves the choice open */
function toDocument(
  kind: RequiredDocumentKind,
  requestedTypes: readonly (string | null)[],
): RequiredDocument {
  const types: readonly DocumentType[] = kind === 'PROOF_OF_IDENTITY' ? IDENTITY_TYPES : ADDRESS_TYPES;
  const named = types.filter((type) => requestedTypes.includes(type));
  const isOpen =
    named.length === 0 || requestedTypes.some((requested) => !types.some((type) => type === requested));
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
