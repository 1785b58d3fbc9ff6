import { type FieldError, parseFieldErrors } from '@fin-gateway/client/errors';
import type {
  CountryCode,
  DocumentSide,
  DocumentType,
  NextStep,
  ProofOfAddressType,
  ProofOfIdentityType,
  RequiredDocumentKind,
} from '@fin-gateway/client/operations';

/** The fields of a customer that the form needs. */
export interface FormCustomer {
  readonly id: string;
  readonly nextStep: NextStep | null;
  readonly requiredDocuments: readonly RequiredDocument[] | null;
  /** As the gateway sends them. */
  readonly requestedFieldErrors: unknown;
  readonly requestedInformation: readonly RequestedInformation[] | null;
  readonly countryOfResidence: CountryCode | null;
  readonly tosPoliciesUrl: string | null;
  readonly tosPoliciesValue: string | null;
}

interface RequiredDocument {
  readonly kind: RequiredDocumentKind;
  readonly acceptedTypes: readonly AcceptedType<DocumentType>[];
}

interface RequestedInformation {
  readonly categories: readonly { readonly fields: readonly { readonly reason: string | null }[] }[];
}

export interface AcceptedType<Type> {
  readonly type: Type;
  readonly sides: readonly DocumentSide[];
}

/** Something that Fin.com requests. */
export interface FormRequest {
  readonly error: FieldError;
  /** The words of the reviewer. */
  readonly reason: string | undefined;
}

/** The fields of the form, and the mutation that sends them. */
export interface FormPlan {
  readonly mutation: 'attach' | 'answer';
  readonly requests: readonly FormRequest[];
  readonly needsSelfie: boolean;
  readonly identityTypes: readonly AcceptedType<ProofOfIdentityType>[];
  readonly addressTypes: readonly AcceptedType<ProofOfAddressType>[];
}

/** For requests that name no document. The sides are those that are usually needed. */
const IDENTITY_TYPES: FormPlan['identityTypes'] = [
  { type: 'PASSPORT', sides: ['FRONT'] },
  { type: 'NATIONAL_ID', sides: ['FRONT', 'BACK'] },
  { type: 'DRIVERS_LICENSE', sides: ['FRONT', 'BACK'] },
  { type: 'RESIDENCE_PERMIT', sides: ['FRONT', 'BACK'] },
];
const ADDRESS_TYPES: FormPlan['addressTypes'] = [
  { type: 'UTILITY_BILL', sides: [] },
  { type: 'BANK_STATEMENT', sides: [] },
  { type: 'GOVERNMENT_LETTER', sides: [] },
];

/** @returns undefined if there is nothing that the person can send */
export function planForm(customer: FormCustomer): FormPlan | undefined {
  const { nextStep, requiredDocuments } = customer;
  const requests = requestsOf(customer);
  const accepted = (kind: RequiredDocumentKind) =>
    requiredDocuments?.find((required) => required.kind === kind)?.acceptedTypes;
  const plan = {
    requests,
    needsSelfie: accepted('SELFIE') !== undefined,
    identityTypes: accepted('PROOF_OF_IDENTITY')?.filter(isIdentityType) ?? IDENTITY_TYPES,
    addressTypes: accepted('PROOF_OF_ADDRESS') ?? ADDRESS_TYPES,
  };
  if (nextStep === 'ATTACH_DOCUMENTS') return { ...plan, mutation: 'attach' };
  const canAnswer = nextStep === 'ANSWER_REQUEST' && requests.some(isAnswerable);
  return canAnswer ? { ...plan, mutation: 'answer' } : undefined;
}

/** Requests that the form has no field for. A selfie is only attached together with both proofs. */
export function unanswerableRequests({ mutation, requests }: FormPlan): readonly FormRequest[] {
  const isShown = mutation === 'answer' ? isAnswerable : ({ error }: FormRequest) => error.path.length > 0;
  return requests.filter((request) => !isShown(request));
}

function isAnswerable({ error: { path } }: FormRequest): boolean {
  const [, member] = path;
  return member !== undefined && member !== 'selfie';
}

/** Fin.com's requests. If Fin.com gives no reason, `message` is the gateway's own text for developers. */
export function requestsOf({
  requestedFieldErrors,
  requestedInformation,
}: Pick<FormCustomer, 'requestedFieldErrors' | 'requestedInformation'>): FormRequest[] {
  const fields = (requestedInformation ?? []).flatMap(({ categories }) =>
    categories.flatMap(({ fields }) => fields),
  );
  const reasons = new Set(fields.map(({ reason }) => reason));
  return parseFieldErrors(requestedFieldErrors).map((error) => ({
    error,
    reason: reasons.has(error.message) ? error.message : undefined,
  }));
}

function isIdentityType(accepted: AcceptedType<DocumentType>): accepted is AcceptedType<ProofOfIdentityType> {
  return IDENTITY_TYPES.some(({ type }) => type === accepted.type);
}
