import type {
  OnboardingQuery,
  ProofOfAddressType,
  ProofOfIdentityType,
  StandingFragment,
} from '../../generated/graphql.ts';
import type { NamedCountry } from './countries/search-countries.ts';
import type { SelectOption } from './select-field.tsx';
import { ADDRESS_TYPES, IDENTITY_TYPES } from './texts.ts';

/** What the page loads once, whoever the customer is. */
export interface FormLists {
  readonly countries: readonly NamedCountry[];
  /** States of the USA. */
  readonly states: readonly SelectOption<string>[];
  readonly maxFileBytes: number;
}

/** What the form asks for and offers. */
export interface FormOptions extends FormLists {
  readonly identityTypes: readonly SelectOption<ProofOfIdentityType>[];
  readonly addressTypes: readonly SelectOption<ProofOfAddressType>[];
  readonly hasSelfie: boolean;
}

/** @returns undefined if a list is missing */
export function toFormLists({
  countries,
  subdivisions,
  uploadLimits,
}: OnboardingQuery): FormLists | undefined {
  if (!countries || !subdivisions || !uploadLimits) return undefined;
  return {
    countries: countries.map(({ code, name }) => ({ code, name: name ?? code })),
    states: subdivisions.map(({ code, name }) => ({ value: code, text: name ?? code })),
    maxFileBytes: uploadLimits.maxFileBytes,
  };
}

/** Both proofs are always asked for, because Fin.com takes documents only as a complete set. */
export function toFormOptions(customer: StandingFragment, lists: FormLists): FormOptions {
  const accepted = (kind: 'PROOF_OF_IDENTITY' | 'PROOF_OF_ADDRESS') =>
    customer.requiredDocuments
      ?.find((required) => required.kind === kind)
      ?.acceptedTypes.map(({ type }) => type);
  return {
    ...lists,
    identityTypes: toTypeOptions(IDENTITY_TYPES, accepted('PROOF_OF_IDENTITY')),
    addressTypes: toTypeOptions(ADDRESS_TYPES, accepted('PROOF_OF_ADDRESS')),
    hasSelfie: needsSelfie(customer),
  };
}

export function needsSelfie({ requiredDocuments }: Pick<StandingFragment, 'requiredDocuments'>): boolean {
  return requiredDocuments?.some(({ kind }) => kind === 'SELFIE') ?? false;
}

/** @param accepted all types if undefined */
function toTypeOptions<Type extends string>(
  texts: Readonly<Record<Type, string>>,
  accepted: readonly string[] | undefined,
): readonly SelectOption<Type>[] {
  const isType = (type: string): type is Type => Object.hasOwn(texts, type);
  return Object.keys(texts)
    .filter(isType)
    .filter((type) => accepted?.includes(type) ?? true)
    .map((type) => ({ value: type, text: texts[type] }));
}
