import { setTimeout as sleep } from 'node:timers/promises';
import {
  type AnswerInformationRequestInput,
  AnswerRequestDocument,
  AttachIndividualDocumentsDocument,
  type BasicInfoInput,
  CreateCustomerDocument,
  CustomerDecisionDocument,
  type CustomerDecisionQuery,
  type CustomerStatus,
  FormChoicesDocument,
} from '../generated/graphql.ts';
import type { GraphQLClient } from './graphql-client.ts';

export interface JourneyOptions {
  readonly client: GraphQLClient;
  readonly lastName: string;
  /** Receives a sentence for each completed step. */
  readonly report: (step: string) => void;
  readonly pollMs: number;
  /** Time limit for one review. */
  readonly maxReviewMs: number;
}

type Standing = NonNullable<CustomerDecisionQuery['individualCustomer']>;
type RequestedField = NonNullable<Standing['requestedFieldErrors']>[number];

interface Person {
  readonly id: string;
  readonly tosPoliciesValue: string;
}

const PENDING: ReadonlySet<CustomerStatus> = new Set([
  'INCOMPLETE',
  'QUEUED',
  'PROCESSING',
  'REVIEWING',
  'UNKNOWN',
]);

/** Fin.com may keep asking, because the documents are made up. */
const MAX_ANSWERS = 3;

/**
 * Onboards a made-up person: creates the customer, attaches documents, waits, and answers what Fin.com asks for.
 *
 * @returns the final status
 * @throws {RejectedError} if a step is rejected
 * @throws {Error} if a review takes longer than `maxReviewMs`, or if a response lacks something that the example needs
 */
export async function onboard(options: JourneyOptions): Promise<CustomerStatus> {
  const person = await create(options);
  await attach(options, person);
  for (let answers = 0; ; answers += 1) {
    const { status, requestedFieldErrors, rejectionReason } = await waitForDecision(options, person.id);
    if (requestedFieldErrors?.length && answers < MAX_ANSWERS) {
      await answer(options, person, requestedFieldErrors);
      continue;
    }
    const labels = [rejectionReason?.applicant, ...(rejectionReason?.documents ?? [])].flatMap(
      (reason) => reason?.rejectLabels ?? [],
    );
    options.report(`Final status: ${[status, ...new Set(labels)].join(', ')}.`);
    return status ?? 'UNKNOWN';
  }
}

async function create({ client, lastName, report }: JourneyOptions): Promise<Person> {
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
  if (!tosPoliciesValue) throw new Error('Fin.com sent no terms.');
  report(
    `Created customer ${id}. An app would now show ${tosPoliciesUrl ?? 'the terms'} and ask for consent.`,
  );
  return { id, tosPoliciesValue };
}

async function attach({ client, report }: JourneyOptions, { id, tosPoliciesValue }: Person): Promise<void> {
  await client.request(AttachIndividualDocumentsDocument, {
    input: {
      customerId: id,
      tosPoliciesValue,
      proofOfIdentity: {
        type: 'PASSPORT',
        number: 'A12345678',
        country: 'USA',
        issueDate: '2020-01-15',
        expiryDate: inYears(5),
        files: [{ side: 'FRONT', upload: createPdf('passport') }],
      },
      proofOfAddress: { type: 'BANK_STATEMENT', country: 'USA', files: [{ upload: createPdf('statement') }] },
    },
  });
  report('Uploaded and attached a passport and a bank statement.');
}

/** Polls until Fin.com has decided or asks for something. */
async function waitForDecision(options: JourneyOptions, id: string): Promise<Standing> {
  const deadline = Date.now() + options.maxReviewMs;
  let last: string | undefined;
  for (;;) {
    const { individualCustomer: standing } = await options.client.request(CustomerDecisionDocument, { id });
    const status = standing?.status ?? 'UNKNOWN';
    if (status !== last) options.report(`Status ${status}.`);
    if (standing && (standing.requestedFieldErrors?.length || !PENDING.has(status))) return standing;
    if (Date.now() > deadline)
      throw new Error(`The status is still ${status}. Reviews of real people can take days.`);
    last = status;
    await sleep(options.pollMs);
  }
}

async function answer(
  { client, report }: JourneyOptions,
  { id, tosPoliciesValue }: Person,
  requested: readonly RequestedField[],
): Promise<void> {
  for (const { path, code, message } of requested)
    report(`Fin.com asks for ${path.join('.')} (${code}): ${message}`);
  const identity = new Set(
    requested.flatMap(({ path }) => (path[1] === 'proofOfIdentity' ? path.slice(2, 3) : [])),
  );
  const address = new Set(
    requested.flatMap(({ path }) => (path[1] === 'proofOfAddress' ? path.slice(2, 3) : [])),
  );
  const input: AnswerInformationRequestInput = {
    customerId: id,
    ...(requested.some(({ path }) => path[1] === 'tosPoliciesValue') && { tosPoliciesValue }),
    ...(identity.size > 0 && {
      proofOfIdentity: {
        ...(identity.has('files') && { files: [{ side: 'FRONT', upload: createPdf('new passport') }] }),
        ...(identity.has('expiryDate') && { expiryDate: inYears(9) }),
        ...(identity.has('number') && { number: 'B12345678' }),
      },
    }),
    ...(address.has('files') && { proofOfAddress: { files: [{ upload: createPdf('new statement') }] } }),
  };
  await client.request(AnswerRequestDocument, { input });
  report('Answered the request.');
}

function firstOf<Item>(items: readonly Item[] | null | undefined, what: string): Item {
  const [first] = items ?? [];
  if (first === undefined) throw new Error(`The response has no ${what}.`);
  return first;
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
