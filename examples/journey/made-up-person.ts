import type {
  CreateIndividualCustomerInput,
  ProofOfAddressInput,
  ProofOfIdentityInput,
  SelfieInput,
} from '../generated/graphql.ts';

type Choices = Pick<
  CreateIndividualCustomerInput['financialProfile'],
  'occupationId' | 'purposeId' | 'sourceOfFundIds'
>;

/** Has what both versions of Fin.com's API need. */
export function createPerson(lastName: string, choices: Choices): CreateIndividualCustomerInput {
  return {
    verificationType: 'STANDARD',
    basicInfo: {
      firstName: 'Ada',
      lastName,
      dob: '1990-01-15',
      email: 'ada.example@example.com',
      phone: '+14155551234',
      countryOfResidence: 'USA',
      nationality: 'USA',
      taxInfo: [{ country: 'USA', documentType: 'SSN', documentId: '123-45-6789' }],
    },
    address: {
      street: '123 Main St',
      city: 'New York',
      state: 'US-NY',
      postalCode: '10001',
      country: 'USA',
    },
    financialProfile: { ...choices, employmentStatus: 'EMPLOYED', monthlyVolumeUsd: 5000 },
  };
}

export function createPassport(name: string, validYears: number): ProofOfIdentityInput {
  return {
    type: 'PASSPORT',
    number: 'A12345678',
    country: 'USA',
    issueDate: '2020-01-15',
    expiryDate: inYears(validYears),
    files: [{ side: 'FRONT', upload: createPdf(name) }],
  };
}

export function createStatement(name: string): ProofOfAddressInput {
  return { type: 'BANK_STATEMENT', country: 'USA', files: [{ upload: createPdf(name) }] };
}

/** A selfie is a photo: Fin.com accepts no PDF. */
export function createSelfie(): SelfieInput {
  const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=';
  return { upload: new File([Buffer.from(png, 'base64')], 'selfie.png', { type: 'image/png' }) };
}

/** A minimal PDF. */
function createPdf(name: string): File {
  return new File([`%PDF-1.7\n% ${name}\n`], `${name}.pdf`, { type: 'application/pdf' });
}

function inYears(years: number): string {
  const day = new Date();
  day.setUTCFullYear(day.getUTCFullYear() + years);
  return day.toISOString().slice(0, 10);
}
