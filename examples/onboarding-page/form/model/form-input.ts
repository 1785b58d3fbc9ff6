import type {
  AnswerInformationRequestInput,
  AttachIndividualDocumentsInput,
} from '@fin-gateway/client/operations';
import type { FormField } from './form-fields.ts';
import type { FormCustomer, FormPlan } from './form-plan.ts';
import type { FileFieldName, FormValues, TextFieldName } from './form-values.ts';

export type FormInput =
  | { readonly mutation: 'attach'; readonly input: AttachIndividualDocumentsInput }
  | { readonly mutation: 'answer'; readonly input: AnswerInformationRequestInput };

/**
 * The input of the mutation, with the fields that are shown and no others.
 *
 * @returns undefined if a field is missing that the type of the input requires
 */
export function toInput(
  { mutation }: Pick<FormPlan, 'mutation'>,
  fields: readonly FormField[],
  values: FormValues,
  customer: Pick<FormCustomer, 'id' | 'tosPoliciesValue'>,
): FormInput | undefined {
  const members = toMembers(fields, values, customer);
  if (mutation === 'attach') {
    const input = toAttachInput(members, customer.id);
    return input && { mutation, input };
  }
  const { proofOfIdentity, proofOfAddress, tosPoliciesValue } = members;
  const answer = withoutEmpty({
    proofOfIdentity: withoutEmpty(proofOfIdentity),
    proofOfAddress: withoutEmpty(proofOfAddress),
    tosPoliciesValue,
  });
  return answer && { mutation, input: { customerId: customer.id, ...answer } };
}

type Members = ReturnType<typeof toMembers>;

function toMembers(
  fields: readonly FormField[],
  { texts, files, hasConsent }: FormValues,
  { tosPoliciesValue }: Pick<FormCustomer, 'tosPoliciesValue'>,
) {
  const text = <Name extends TextFieldName>(name: Name) =>
    (fields.some((field) => field.name === name) && texts[name]) || undefined;
  const upload = (name: FileFieldName) => {
    const field = fields.find((shown) => shown.name === name);
    const picked = files[name];
    return field && picked ? [{ ...(field.side && { side: field.side }), upload: picked.file }] : [];
  };
  const identityFiles = [...upload('proofOfIdentity.files.0'), ...upload('proofOfIdentity.files.1')];
  const addressFiles = upload('proofOfAddress.files.0');
  const areTermsShown = fields.some(({ name }) => name === 'tosPoliciesValue');
  return {
    proofOfIdentity: {
      type: text('proofOfIdentity.type'),
      country: text('proofOfIdentity.country'),
      state: text('proofOfIdentity.state'),
      number: text('proofOfIdentity.number'),
      issueDate: text('proofOfIdentity.issueDate'),
      expiryDate: text('proofOfIdentity.expiryDate'),
      files: identityFiles.length > 0 ? identityFiles : undefined,
    },
    proofOfAddress: {
      type: text('proofOfAddress.type'),
      country: text('proofOfAddress.country'),
      files: addressFiles.length > 0 ? addressFiles : undefined,
    },
    selfie: upload('selfie')[0],
    tosPoliciesValue: areTermsShown && hasConsent ? (tosPoliciesValue ?? undefined) : undefined,
  };
}

function toAttachInput(
  { proofOfIdentity, proofOfAddress, selfie, tosPoliciesValue }: Members,
  customerId: string,
): AttachIndividualDocumentsInput | undefined {
  const { type, country, state, number, issueDate, expiryDate, files } = proofOfIdentity;
  const { type: addressType, country: addressCountry, files: addressFiles } = proofOfAddress;
  if (!type || !country || !number || !issueDate || !expiryDate || !files) return undefined;
  if (!addressType || !addressCountry || !addressFiles || !tosPoliciesValue) return undefined;
  return {
    customerId,
    proofOfIdentity: { type, country, ...(state && { state }), number, issueDate, expiryDate, files },
    proofOfAddress: { type: addressType, country: addressCountry, files: addressFiles },
    ...(selfie && { selfie }),
    tosPoliciesValue,
  };
}

/** Undefined if no member has a value. */
function withoutEmpty<Members extends object>(members: Members): Partial<Members> | undefined {
  const present: Partial<Members> = { ...members };
  for (const name of keysOf(members)) {
    if (present[name] === undefined) delete present[name];
  }
  return keysOf(present).length > 0 ? present : undefined;
}

function keysOf<Members extends object>(members: Members): (keyof Members)[] {
  const isKey = (key: string): key is Extract<keyof Members, string> => Object.hasOwn(members, key);
  return Object.keys(members).filter(isKey);
}
