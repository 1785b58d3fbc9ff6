import { setTimeout as sleep } from 'node:timers/promises';
import {
  type AnswerInformationRequestInput,
  AnswerRequestDocument,
  AttachDocumentsDocument,
  type BasicInfoInput,
  CreateCustomerDocument,
  CustomerStandingDocument,
  type CustomerStandingQuery,
  type CustomerStatus,
  FormChoicesDocument,
} from './generated/graphql.ts';
import type { GraphQLClient } from './graphql-client.ts';

export interface JourneyOptions {
  readonly client: GraphQLClient;
  readonly lastName: string;
  /** Takes each step as it is done, in words. */
  readonly tell: (step: string) => void;
  readonly pollMs: number;
  /** For one review. */
  readonly patienceMs: number;
}

type Standing = NonNullable<CustomerStandingQuery['individualCustomer']>;
type WantedField = NonNullable<Standing['requestedFieldErrors']>[number];

interface Person {
  readonly id: string;
  readonly tosPoliciesValue: string;
}

const UNDER_WAY: ReadonlySet<CustomerStatus> = new Set([
  'INCOMPLETE',
  'QUEUED',
  'PROCESSING',
  'REVIEWING',
  'UNKNOWN',
]);

/** Made-up documents will not do for ever. */
const MAX_ANSWERS = 3;

/**
 * Onboards a person: create, consent, attach, wait, and answer whatever Fin.com asks for.
 *
 * @returns the status in which the journey ends
 * @throws {RefusedError} if a step is refused
 * @throws {Error} if a review takes longer than `patienceMs`, or if Fin.com asks for something that the example has not
 */
export async function onboard(options: JourneyOptions): Promise<CustomerStatus> {
  const person = await create(options);
  await attach(options, person);
  for (let answers = 0; ; answers += 1) {
    const { status, requestedFieldErrors, rejectionReason } = await verdict(options, person.id);
    if (requestedFieldErrors?.length && answers < MAX_ANSWERS) {
      await answer(options, person, requestedFieldErrors);
      continue;
    }
    const labels = [rejectionReason?.applicant, ...(rejectionReason?.documents ?? [])].flatMap(
      (reason) => reason?.rejectLabels ?? [],
    );
    options.tell(`The journey ends: ${[status, ...new Set(labels)].join(', ')}.`);
    return status ?? 'UNKNOWN';
  }
}

async function create({ client, lastName, tell }: JourneyOptions): Promise<Person> {
  const choices = await client.request(FormChoicesDocument, {});
  const basicInfo: BasicInfoInput = {
    firstName: 'Ada',
    lastName,
    dob: '1990-01-15',
    email: 'ada.example@example.com',
    phone: '+14155551234',
    countryOfResidence: 'USA',
    nationality: 'USA',
    tin: '123-45-6789',
  };
  const { createIndividualCustomer } = await client.request(CreateCustomerDocument, {
    input: {
      verificationType: 'STANDARD',
      basicInfo,
      address: {
        street: '123 Main St',
        city: 'New York',
        state: 'US-NY',
        postalCode: '10001',
        country: 'USA',
      },
      financialProfile: {
        occupationId: firstOf(choices.occupations, 'occupations').id,
        purposeId: firstOf(choices.purposes, 'purposes').id,
        sourceOfFundId: firstOf(choices.sourcesOfFunds, 'sources of funds').id,
        monthlyVolumeUsd: 5000,
      },
    },
  });
  const { id, tosPoliciesUrl, tosPoliciesValue } = firstOf(
    createIndividualCustomer && [createIndividualCustomer.customer],
    'customer',
  );
  if (!tosPoliciesValue) throw new Error('Fin.com sent no terms to accept.');
  tell(
    `Created customer ${id}. An app shows ${tosPoliciesUrl ?? 'the terms'} now and goes on after consent.`,
  );
  return { id, tosPoliciesValue };
}

async function attach({ client, tell }: JourneyOptions, { id, tosPoliciesValue }: Person): Promise<void> {
  await client.request(AttachDocumentsDocument, {
    input: {
      customerId: id,
      tosPoliciesValue,
      proofOfIdentity: {
        type: 'PASSPORT',
        number: 'A12345678',
        country: 'USA',
        issueDate: '2020-01-15',
        expiryDate: inYears(5),
        files: [{ side: 'FRONT', upload: scan('passport') }],
      },
      proofOfAddress: { type: 'BANK_STATEMENT', country: 'USA', files: [{ upload: scan('statement') }] },
    },
  });
  tell('Uploaded and attached a passport and a bank statement.');
}

/** Asks again and again until Fin.com has decided, or wants something. */
async function verdict(options: JourneyOptions, id: string): Promise<Standing> {
  const deadline = Date.now() + options.patienceMs;
  let last: string | undefined;
  for (;;) {
    const { individualCustomer: standing } = await options.client.request(CustomerStandingDocument, { id });
    const status = standing?.status ?? 'UNKNOWN';
    if (status !== last) options.tell(`Status ${status}.`);
    if (standing && (standing.requestedFieldErrors?.length || !UNDER_WAY.has(status))) return standing;
    if (Date.now() > deadline) throw new Error(`Still ${status}: reviews of real people may take days.`);
    last = status;
    await sleep(options.pollMs);
  }
}

async function answer(
  { client, tell }: JourneyOptions,
  { id, tosPoliciesValue }: Person,
  wanted: readonly WantedField[],
): Promise<void> {
  for (const { path, code, message } of wanted) tell(`Fin.com asks: ${path.join('.')} (${code}) ${message}`);
  const identity = new Set(
    wanted.flatMap(({ path }) => (path[1] === 'proofOfIdentity' ? path.slice(2, 3) : [])),
  );
  const address = new Set(
    wanted.flatMap(({ path }) => (path[1] === 'proofOfAddress' ? path.slice(2, 3) : [])),
  );
  const input: AnswerInformationRequestInput = {
    customerId: id,
    ...(wanted.some(({ path }) => path[1] === 'tosPoliciesValue') && { tosPoliciesValue }),
    ...(identity.size > 0 && {
      proofOfIdentity: {
        ...(identity.has('files') && { files: [{ side: 'FRONT', upload: scan('new passport') }] }),
        ...(identity.has('expiryDate') && { expiryDate: inYears(9) }),
        ...(identity.has('number') && { number: 'B12345678' }),
      },
    }),
    ...(address.has('files') && { proofOfAddress: { files: [{ upload: scan('new statement') }] } }),
  };
  await client.request(AnswerRequestDocument, { input });
  tell('Answered.');
}

function firstOf<Item>(items: readonly Item[] | null | undefined, what: string): Item {
  const [first] = items ?? [];
  if (first === undefined) throw new Error(`The answer has no ${what}.`);
  return first;
}

/** The smallest thing that is a PDF by its content. */
function scan(name: string): File {
  return new File([`%PDF-1.7\n% ${name}\n`], `${name}.pdf`, { type: 'application/pdf' });
}

function inYears(years: number): string {
  const day = new Date();
  day.setUTCFullYear(day.getUTCFullYear() + years);
  return day.toISOString().slice(0, 10);
}
