import type { GatewayContext } from '../../context.ts';
import type {
  CustomerDetails,
  RequestedInformation,
} from '../../datasources/fin/customers/customer-details.ts';
import { customerMember, type IndividualCustomerShape } from './individual-customer.ts';

const IDENTITY_TYPES = ['PASSPORT', 'NATIONAL_ID', 'DRIVERS_LICENSE', 'RESIDENCE_PERMIT'] as const;
const ADDRESS_TYPES = [...IDENTITY_TYPES, 'UTILITY_BILL', 'GOVERNMENT_LETTER', 'BANK_STATEMENT'] as const;

export type RequiredDocumentKind = 'PROOF_OF_IDENTITY' | 'PROOF_OF_ADDRESS';
export type DocumentType = (typeof ADDRESS_TYPES)[number];

export interface AcceptedDocument {
  readonly type: DocumentType;
  readonly label: string;
  /** What is usual; empty where a document has no sides. */
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

/** See `requiredDocuments`; of one customer, read if need be. */
export async function requiredDocumentsOf(
  customer: IndividualCustomerShape,
  args: object,
  context: GatewayContext,
): Promise<RequiredDocument[] | null> {
  const [status, requested] = await Promise.all([
    customerMember('status')(customer, args, context),
    customerMember('requestedInformation')(customer, args, context),
  ]);
  return requiredDocuments(status ?? null, requested ?? []);
}

/**
 * The files that a customer has to send now: those that Fin.com asks for; if it names none and waits for documents, both
 * proofs.
 *
 * @returns null if Fin.com does not tell where the customer stands
 */
export function requiredDocuments(
  status: CustomerDetails['status'],
  requested: readonly RequestedInformation[],
): RequiredDocument[] | null {
  const asked = KINDS.flatMap((kind) => askedDocument(kind, requested) ?? []);
  if (asked.length > 0) return asked;
  if (status === null || status === 'UNKNOWN') return null;
  // Open requests that name no file want something else, such as a date.
  const namesOther = requested.some(({ categories }) => categories.length > 0);
  return WAITING_FOR_DOCUMENTS.has(status) && !namesOther ? KINDS.map((kind) => toDocument(kind, [])) : [];
}

function askedDocument(
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

/** @param wanted words of Fin.com's; one that is no type, such as GOVERNMENT_ID, leaves the choice open */
function toDocument(kind: RequiredDocumentKind, wanted: readonly (string | null)[]): RequiredDocument {
  const types: readonly DocumentType[] = kind === 'PROOF_OF_IDENTITY' ? IDENTITY_TYPES : ADDRESS_TYPES;
  const named = types.filter((type) => wanted.includes(type));
  const isOpen = named.length === 0 || wanted.some((word) => !types.some((type) => type === word));
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
