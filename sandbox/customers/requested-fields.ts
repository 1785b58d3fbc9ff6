import { z } from 'zod/mini';
import { attachRequest } from '../documents/attach-request.ts';
import { validate } from '../validation/validate.ts';
import type { Violation } from '../validation/validation-error.ts';

/** A field of a request for information, such as `expiry_date` in `proof_of_identity`. */
export interface RequestedField {
  readonly section: string;
  readonly name: string;
  readonly isOptional: boolean;
}

/** The facts that the values of an answer are checked against. */
interface CustomerFacts {
  readonly isUpload: (uri: string) => boolean;
  readonly tosPoliciesValue: string;
}

const requests = z.array(
  z.object({
    section: z.string(),
    categories: z.array(
      z.object({
        document_type: z.optional(z.string()),
        fields: z.array(z.object({ field_name: z.string() })),
      }),
    ),
  }),
);

/** A PATCH has the members of v1, also for sections with the names of v2. */
const V1_SECTIONS: ReadonlyMap<string, string> = new Map([
  ['identifying_documents', 'proof_of_identity'],
  ['address_documents', 'proof_of_address'],
]);

/** `text` is no member itself: it stands for all text members of the section. */
const TEXT_MEMBERS = ['type', 'number', 'country'];

/**
 * Parses `request_for_information`. Returns no fields if a test has set it to another shape. Leaves out selfies, which a
 * PATCH cannot contain.
 */
export function parseRequestedFields(requestForInformation: unknown): readonly RequestedField[] {
  const result = validate(requests, requestForInformation);
  if ('violations' in result) return [];
  return result.value.flatMap(({ section, categories }) =>
    categories
      .filter(({ document_type }) => document_type !== 'SELFIE')
      .flatMap(({ fields }) => fields)
      .flatMap(({ field_name }) => toRequestedFields(V1_SECTIONS.get(section) ?? section, field_name)),
  );
}

function toRequestedFields(section: string, fieldName: string): RequestedField[] {
  const isOptional = fieldName === 'text';
  const names = isOptional ? TEXT_MEMBERS : [fieldName];
  return names.map((name) => ({ section, name, isOptional }));
}

export function findUnrequested(
  body: Readonly<Record<string, unknown>>,
  fields: readonly RequestedField[],
): Violation[] {
  const message = 'was not requested';
  return Object.entries(body).flatMap(([section, answer]) => {
    const requested = fields.filter((field) => field.section === section).map(({ name }) => name);
    if (requested.length === 0) return [{ path: [section], message }];
    if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return [];
    return Object.keys(answer)
      .filter((name) => !requested.includes(name))
      .map((name) => ({ path: [section, name], message }));
  });
}

/** The schema of a complete answer. */
export function createAnswerSchema(fields: readonly RequestedField[], facts: CustomerFacts) {
  const sections = Map.groupBy(fields, ({ section }) => section);
  const schemas = [...sections].map(([name, ofSection]) => [
    name,
    createSectionSchema(name, ofSection, facts),
  ]);
  return z.object(Object.fromEntries(schemas));
}

function createSectionSchema(
  section: string,
  fields: readonly RequestedField[],
  facts: CustomerFacts,
): z.ZodMiniType {
  if (section === 'tos_policies_value') return createTermsSchema(facts);
  const members = createMemberSchemas(section, facts);
  // Later entries win: a field that is also requested by its own name is required.
  const optionalFirst = fields.toSorted((one, other) => Number(other.isOptional) - Number(one.isOptional));
  const known = optionalFirst.flatMap(({ name, isOptional }) => {
    const member = Object.hasOwn(members, name) ? members[name] : undefined;
    return member ? [[name, isOptional ? z.optional(member) : member]] : [];
  });
  return z.object(Object.fromEntries(known));
}

/** Empty for sections that individuals do not have. */
function createMemberSchemas(
  section: string,
  { isUpload }: CustomerFacts,
): Readonly<Record<string, z.ZodMiniType>> {
  const uri = z.string().check(z.refine(isUpload, 'must be a file uploaded for this customer'));
  const { proof_of_identity: identity, proof_of_address: address } = attachRequest.shape;
  if (section === 'proof_of_identity') {
    const file = z.extend(identity.shape.files.def.element, { uri });
    return { ...identity.shape, files: notEmpty(file) };
  }
  if (section !== 'proof_of_address') return {};
  return { ...address.shape, files: notEmpty(z.object({ uri })) };
}

function createTermsSchema({ tosPoliciesValue }: CustomerFacts) {
  const message = "must match the value in the customer's tos_policies_url";
  return z.string().check(z.refine((value) => value === tosPoliciesValue, message));
}

function notEmpty(file: z.ZodMiniType) {
  return z.array(file).check(z.refine((files) => files.length > 0, 'must contain at least one file'));
}
