import {
  allSourcesOfFunds,
  isBlank,
  latinSpelling,
  singleSourceOfFunds,
  singleTaxNumber,
} from '../../../rules/alternative-members.ts';
import type { Origins } from '../wire/origins.ts';
import type { CreateIndividualCustomerRequest as Input } from './create-individual-customer-request.ts';

type Section<Name extends 'basicInfo' | 'address' | 'financialProfile'> = Input[Name];

/** The members that v1 takes. */
export interface CreateV1Request extends Pick<Input, 'verificationType' | 'metaData'> {
  readonly basicInfo: Pick<
    Section<'basicInfo'>,
    'firstName' | 'lastName' | 'dob' | 'email' | 'phone' | 'countryOfResidence' | 'nationality' | 'tin'
  >;
  readonly address: Pick<Section<'address'>, 'street' | 'city' | 'state' | 'postalCode' | 'country'>;
  readonly financialProfile: Pick<
    Section<'financialProfile'>,
    'occupationId' | 'sourceOfFundId' | 'purposeId' | 'monthlyVolumeUsd'
  >;
}

/** The members that v2 takes. */
export interface CreateV2Request extends Pick<Input, 'verificationType' | 'address' | 'metaData'> {
  readonly basicInfo: Omit<Section<'basicInfo'>, 'tin'>;
  readonly financialProfile: Omit<Section<'financialProfile'>, 'sourceOfFundId'>;
}

/** A request for one version, and where the client sent the members that it does not have from there. */
export interface Translation<Request> {
  readonly request: Request;
  readonly origins: Origins<Request>;
}

/** Chooses one value where v1 takes only one, and joins what v1 has no member for. */
export function toV1Request(input: Input): Translation<CreateV1Request> {
  const { basicInfo, address, financialProfile } = input;
  const firstName = latinSpelling(basicInfo, 'firstName');
  const middleName = latinSpelling(basicInfo, 'middleName');
  const lastName = latinSpelling(basicInfo, 'lastName');
  const tin = singleTaxNumber(basicInfo);
  const street = latinSpelling(address, 'street');
  const streetLine2 = latinSpelling(address, 'streetLine2');
  const sourceOfFunds = singleSourceOfFunds(financialProfile);
  return {
    request: {
      ...input,
      basicInfo: {
        ...basicInfo,
        firstName: join(' ', firstName.value, middleName.value),
        lastName: lastName.value ?? '',
        tin: tin.value,
      },
      address: { ...address, street: join(', ', street.value, streetLine2.value) },
      financialProfile: { ...financialProfile, sourceOfFundId: sourceOfFunds.value },
    },
    origins: {
      basicInfo: { firstName: firstName.path, lastName: lastName.path, tin: tin.path },
      address: { street: street.path },
      financialProfile: { sourceOfFundId: sourceOfFunds.path },
    },
  };
}

export function toV2Request(input: Input): Translation<CreateV2Request> {
  const { financialProfile } = input;
  const sourcesOfFunds = allSourcesOfFunds(financialProfile);
  return {
    request: { ...input, financialProfile: { ...financialProfile, sourceOfFundIds: sourcesOfFunds.value } },
    origins: { financialProfile: { sourceOfFundIds: sourcesOfFunds.path } },
  };
}

/** Leaves blank texts out. */
function join(separator: string, ...texts: (string | null | undefined)[]): string {
  return texts.filter((text) => !isBlank(text)).join(separator);
}
