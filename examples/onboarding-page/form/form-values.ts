import type {
  AttachIndividualDocumentsInput,
  CountryCode,
  ProofOfAddressType,
  ProofOfIdentityType,
} from '../../generated/graphql.ts';

export interface PickedFile {
  readonly file: File;
  /** A problem with the content, if the page can detect it. */
  readonly error?: string | undefined;
  /** The URI at Fin.com, once the file has been uploaded. */
  readonly uri?: string | undefined;
}

export interface FormValues {
  readonly identityType: ProofOfIdentityType | '';
  readonly identityCountry: CountryCode | '';
  /** ISO 3166-2 code. Asked for only if `hasState`. */
  readonly identityState: string;
  readonly number: string;
  readonly issueDate: string;
  readonly expiryDate: string;
  readonly front: PickedFile | undefined;
  readonly back: PickedFile | undefined;
  readonly addressType: ProofOfAddressType | '';
  readonly addressCountry: CountryCode | '';
  readonly addressProof: PickedFile | undefined;
  readonly selfie: PickedFile | undefined;
  readonly consent: boolean;
}
export type FieldName = keyof FormValues;
export type FileFieldName = 'front' | 'back' | 'addressProof' | 'selfie';

export const EMPTY_FORM: FormValues = {
  identityType: '',
  identityCountry: '',
  identityState: '',
  number: '',
  issueDate: '',
  expiryDate: '',
  front: undefined,
  back: undefined,
  addressType: '',
  addressCountry: '',
  addressProof: undefined,
  selfie: undefined,
  consent: false,
};

export function hasBackSide(type: FormValues['identityType']): boolean {
  return type !== 'PASSPORT';
}

/** API v2 needs the issuing state of these licenses. v1 ignores it. */
export function hasState({
  identityType,
  identityCountry,
}: Pick<FormValues, 'identityType' | 'identityCountry'>): boolean {
  return identityType === 'DRIVERS_LICENSE' && identityCountry === 'USA';
}

/** The files of the identity document, in the order in which they are sent. */
function identityFiles({ identityType, front, back }: FormValues) {
  return [
    { field: 'front', side: 'FRONT', picked: front } as const,
    { field: 'back', side: 'BACK', picked: hasBackSide(identityType) ? back : undefined } as const,
  ].flatMap(({ picked, ...place }) => (picked ? [{ ...place, picked }] : []));
}

/** Undefined if a field is missing. */
export function toInput(
  values: FormValues,
  customer: { readonly id: string; readonly tosPoliciesValue: string },
): AttachIndividualDocumentsInput | undefined {
  const { identityType, identityCountry, identityState, addressType, addressCountry, addressProof } = values;
  const { selfie, consent } = values;
  if (!identityType || !identityCountry || !addressType || !addressCountry || !addressProof || !consent)
    return undefined;
  return {
    customerId: customer.id,
    proofOfIdentity: {
      type: identityType,
      number: values.number,
      country: identityCountry,
      ...(hasState(values) && identityState && { state: identityState }),
      issueDate: values.issueDate,
      expiryDate: values.expiryDate,
      files: identityFiles(values).map(({ side, picked }) => ({ side, ...toFileInput(picked) })),
    },
    proofOfAddress: { type: addressType, country: addressCountry, files: [toFileInput(addressProof)] },
    ...(selfie && { selfie: toFileInput(selfie) }),
    tosPoliciesValue: customer.tosPoliciesValue,
  };
}

function toFileInput({ file, uri }: PickedFile) {
  return uri === undefined ? { upload: file } : { uri };
}

const FIELD_BY_PATH: Readonly<Record<string, FieldName>> = {
  'proofOfIdentity.type': 'identityType',
  'proofOfIdentity.number': 'number',
  'proofOfIdentity.country': 'identityCountry',
  'proofOfIdentity.state': 'identityState',
  'proofOfIdentity.issueDate': 'issueDate',
  'proofOfIdentity.expiryDate': 'expiryDate',
  'proofOfIdentity.files': 'front',
  'proofOfAddress.type': 'addressType',
  'proofOfAddress.country': 'addressCountry',
  'proofOfAddress.files': 'addressProof',
  tosPoliciesValue: 'consent',
};

/**
 * The form field for a path in the input, if there is one.
 *
 * @param path such as `proofOfIdentity.files.1.upload`
 * @param sent the form as it was sent
 * @param side the side of the document that the error is about, if it names one
 */
export function findField(path: string, sent: FormValues, side?: unknown): FieldName | undefined {
  if (/^selfie(\.|$)/.test(path)) return 'selfie';
  if (path === 'proofOfIdentity.files' && side === 'BACK') return 'back';
  const [, proof, index] = /^(proofOf\w+\.files)(?:\.(\d+).*)?$/.exec(path) ?? [];
  if (proof === 'proofOfIdentity.files' && index !== undefined)
    return identityFiles(sent)[Number(index)]?.field ?? 'front';
  return FIELD_BY_PATH[proof ?? path];
}

/** Adds the URIs of uploaded files to the form. A file that was chosen after sending stays as it is. */
export function withStoredUris(
  values: FormValues,
  sent: FormValues,
  stored: AttachIndividualDocumentsInput,
): FormValues {
  const sides = identityFiles(sent).map(
    ({ field }, index) => [field, stored.proofOfIdentity.files[index]?.uri] as const,
  );
  const uris = [
    ...sides,
    ['addressProof', stored.proofOfAddress.files[0]?.uri] as const,
    ['selfie', stored.selfie?.uri] as const,
  ];
  const changes = uris.flatMap(([field, uri]) => {
    const picked = values[field];
    return picked && uri && picked.file === sent[field]?.file ? [[field, { ...picked, uri }] as const] : [];
  });
  return { ...values, ...Object.fromEntries(changes) };
}
