import { findRepeated } from '../validation/find-repeated.ts';
import type { Violation } from '../validation/validation-error.ts';
import { SIDES } from './attach-request.ts';
import type { AttachRequestV2, IdentifyingDocument } from './attach-request-v2.ts';

/** The facts that the documents are checked against. */
interface AttachFacts {
  readonly nowMs: number;
  readonly countryOfResidence: unknown;
  readonly tosPoliciesValue: string | undefined;
}

/** The rules that a schema cannot express. */
export function checkAttachRequestV2(request: AttachRequestV2, facts: AttachFacts): Violation[] {
  const { identifying_documents: identifying, address_documents: address, tos_policies_value } = request;
  const today = new Date(facts.nowMs).toISOString().slice(0, 10);
  const violations = [
    ...checkTypes(identifying),
    ...identifying.flatMap((document, index) =>
      checkIdentifyingDocument(document, today).map(({ path, message }) => ({
        path: ['identifying_documents', index, ...path],
        message,
      })),
    ),
    ...checkUris(request),
  ];
  if (address[0]?.country !== facts.countryOfResidence) {
    const message = "must be the customer's country_of_residence";
    violations.push({ path: ['address_documents', 0, 'country'], message });
  }
  if (tos_policies_value !== facts.tosPoliciesValue) {
    const message = "must match the value in the customer's tos_policies_url";
    violations.push({ path: ['tos_policies_value'], message });
  }
  return violations;
}

function checkTypes(documents: readonly IdentifyingDocument[]): Violation[] {
  const selfies = documents.filter(({ type }) => type === 'SELFIE');
  const path = ['identifying_documents'];
  return [
    ...(selfies.length > 1 ? [{ path, message: 'must contain at most one SELFIE' }] : []),
    ...(documents.length - selfies.length > 1
      ? [{ path, message: 'must contain at most one document besides a SELFIE' }]
      : []),
  ];
}

function checkIdentifyingDocument(document: IdentifyingDocument, today: string): Violation[] {
  const { type, number, country, state, issue_date, expiry_date } = document;
  const violations = checkFiles(document);
  if (type === 'SELFIE') return violations;
  if (number === undefined) violations.push({ path: ['number'], message: 'is required' });
  if (type === 'DRIVERS_LICENSE' && country === 'USA' && state === undefined) {
    violations.push({ path: ['state'], message: "is required for a driver's license of the USA" });
  }
  const path = ['expiry_date'];
  if (expiry_date === undefined) return [...violations, { path, message: 'is required' }];
  // Dates in this format sort as text.
  if (expiry_date <= today) violations.push({ path, message: 'must be in the future' });
  if (issue_date !== undefined && expiry_date <= issue_date) {
    violations.push({ path, message: 'must be after issue_date' });
  }
  return violations;
}

function checkFiles({ type, files }: IdentifyingDocument): Violation[] {
  if (type === 'PASSPORT' || type === 'SELFIE') {
    return files.length === 1 ? [] : [{ path: ['files'], message: 'must contain exactly one file' }];
  }
  const withoutSide = files.flatMap(({ side }, index) =>
    side === undefined ? [{ path: ['files', index, 'side'], message: `is required for ${type}` }] : [],
  );
  if (withoutSide.length > 0) return withoutSide;
  const isComplete =
    files.length === SIDES.length && SIDES.every((side) => files.some((file) => file.side === side));
  return isComplete ? [] : [{ path: ['files'], message: 'must contain one FRONT and one BACK file' }];
}

/** URIs are unique over the whole request, except those of selfies. */
function checkUris(request: AttachRequestV2): Violation[] {
  const files = (['identifying_documents', 'address_documents'] as const).flatMap((list) =>
    request[list].flatMap(({ type, files: ofDocument }, index) =>
      type === 'SELFIE'
        ? []
        : ofDocument.map(({ uri }, file) => ({ path: [list, index, 'files', file, 'uri'], uri })),
    ),
  );
  const repeated = new Set(findRepeated(files.map(({ uri }) => uri)));
  return files.flatMap(({ path }, index) =>
    repeated.has(index) ? [{ path, message: 'must not be repeated' }] : [],
  );
}
