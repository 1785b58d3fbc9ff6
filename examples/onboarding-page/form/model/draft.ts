import type { FormLists } from '../form-lists.ts';
import type { AcceptedType, FormPlan } from './form-plan.ts';
import type { FormValues } from './form-values.ts';

type Texts = FormValues['texts'];

const PREFIX = 'draft:';

/** Keeps the fields of the form as long as the tab is open. Browsers have no way to keep files. */
export function saveDraft(customerId: string, texts: Texts): void {
  try {
    sessionStorage.setItem(PREFIX + customerId, JSON.stringify(texts));
  } catch {
    // The person has turned storage off, or it is full.
  }
}

/** The fields that were kept, without choices that the form no longer offers. Undefined if there are none. */
export function readDraft(
  customerId: string,
  plan: FormPlan,
  { countries, states }: FormLists,
): Texts | undefined {
  const stored = readStored(customerId);
  const text = (name: keyof Texts) => (typeof stored[name] === 'string' ? stored[name] : undefined);
  const choice = <Value extends string>(name: keyof Texts, values: readonly Value[]) =>
    values.find((value) => value === stored[name]);
  const countryCodes = countries.map(({ code }) => code);
  const texts: Texts = {
    'proofOfIdentity.type': choice('proofOfIdentity.type', typesOf(plan.identityTypes)),
    'proofOfIdentity.country': choice('proofOfIdentity.country', countryCodes),
    'proofOfIdentity.state': choice(
      'proofOfIdentity.state',
      states.map(({ value }) => value),
    ),
    'proofOfIdentity.number': text('proofOfIdentity.number'),
    'proofOfIdentity.issueDate': text('proofOfIdentity.issueDate'),
    'proofOfIdentity.expiryDate': text('proofOfIdentity.expiryDate'),
    'proofOfAddress.type': choice('proofOfAddress.type', typesOf(plan.addressTypes)),
    'proofOfAddress.country': choice('proofOfAddress.country', countryCodes),
  };
  return Object.values(texts).some(Boolean) ? texts : undefined;
}

function typesOf<Type>(accepted: readonly AcceptedType<Type>[]): readonly Type[] {
  return accepted.map(({ type }) => type);
}

export function clearDraft(customerId: string): void {
  try {
    sessionStorage.removeItem(PREFIX + customerId);
  } catch {
    // Nothing was kept.
  }
}

/** For the sign-out: the next person must not see what this one entered. */
export function clearDrafts(): void {
  try {
    const keys = Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX));
    for (const key of keys) sessionStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}

function readStored(customerId: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(sessionStorage.getItem(PREFIX + customerId) ?? '{}'));
  } catch {
    return {};
  }
}
