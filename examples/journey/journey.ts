import { setTimeout as sleep } from 'node:timers/promises';
import {
  type AnswerInformationRequestInput,
  AnswerRequestDocument,
  AttachIndividualDocumentsDocument,
  CreateCustomerDocument,
  CustomerDecisionDocument,
  type CustomerDecisionQuery,
  type CustomerStatus,
  FormChoicesDocument,
} from '../generated/graphql.ts';
import type { GraphQLClient } from './graphql-client.ts';
import { createPassport, createPerson, createSelfie, createStatement } from './made-up-person.ts';

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

/** Fin.com may keep asking, because the documents are made up. */
const MAX_ANSWERS = 3;

/**
 * Onboards a made-up person: creates the customer, attaches documents, waits, and does what `nextStep` says.
 *
 * @returns the final status
 * @throws {RejectedError} if a step is rejected
 * @throws {Error} if a review takes longer than `maxReviewMs`, or if a response lacks something that the example needs
 */
export async function onboard(options: JourneyOptions): Promise<CustomerStatus> {
  const person = await create(options);
  await attach(options, person, await readStanding(options, person.id));
  for (let answers = 0; ; answers += 1) {
    const standing = await waitForDecision(options, person.id);
    const nextStep = answers < MAX_ANSWERS ? standing.nextStep : null;
    if (nextStep === 'ANSWER_REQUEST') await answer(options, person, standing.requestedFieldErrors ?? []);
    else if (nextStep === 'ATTACH_DOCUMENTS') await attach(options, person, standing);
    else return reportDecision(options, standing);
  }
}

async function create({ client, lastName, report }: JourneyOptions): Promise<Person> {
  const choices = await client.request(FormChoicesDocument, {});
  const { createIndividualCustomer } = await client.request(CreateCustomerDocument, {
    input: createPerson(lastName, {
      occupationId: firstOf(choices.occupations, 'occupations').id,
      purposeId: firstOf(choices.purposes, 'purposes').id,
      sourceOfFundIds: [firstOf(choices.sourcesOfFunds, 'sources of funds').id],
    }),
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

async function attach(
  { client, report }: JourneyOptions,
  { id, tosPoliciesValue }: Person,
  { requiredDocuments }: Standing,
): Promise<void> {
  const needsSelfie = requiredDocuments?.some(({ kind }) => kind === 'SELFIE') ?? false;
  await client.request(AttachIndividualDocumentsDocument, {
    input: {
      customerId: id,
      tosPoliciesValue,
      proofOfIdentity: createPassport('passport', 5),
      proofOfAddress: createStatement('statement'),
      ...(needsSelfie && { selfie: createSelfie() }),
    },
  });
  report(`Uploaded and attached a passport${needsSelfie ? ', a selfie' : ''} and a bank statement.`);
}

/** Polls until Fin.com has decided or asks for something. */
async function waitForDecision(options: JourneyOptions, id: string): Promise<Standing> {
  const deadline = Date.now() + options.maxReviewMs;
  let last: string | undefined;
  for (;;) {
    const standing = await readStanding(options, id);
    const status = standing.status ?? 'UNKNOWN';
    if (status !== last) options.report(`Status ${status}.`);
    // The documents were attached: INCOMPLETE means that Fin.com does not show it yet.
    const isPending = standing.nextStep === 'WAIT' || status === 'UNKNOWN' || status === 'INCOMPLETE';
    if (!isPending) return standing;
    if (Date.now() > deadline)
      throw new Error(`The status is still ${status}. Reviews of real people can take days.`);
    last = status;
    await sleep(options.pollMs);
  }
}

async function readStanding({ client }: JourneyOptions, id: string): Promise<Standing> {
  const { individualCustomer } = await client.request(CustomerDecisionDocument, { id });
  if (!individualCustomer) throw new Error('Fin.com does not know the customer.');
  return individualCustomer;
}

async function answer(
  { client, report }: JourneyOptions,
  { id, tosPoliciesValue }: Person,
  requested: readonly RequestedField[],
): Promise<void> {
  for (const { path, code, message } of requested)
    report(`Fin.com asks for ${path.join('.')} (${code}): ${message}`);
  const proofOfIdentity = pickRequested(createPassport('new passport', 9), 'proofOfIdentity', requested);
  const proofOfAddress = pickRequested(createStatement('new statement'), 'proofOfAddress', requested);
  const input: AnswerInformationRequestInput = {
    customerId: id,
    ...(requested.some(({ path }) => path[1] === 'tosPoliciesValue') && { tosPoliciesValue }),
    ...(proofOfIdentity && { proofOfIdentity }),
    ...(proofOfAddress && { proofOfAddress }),
  };
  await client.request(AnswerRequestDocument, { input });
  report('Answered the request.');
}

/** Fin.com rejects an answer with anything that it did not request. */
function pickRequested<Proof extends object>(
  proof: Proof,
  name: string,
  requested: readonly RequestedField[],
): Partial<Proof> | undefined {
  const members = new Set(requested.flatMap(({ path }) => (path[1] === name ? path.slice(2, 3) : [])));
  const picked: Partial<Proof> = { ...proof };
  for (const member of Object.keys(proof)) if (!members.has(member)) Reflect.deleteProperty(picked, member);
  return members.size > 0 ? picked : undefined;
}

function reportDecision({ report }: JourneyOptions, { status, rejectionReason }: Standing): CustomerStatus {
  const labels = [rejectionReason?.applicant, ...(rejectionReason?.documents ?? [])].flatMap(
    (reason) => reason?.rejectLabels ?? [],
  );
  report(`Final status: ${[status, ...new Set(labels)].join(', ')}.`);
  return status ?? 'UNKNOWN';
}

function firstOf<Item>(items: readonly Item[] | null | undefined, what: string): Item {
  const [first] = items ?? [];
  if (first === undefined) throw new Error(`The response has no ${what}.`);
  return first;
}
