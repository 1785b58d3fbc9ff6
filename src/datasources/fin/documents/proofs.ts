import { list, publicField, type Shape } from '../wire/shape.ts';

export interface DocumentFile {
  readonly uri?: string | null | undefined;
}

type ProofOfIdentityType = 'PASSPORT' | 'NATIONAL_ID' | 'DRIVERS_LICENSE' | 'RESIDENCE_PERMIT';
type ProofOfAddressType = ProofOfIdentityType | 'UTILITY_BILL' | 'GOVERNMENT_LETTER' | 'BANK_STATEMENT';

export interface ProofOfIdentity {
  readonly type: ProofOfIdentityType;
  readonly number: string;
  /** ISO 3166-1 alpha-3. */
  readonly country: string;
  /** ISO 3166-2. v1 has no place for it. */
  readonly state?: string | null | undefined;
  /** YYYY-MM-DD. */
  readonly issueDate: string;
  /** YYYY-MM-DD. */
  readonly expiryDate: string;
  readonly files: readonly (DocumentFile & { readonly side?: 'FRONT' | 'BACK' | null | undefined })[];
}

export interface ProofOfAddress {
  readonly type: ProofOfAddressType;
  /** ISO 3166-1 alpha-3. */
  readonly country: string;
  /** YYYY-MM-DD. v1 has no place for it. */
  readonly issueDate?: string | null | undefined;
  readonly files: readonly DocumentFile[];
}

export const proofOfIdentity: Shape<ProofOfIdentity> = {
  type: publicField('type'),
  number: 'number',
  country: publicField('country'),
  state: 'state',
  issueDate: 'issue_date',
  expiryDate: 'expiry_date',
  files: list('files', { side: publicField('side'), uri: 'uri' }),
};

export const proofOfAddress: Shape<ProofOfAddress> = {
  type: publicField('type'),
  country: publicField('country'),
  issueDate: 'issue_date',
  files: list('files', { uri: 'uri' }),
};

const { state: _state, ...identityV1 } = proofOfIdentity;
const { issueDate: _issueDate, ...addressV1 } = proofOfAddress;
/** The same proofs as v1 knows them. */
export const proofOfIdentityV1: Shape<Omit<ProofOfIdentity, 'state'>> = identityV1;
export const proofOfAddressV1: Shape<Omit<ProofOfAddress, 'issueDate'>> = addressV1;
