import { z } from 'zod/mini';
import type { Violation } from '../validation/validation-error.ts';
import { check } from '../validation/violations.ts';
import { attachRequest } from './attach-request.ts';

/** One field that a request for information asks for, such as `expiry_date` of `proof_of_identity`. */
export interface RequestedField {
  readonly section: string;
  readonly name: string;
  /** May be given and need not be. */
  readonly isOptional: boolean;
}

/** What answers are measured by. */
interface Answerer {
  readonly isUpload: (uri: string) => boolean;
  readonly tosPoliciesValue: string;
}

const requests = z.array(
  z.object({
    section: z.string(),
    categories: z.array(z.object({ fields: z.array(z.object({ field_name: z.string() })) })),
  }),
);

/** A field may be called `text` and name no member; it stands for all members of the section that are texts. */
const TEXT_MEMBERS = ['type', 'number', 'country'];

/** Reads `request_for_information`; one that a test forced and that has another shape asks for nothing. */
export function requestedFields(requestForInformation: unknown): readonly RequestedField[] {
  const checked = check(requests, requestForInformation);
  if ('violations' in checked) return [];
  return checked.value.flatMap(({ section, categories }) =>
    categories.flatMap(({ fields }) =>
      fields.flatMap(({ field_name }) =>
        namesOf(field_name).map((name) => ({ section, name, isOptional: field_name === 'text' })),
      ),
    ),
  );
}

function namesOf(fieldName: string): readonly string[] {
  return fieldName === 'text' ? TEXT_MEMBERS : [fieldName];
}

/** What the body gives and nobody asked for. */
export function unrequested(
  body: Readonly<Record<string, unknown>>,
  fields: readonly RequestedField[],
): Violation[] {
  const message = 'was not requested';
  return Object.entries(body).flatMap(([section, given]) => {
    const asked = fields.filter((field) => field.section === section).map(({ name }) => name);
    if (asked.length === 0) return [{ path: [section], message }];
    if (typeof given !== 'object' || given === null || Array.isArray(given)) return [];
    return Object.keys(given)
      .filter((name) => !asked.includes(name))
      .map((name) => ({ path: [section, name], message }));
  });
}

/** What a whole answer looks like. */
export function answerSchema(fields: readonly RequestedField[], answerer: Answerer) {
  const sections = [...new Set(fields.map(({ section }) => section))];
  return z.object(
    Object.fromEntries(
      sections.map((section) => [
        section,
        sectionSchema(
          section,
          fields.filter((field) => field.section === section),
          answerer,
        ),
      ]),
    ),
  );
}

function sectionSchema(
  section: string,
  fields: readonly RequestedField[],
  answerer: Answerer,
): z.ZodMiniType {
  if (section === 'tos_policies_value') return termsSchema(answerer);
  const members = memberSchemas(section, answerer);
  // Later ones win: a field that is asked for by its own name is not optional.
  const ordered = fields.toSorted((one, other) => Number(other.isOptional) - Number(one.isOptional));
  const known = ordered.flatMap(({ name, isOptional }) => {
    const member = Object.hasOwn(members, name) ? members[name] : undefined;
    return member ? [[name, isOptional ? z.optional(member) : member]] : [];
  });
  return z.object(Object.fromEntries(known));
}

/** Empty for a section that no individual has. */
function memberSchemas(section: string, { isUpload }: Answerer): Readonly<Record<string, z.ZodMiniType>> {
  const uri = z.string().check(z.refine(isUpload, 'must be a file that was uploaded for this customer'));
  const { proof_of_identity: identity, proof_of_address: address } = attachRequest.shape;
  if (section === 'proof_of_identity') {
    const file = z.extend(identity.shape.files.def.element, { uri });
    return { ...identity.shape, files: filled(file) };
  }
  if (section !== 'proof_of_address') return {};
  return { ...address.shape, files: filled(z.object({ uri })) };
}

function termsSchema({ tosPoliciesValue }: Answerer) {
  const message = "must be the value from the customer's tos_policies_url";
  return z.string().check(z.refine((value) => value === tosPoliciesValue, message));
}

function filled(file: z.ZodMiniType) {
  return z.array(file).check(z.refine((files) => files.length > 0, 'must have a file'));
}
