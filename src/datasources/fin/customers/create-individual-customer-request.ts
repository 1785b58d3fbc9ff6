import type { VerificationType } from './customer-details.ts';

type Maybe<Value> = Value | null | undefined;

export type Gender = 'MALE' | 'FEMALE';
export type EmploymentStatus = 'EMPLOYED' | 'SELF_EMPLOYED' | 'RETIRED' | 'STUDENT' | 'UNEMPLOYED';

export interface TaxInfo {
  /** ISO 3166-1 alpha-3. */
  readonly country: string;
  /** Such as `SSN`; which ones exist depends on the country. */
  readonly documentType: string;
  readonly documentId: string;
}

/** Everything that either version of the API takes. Texts that end in `En` are English transliterations. */
export interface CreateIndividualCustomerRequest {
  readonly verificationType: VerificationType;
  readonly basicInfo: {
    readonly firstName: string;
    readonly firstNameEn?: Maybe<string>;
    readonly middleName?: Maybe<string>;
    readonly middleNameEn?: Maybe<string>;
    readonly lastName: string;
    readonly lastNameEn?: Maybe<string>;
    /** YYYY-MM-DD. */
    readonly dob: string;
    /** Lowercase. */
    readonly email: string;
    /** E.164. */
    readonly phone: string;
    /** ISO 3166-1 alpha-3. */
    readonly countryOfResidence: string;
    /** ISO 3166-1 alpha-3. */
    readonly nationality: string;
    /** ISO 3166-1 alpha-3. */
    readonly secondaryNationality?: Maybe<string>;
    readonly gender?: Maybe<Gender>;
    readonly tin?: Maybe<string>;
    readonly taxInfo?: Maybe<readonly TaxInfo[]>;
  };
  readonly address: {
    readonly street: string;
    readonly streetEn?: Maybe<string>;
    readonly streetLine2?: Maybe<string>;
    readonly streetLine2En?: Maybe<string>;
    readonly city: string;
    /** ISO 3166-2. */
    readonly state: string;
    readonly postalCode: string;
    /** ISO 3166-1 alpha-3. */
    readonly country: string;
  };
  readonly financialProfile: {
    readonly employmentStatus?: Maybe<EmploymentStatus>;
    readonly occupationId: number;
    readonly sourceOfFundId?: Maybe<number>;
    readonly sourceOfFundIds?: Maybe<readonly number[]>;
    readonly sourceOfFundsDescription?: Maybe<string>;
    readonly purposeId: number;
    readonly purposeRemarks?: Maybe<string>;
    readonly monthlyVolumeUsd: number;
  };
  readonly metaData?: Maybe<Readonly<Record<string, unknown>>>;
}
