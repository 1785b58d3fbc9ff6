import type { FieldError } from '@fin-gateway/client/errors';
import type { CountryCode, ProofOfAddressType, ProofOfIdentityType } from '@fin-gateway/client/operations';
import type { QualityFinding } from '@fin-gateway/client/quality';

/** Fields with a text, a date or a choice. The names of all fields are paths in the inputs of the mutations. */
export interface TextValues {
  readonly 'proofOfIdentity.type': ProofOfIdentityType;
  readonly 'proofOfIdentity.country': CountryCode;
  /** ISO 3166-2 code. */
  readonly 'proofOfIdentity.state': string;
  readonly 'proofOfIdentity.number': string;
  readonly 'proofOfIdentity.issueDate': string;
  readonly 'proofOfIdentity.expiryDate': string;
  readonly 'proofOfAddress.type': ProofOfAddressType;
  readonly 'proofOfAddress.country': CountryCode;
}

export type TextFieldName = keyof TextValues;
export type FileFieldName =
  | 'proofOfIdentity.files.0'
  | 'proofOfIdentity.files.1'
  | 'proofOfAddress.files.0'
  | 'selfie';
export type FieldName = TextFieldName | FileFieldName | 'tosPoliciesValue';

export type FileProblem = FieldError | 'UNREADABLE';

export interface PickedFile {
  readonly file: File;
  /** Why the file cannot be sent. `UNREADABLE`: the device cannot read it. */
  readonly problem?: FileProblem;
  /** Why a reviewer may return it. */
  readonly findings: readonly QualityFinding[];
  /** The size of the photo before it was made smaller. */
  readonly originalBytes?: number;
}

export interface FormValues {
  readonly texts: { readonly [Name in TextFieldName]?: TextValues[Name] | undefined };
  readonly files: { readonly [Name in FileFieldName]?: PickedFile | undefined };
  readonly hasConsent: boolean;
}

export const EMPTY_FORM: FormValues = { texts: {}, files: {}, hasConsent: false };

export function isFileName(name: FieldName): name is FileFieldName {
  return name === 'selfie' || name.includes('.files.');
}
