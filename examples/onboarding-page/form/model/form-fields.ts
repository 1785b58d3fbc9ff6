import type { DocumentSide } from '@fin-gateway/client/operations';
import type { FormPlan } from './form-plan.ts';
import type { FieldName, FormValues } from './form-values.ts';

export interface FormField {
  readonly name: FieldName;
  /** Optional fields may be required after all, which the gateway knows. */
  readonly isRequired: boolean;
  readonly side?: DocumentSide;
}

type Values = Pick<FormValues, 'texts'>;

/** The fields to show, in the order of the form. They depend on the type of document that was chosen. */
export function fieldsOf(plan: FormPlan, values: Values): readonly FormField[] {
  const all: readonly FormField[] = [
    ...required('proofOfIdentity.type', 'proofOfIdentity.country'),
    ...(hasState(values) ? [{ name: 'proofOfIdentity.state', isRequired: plan.needsSelfie } as const] : []),
    ...required('proofOfIdentity.number', 'proofOfIdentity.issueDate', 'proofOfIdentity.expiryDate'),
    ...identityFiles(plan, values),
    ...required('proofOfAddress.type', 'proofOfAddress.country', 'proofOfAddress.files.0'),
    ...(plan.needsSelfie ? required('selfie') : []),
    ...required('tosPoliciesValue'),
  ];
  return plan.mutation === 'attach' ? all : all.flatMap((field) => requestedField(plan, field));
}

export function needsTerms(plan: FormPlan): boolean {
  return fieldsOf(plan, { texts: {} }).some(({ name }) => name === 'tosPoliciesValue');
}

function required(...names: readonly FieldName[]): FormField[] {
  return names.map((name) => ({ name, isRequired: true }));
}

/** API v2 needs the issuing state of these licenses. v1 ignores it. */
function hasState({ texts }: Values): boolean {
  return texts['proofOfIdentity.type'] === 'DRIVERS_LICENSE' && texts['proofOfIdentity.country'] === 'USA';
}

/** The members that a request for an unnamed text of a proof may mean. */
const UNNAMED_TEXT = /\.(type|number|country)$/;

function requestedField({ requests }: FormPlan, field: FormField): FormField[] {
  const { name } = field;
  const paths = requests.map(({ error }) => error.path.slice(1).join('.')).filter(Boolean);
  if (
    name !== 'selfie' &&
    paths.some((path) => name === path || name === `${path}.0` || name === `${path}.1`)
  )
    return [field];
  const [proof] = name.split('.');
  return proof !== name && paths.some((path) => path === proof) && UNNAMED_TEXT.test(name)
    ? [{ ...field, isRequired: false }]
    : [];
}

/**
 * One file for each side, in the order in which they are sent. Only the first is required here: how many a document needs
 * depends on the version of Fin.com's API, which the gateway knows.
 */
function identityFiles(plan: FormPlan, { texts }: Values): FormField[] {
  const chosen = plan.identityTypes.filter(({ type }) => type === texts['proofOfIdentity.type']);
  const requested = requestedSides(plan);
  const sides = requested.length > 0 ? requested : sidesOf(chosen.length > 0 ? chosen : plan.identityTypes);
  return sides.map((side, index) => ({
    name: index === 0 ? 'proofOfIdentity.files.0' : 'proofOfIdentity.files.1',
    side,
    isRequired: index === 0 || requested.length > 0,
  }));
}

/** Empty if Fin.com does not say which sides it needs. */
function requestedSides({ mutation, requests }: FormPlan): readonly DocumentSide[] {
  if (mutation === 'attach') return [];
  const sides = requests
    .filter(({ error }) => error.path.join('.') === 'input.proofOfIdentity.files')
    .map(({ error: { params } }) => ('side' in params ? params.side : undefined));
  return sides.includes(undefined) ? [] : SIDES.filter((side) => sides.includes(side));
}

const SIDES = ['FRONT', 'BACK'] as const satisfies readonly DocumentSide[];

function sidesOf(types: FormPlan['identityTypes']): readonly DocumentSide[] {
  const sides = types.flatMap((type) => type.sides);
  return SIDES.filter((side) => side === 'FRONT' || sides.includes(side));
}
